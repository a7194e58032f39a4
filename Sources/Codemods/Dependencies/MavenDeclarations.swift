import Edits

/// Where Maven's packages are declared: `pom.xml`'s parent, dependencies, plugins and the management of both, in
/// profiles too.
///
/// A package is named as `group:artifact`, or by its artifact alone. A version that comes from a property of the file is
/// changed there.
struct MavenDeclarations {
  /// An element that names a package.
  private struct Element {
    let path: [PathStep]
    let group: String
    let artifact: String
    let version: String?
  }

  private let wanted: (group: String?, artifact: String)
  private let properties: [EditValue.Member]
  private let elements: [Element]

  static func find(_ name: String, in bytes: [UInt8]) throws(EditRefusal) -> [Declaration] {
    guard let project = try FileEditor.values(in: bytes, as: .xml, path: [.key("project")]).first else { return [] }
    return MavenDeclarations(name, project).declarations()
  }

  private init(_ name: String, _ project: EditValue) {
    let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    wanted = parts.count == 2 ? (parts[0], parts[1]) : (nil, name)
    if case .object(let members)? = project.member("properties") { properties = members } else { properties = [] }
    elements = MavenDeclarations.elements(in: project, at: [.key("project")])
  }

  /// Finds every element with an `artifactId`, but for the project itself and what is excluded.
  private static func elements(in value: EditValue, at path: [PathStep]) -> [Element] {
    switch value {
    case .array(let items):
      return items.enumerated().flatMap { elements(in: $1, at: path + [.index($0)]) }
    case .object(let members):
      var found: [Element] = []
      if path.count > 1, let artifact = value.text("artifactId") {
        let group = value.text("groupId") ?? (path.names("plugin") ? "org.apache.maven.plugins" : "")
        found.append(Element(path: path, group: group, artifact: artifact, version: value.text("version")))
      }
      for member in members where member.key != "exclusions" && member.key != "configuration" {
        found += elements(in: member.value, at: path + [.key(member.key)])
      }
      return found
    default: return []
    }
  }
}

extension MavenDeclarations {
  /// A package whose version is nowhere in the file is declared all the same, but can't be given another.
  private func declarations() -> [Declaration] {
    let mine = elements.filter { $0.artifact == wanted.artifact && (wanted.group == nil || $0.group == wanted.group) }
    var found: [Declaration] = []
    for element in mine {
      guard let version = element.version else { continue }
      let declaration = self.declaration(element, version)
      // Two packages may share one property.
      if !found.contains(where: { $0.place == declaration.place }) { found.append(declaration) }
    }
    guard found.isEmpty, let first = mine.first else { return found }
    return [
      Declaration(
        .value(first.path, text: "", 0..<0), specifier: "", version: nil,
        obstacle: .init(kind: .type, message: "\(first.artifact) has no version in this file"))
    ]
  }

  private func declaration(_ element: Element, _ version: String) -> Declaration {
    let place = element.path + [.key("version")]
    guard version.contains("${") else { return declaration(at: place, version) }
    guard let name = MavenDeclarations.property(in: version) else {
      return declaration(
        at: place, version, .init(kind: .ambiguous, message: "\(element.artifact)'s version is \(version)"))
    }
    guard case .string(let text)? = properties.first(where: { $0.key == name })?.value else {
      let message = "\(element.artifact)'s version is \(version), which this file doesn't set"
      return declaration(at: place, version, .init(kind: .type, message: message))
    }
    let sharer = elements.first { $0.version == version && $0.group != element.group }
    return declaration(
      at: [.key("project"), .key("properties"), .key(name)], text,
      sharer.map {
        .init(
          kind: .ambiguous,
          message: "\(version) is the version of \(element.artifact) and of \($0.artifact), which is of another group")
      })
  }

  private func declaration(
    at path: [PathStep], _ text: String, _ obstacle: Declaration.Obstacle? = nil
  ) -> Declaration {
    Declaration(
      .value(path, text: text, 0..<text.utf8.count), specifier: text, version: MavenDeclarations.version(of: text),
      obstacle: obstacle)
  }

  /// The name in a text that is `${name}` as a whole.
  private static func property(in text: String) -> String? {
    guard text.hasPrefix("${"), text.hasSuffix("}") else { return nil }
    let name = text.dropFirst(2).dropLast()
    return name.contains("$") || name.isEmpty ? nil : String(name)
  }

  /// The version itself, or the lowest of a range.
  private static func version(of text: String) -> String? {
    if text.contains("${") { return nil }
    guard let first = text.first, first == "[" || first == "(" else { return text.isEmpty ? nil : text }
    let lowest = text.dropFirst().prefix { $0 != "," && $0 != "]" }.filter { $0 != " " }
    return lowest.isEmpty ? nil : lowest
  }
}

extension EditValue {
  fileprivate func member(_ key: String) -> EditValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  fileprivate func text(_ key: String) -> String? {
    if case .string(let text)? = member(key) { text } else { nil }
  }
}

extension [PathStep] {
  /// Whether the last key, before an index, is this one.
  fileprivate func names(_ key: String) -> Bool {
    last { if case .key = $0 { true } else { false } } == .key(key)
  }
}
