import Documents

/// What taking over a list would do to a manifest.
public struct ImportPlan: Sendable, Equatable {
  /// In the list's order, with names that the manifest takes.
  public let added: [NewService]
  /// What is left out since its repository is there already, a line each.
  public let skipped: [String]
  /// New names for what couldn't keep its own, a line each.
  public let renamed: [String]
  /// The list's own problems, and what can't be a service, a line each.
  public let problems: [String]

  /// Compares a list with a manifest; relative paths in the list start in the absolute path `folder`.
  public init(merging list: ImportList, into manifest: Manifest, folder: String) {
    var merge = ImportMerge(manifest: manifest, folder: folder, problems: list.problems)
    for service in list.services { merge.add(service) }
    added = merge.added
    skipped = merge.skipped
    renamed = merge.renamed
    problems = merge.problems
  }
}

/// The state of a merge while the list's services are added one by one.
private struct ImportMerge {
  var added: [NewService] = []
  var skipped: [String] = []
  var renamed: [String] = []
  var problems: [String]
  private let folder: String
  /// Who has a repository, by what its addresses have in common.
  private var owners: [[String]: String]
  /// Names that are taken, in lower case.
  private var names: Set<String>

  init(manifest: Manifest, folder: String, problems: [String]) {
    self.folder = folder
    self.problems = problems
    owners = Dictionary(
      manifest.services.map { ($0.remote.identity, $0.name) }, uniquingKeysWith: { first, _ in first })
    names = Set(manifest.services.map { $0.name.lowercased() })
  }

  mutating func add(_ service: ImportedService) {
    let remote: RemoteLocation
    do {
      remote = try RemoteLocation(service.url, relativeTo: folder)
    } catch {
      problems.append("\(service.source): the address of \(quoted(service.name)) \(error.message)")
      return
    }
    if let owner = owners[remote.identity] {
      skipped.append("\(service.source): \(owner) has this repository already")
      return
    }
    guard let name = freeName(for: service, at: remote) else {
      problems.append("\(service.source): \(quoted(service.name)) can't be made a name; add it with fleet repos add")
      return
    }
    if name != service.name { renamed.append("\(service.source): \(quoted(service.name)) is called \(name)") }
    owners[remote.identity] = name
    names.insert(name.lowercased())
    added.append(NewService(name: name, url: remote.url, branch: service.branch))
  }

  /// Returns the service's own name if it is free, else with its organisation behind it, else with a number.
  private func freeName(for service: ImportedService, at remote: RemoteLocation) -> String? {
    guard let name = validName(service.name) ?? validName(remote.repositoryName) else { return nil }
    if !names.contains(name.lowercased()) { return name }
    let base = remote.ownerName.flatMap { validName("\(name)-\($0)") } ?? name
    if !names.contains(base.lowercased()) { return base }
    return (2...10_000).lazy.map { "\(base)-\($0)" }
      .first { !names.contains($0.lowercased()) && entryNameProblem($0) == nil }
  }

  /// Returns text as a name: with `-` for what can't be in one, and without what it can't begin or end with.
  private func validName(_ text: String) -> String? {
    let replaced = text.unicodeScalars.map { isNameScalar($0) ? $0 : "-" }
    let start = replaced.drop { "-._".unicodeScalars.contains($0) }
    let end = start.reversed().drop { "-.".unicodeScalars.contains($0) }.reversed()
    let name = String(String.UnicodeScalarView(end)).replacing("..", with: ".")
    return entryNameProblem(name) == nil ? name : nil
  }
}
