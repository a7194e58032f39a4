import Documents

/// Turns a manifest's document into values, and reports everything that is wrong with it.
struct ManifestReader {
  /// The absolute path that relative paths and URLs start from.
  let folder: String
  let findings: FindingCollector

  static let keys = ["name", "defaults", "services", "libraries", "templates"]

  /// Returns the manifest; what couldn't be read is missing from it, and the collector knows of that.
  func manifest(_ root: Field) -> Manifest {
    let folderName = pathParts(folder).last ?? "fleet"
    // A manifest of comments alone is an empty fleet.
    guard !root.isNull else { return Manifest(name: folderName) }
    guard let members = root.mapping("a manifest", keys: Self.keys) else { return Manifest(name: folderName) }
    let defaults = members.optional("defaults").flatMap(filled).map(readDefaults) ?? ManifestDefaults()
    let services = entries(members.optional("services")) { readService($0, defaults: defaults) }
    let libraries = entries(members.optional("libraries")) { readLibrary($0, defaults: defaults) }
    let templates = entries(members.optional("templates")) { readTemplate($0) }
    for (key, what) in [("services", "service"), ("libraries", "library"), ("templates", "template")] {
      if let list = members.optional(key) { reportRepeatedNames(in: list, what: what) }
    }
    reportRepeatedRepositories(in: services)
    checkServiceNames(in: libraries, among: services.map(\.value.name))
    return Manifest(
      name: members.optional("name")?.line() ?? folderName, defaults: defaults, services: services.map(\.value),
      libraries: libraries.map(\.value), templates: templates.map(\.value))
  }

  /// An entry of one of the manifest's lists, and where it stands.
  struct Entry<Value> {
    let field: Field
    let value: Value
  }

  /// A key without a value, as it stays behind when all entries are commented out, is an empty list.
  private func entries<Value>(_ field: Field?, _ read: (Field) -> Value?) -> [Entry<Value>] {
    guard let field = field.flatMap(filled) else { return [] }
    return (field.elements() ?? []).compactMap { element in
      read(element).map { Entry(field: element, value: $0) }
    }
  }

  func filled(_ field: Field) -> Field? { field.isNull ? nil : field }

  /// Compares without case: on macOS and Windows two such names are one file. Entries with other problems count too.
  private func reportRepeatedNames(in list: Field, what: String) {
    guard case .list(let nodes) = list.node.value else { return }
    var seen: [String: (name: String, position: Position)] = [:]
    for (index, node) in nodes.enumerated() {
      let entry = Field(node, at: list.path + [.index(index)], findings: findings)
      guard let nameField = entry.member("name"), case .string(let name) = nameField.node.value else { continue }
      if let first = seen[name.lowercased()] {
        let place = "at \(first.position.line):\(first.position.column)"
        nameField.report(
          "duplicate-name",
          first.name == name
            ? "another \(what) has the name \(quoted(name)) already, \(place)"
            : "differs only in case from the \(what) \(quoted(first.name)) \(place)")
      } else {
        seen[name.lowercased()] = (name, nameField.node.position)
      }
    }
  }

  /// Two services may share a repository, on different branches: with one branch they would overwrite each other.
  private func reportRepeatedRepositories(in services: [Entry<Service>]) {
    struct Target: Hashable {
      let identity: [String]
      let branch: String?
    }
    var seen: [Target: Service] = [:]
    for entry in services {
      let target = Target(identity: entry.value.remote.identity, branch: entry.value.branch)
      if let first = seen[target] {
        entry.field.member("url")?.report(
          "duplicate-url", "the service \(quoted(first.name)) has this repository and branch already")
      } else {
        seen[target] = entry.value
      }
    }
  }
}

extension Field {
  /// Returns a member of a mapping that was read already, to report about it.
  func member(_ key: String) -> Field? {
    node.member(key).map { Field($0, at: path + [.key(key)], findings: findings) }
  }

  /// Returns text of one line that isn't empty.
  func line() -> String? {
    guard let text = nonEmptyText() else { return nil }
    if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      report("value", "must be one line without control characters")
      return nil
    }
    return text
  }

  /// Returns text that a rule has nothing against; the rule returns what is wrong with it.
  func text(_ problem: (String) -> String?) -> String? {
    guard let text = text() else { return nil }
    if let problem = problem(text) {
      report("value", problem)
      return nil
    }
    return text
  }
}
