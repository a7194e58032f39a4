import Changes
import Documents
import Git
import Submodules

extension ManifestReader {
  static let libraryKeys = [
    "name", "url", "follow", "path", "groups", "waves", "hold", "allowDowngrade", "trustedRefs", "engine",
  ]
  static let policyKeys = ["branch", "tag", "semver", "pin"]

  func readLibrary(_ field: Field, defaults: ManifestDefaults) -> Library? {
    guard let members = field.mapping("a library", keys: Self.libraryKeys) else { return nil }
    let name = members.required("name")?.text(entryNameProblem)
    let remote = members.required("url").flatMap(readRemote)
    let follow = members.optional("follow").flatMap(filled).flatMap(readFollow)
    let path = members.optional("path")?.text(insidePathProblem)
    let groups = members.optional("groups").flatMap(filled)?.list { $0.text(entryNameProblem) }
    let waves = members.optional("waves").flatMap(filled).flatMap(readWaves)
    let hold = members.optional("hold").flatMap(filled)?.list { $0.text() }
    let allowsDowngrade = members.optional("allowDowngrade")?.boolean()
    let trustedRefs = members.optional("trustedRefs").flatMap(filled)?.list(atLeast: 1) { $0.text(trustedRefProblem) }
    let engine = members.optional("engine")?.choice(RemoteEngine.self)
    guard let name, let remote else { return nil }
    return Library(
      name: name, remote: remote, follow: follow, path: path, groups: groups ?? [], waves: waves ?? [],
      hold: hold ?? [], allowsDowngrade: allowsDowngrade ?? false, trustedRefs: trustedRefs ?? [],
      engine: engine ?? defaults.engine)
  }

  private func readFollow(_ field: Field) -> FollowPolicy? {
    guard let members = field.mapping("a follow policy", keys: Self.policyKeys),
      let (key, policy) = members.exactlyOne(of: "branch", "tag", "semver", "pin")
    else { return nil }
    return switch key {
    case "branch": policy.text { branchNameProblem($0) }.map { .branch($0) }
    case "tag": policy.text { branchNameProblem($0, allowsGlob: true) }.map { .tag(pattern: $0) }
    case "semver": policy.text(rangeProblem).map { .semver(range: $0) }
    default: policy.text(commitProblem).map { .pin(commit: $0) }
    }
  }

  /// Reads a list of lists of services' names; `"*"` stands for all others and only at the end.
  private func readWaves(_ field: Field) -> [Library.Wave]? {
    guard let elements = field.elements() else { return nil }
    return elements.enumerated().compactMap { index, element in
      let isRest = element.node.value == .string("*") || element.node.isListOfStar
      if isRest, index < elements.count - 1 {
        element.report("value", "\"*\" can only be the last wave")
        return nil
      }
      return isRest ? .rest : element.list(atLeast: 1) { $0.text() }.map { .services($0) }
    }
  }

  /// Reports services in `waves` and `hold` that the manifest doesn't have, or that two waves name.
  func checkServiceNames(in libraries: [Entry<Library>], among services: [String]) {
    for library in libraries {
      var seen: Set<String> = []
      for wave in library.field.member("waves")?.listElements ?? [] {
        for element in wave.listElements {
          guard case .string(let name) = element.node.value else { continue }
          if name == "*" {
            if wave.listElements.count > 1 { element.report("value", "\"*\" is a wave by itself") }
            continue
          }
          checkService(name, at: element, among: services)
          if !seen.insert(name).inserted { element.report("duplicate", "\(quoted(name)) is in a wave already") }
        }
      }
      for element in library.field.member("hold")?.listElements ?? [] {
        if case .string(let name) = element.node.value { checkService(name, at: element, among: services) }
      }
    }
  }

  private func checkService(_ name: String, at field: Field, among services: [String]) {
    if services.contains(name) { return }
    field.report(
      "unknown-service", "no service is called \(quoted(name))", suggestion: suggestion(for: name, among: services))
  }

  /// Returns what is wrong with a path inside a repository, or nil.
  func insidePathProblem(_ path: String) -> String? {
    if path.utf8.first == UInt8(ascii: "-") { return "must not begin with \"-\"" }
    return TreePath(path).isSafe
      ? nil : "must be a path inside the repository, without \"..\", \".git\" or \"/\" in front"
  }

  private func trustedRefProblem(_ ref: String) -> String? {
    guard ref.utf8.starts(with: "refs/heads/".utf8) || ref.utf8.starts(with: "refs/tags/".utf8) else {
      return "must begin with \"refs/heads/\" or \"refs/tags/\""
    }
    return branchNameProblem(String(ref.unicodeScalars.dropFirst("refs/".count)), allowsGlob: true)
  }

  private func rangeProblem(_ range: String) -> String? {
    FollowRange(range) != nil
      ? nil : "must be a range of versions, such as \"^1.4\" or \">=1.2 <2\", not \(quoted(range))"
  }

  private func commitProblem(_ commit: String) -> String? {
    let isHexadecimal = commit.utf8.allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
    return isHexadecimal && (8...64).contains(commit.utf8.count)
      ? nil : "must be a commit's id: 8 or more hexadecimal digits"
  }
}

extension Field {
  /// The elements of a list that was read already; none for anything else.
  fileprivate var listElements: [Field] {
    guard case .list(let nodes) = node.value else { return [] }
    return nodes.enumerated().map { Field($1, at: path + [.index($0)], findings: findings) }
  }
}

extension Node {
  fileprivate var isListOfStar: Bool {
    if case .list(let nodes) = value { nodes.count == 1 && nodes[0].value == .string("*") } else { false }
  }
}
