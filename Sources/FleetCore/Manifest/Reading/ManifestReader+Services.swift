import Documents
import Git

extension ManifestReader {
  static let serviceKeys = ["name", "url", "branch", "tags", "test", "engine"]
  static let templateKeys = ["name", "url", "path", "directory", "ref"]

  func readService(_ field: Field, defaults: ManifestDefaults) -> Service? {
    guard let members = field.mapping("a service", keys: Self.serviceKeys) else { return nil }
    let name = members.required("name")?.text(entryNameProblem)
    let remote = members.required("url").flatMap(readRemote)
    let branch = members.optional("branch")?.text { branchNameProblem($0) }
    let tags = members.optional("tags").flatMap(filled).map(readTags)
    let test = members.optional("test").flatMap(readTest)
    let engine = members.optional("engine")?.choice(RemoteEngine.self)
    guard let name, let remote else { return nil }
    return Service(
      name: name, remote: remote, branch: branch ?? defaults.branch, tags: tags ?? [], test: test ?? defaults.test,
      engine: engine ?? defaults.engine)
  }

  func readRemote(_ field: Field) -> RemoteLocation? {
    guard let text = field.text() else { return nil }
    do {
      return try RemoteLocation(text, relativeTo: folder)
    } catch {
      field.report("url", error.message, suggestion: error.suggestion)
      return nil
    }
  }

  /// Returns the tags; a tag has to be a word that `--select tag:NAME` can hold.
  private func readTags(_ field: Field) -> [String] {
    var tags: [String] = []
    for element in field.elements() ?? [] {
      guard let tag = element.text(tagProblem) else { continue }
      if tags.contains(tag) {
        element.report("duplicate", "the tag \(quoted(tag)) is there already")
      } else {
        tags.append(tag)
      }
    }
    return tags
  }

  private func tagProblem(_ tag: String) -> String? {
    if tag.isEmpty { return "must not be empty" }
    if tag.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.properties.generalCategory == .control }) {
      return "a tag is one word"
    }
    return tag.utf8.first == UInt8(ascii: "!") || tag.utf8.contains(UInt8(ascii: ","))
      ? "a tag can't hold \",\" or begin with \"!\"" : nil
  }

  /// Reads a shell line, a list of arguments, or `false` (also `none`) for a service without tests.
  func readTest(_ field: Field) -> Service.Test? {
    switch field.node.value {
    case .boolean(false), .string("none"):
      return Service.Test.none
    case .string:
      guard let line = field.nonEmptyText() else { return nil }
      if line.utf8.contains(0) {
        field.report("value", "must not hold a NUL")
        return nil
      }
      return .shell(line)
    case .list:
      guard let arguments = field.list(atLeast: 1, { $0.text() }) else { return nil }
      if arguments[0].isEmpty || arguments.contains(where: { $0.utf8.contains(0) }) {
        field.report("value", "must begin with a program, and hold no NUL")
        return nil
      }
      return .arguments(arguments)
    default:
      field.reportType("a command, a list of arguments, or false for none")
      return nil
    }
  }

  func readTemplate(_ field: Field) -> TemplateSource? {
    guard let members = field.mapping("a template", keys: Self.templateKeys) else {
      return nil
    }
    let name = members.required("name")?.text(entryNameProblem)
    let source = members.exactlyOne(of: "url", "path")
    let location: TemplateSource.Location? =
      switch source?.key {
      case "url": source.flatMap { readRemote($0.field) }.map { .repository($0) }
      default: source?.field.text(pathProblem).map { .folder(joinedPath(folder, $0)) }
      }
    let directory = members.optional("directory")?.text(insidePathProblem)
    let ref = members.optional("ref")?.text(revisionProblem)
    if ref != nil, source?.key == "path" {
      members.optional("ref")?.report("conflict", "a folder has no revisions; \"ref\" goes with \"url\"")
    }
    guard let name, let location else { return nil }
    return TemplateSource(name: name, location: location, directory: directory, ref: ref)
  }

  private func pathProblem(_ path: String) -> String? {
    if path.isEmpty { return "must not be empty" }
    if path.utf8.first == UInt8(ascii: "~") { return "\"~\" isn't expanded, write the whole path" }
    return path.utf8.contains(0) ? "must not hold a NUL" : nil
  }

  /// A branch, tag or commit, that no program can take for an option.
  private func revisionProblem(_ revision: String) -> String? {
    branchNameProblem(revision)
  }
}
