import Changes
import Git
import Submodules

extension SubmoduleEdit {
  func addition(
    at wanted: TreePath?, url: String?, _ targets: PinTargets, _ pins: [RecognisedPin], _ base: some Snapshot,
    _ service: ServiceFacts
  ) throws -> SubmoduleDraft {
    guard case .library(let name) = subject, let entry = judge.shelf.entry(named: name),
      let index = judge.shelf.entries.firstIndex(where: { $0.library.name == name })
    else { throw SubmoduleDraft.Nothing(reason: "the manifest has no library \(subject)") }
    let library = entry.library
    let path = wanted ?? TreePath(library.path ?? "libs/\(name)")
    if let present = pins.first(where: { $0.library == index && ($0.breach == nil || $0.pin.path == path) }) {
      if let breach = present.breach { throw breach }
      throw SubmoduleDraft.Nothing(
        reason: present.pin.path == path ? nil : "it has \(name) at \(present.pin.path) already")
    }
    if let problem = targets.problems[name] { throw problem }
    guard let commit = targets.commits[name] else {
      throw Refusal(kind: "no-target", message: "\(name): nobody says which commit to pin")
    }
    if let breach = judge.breach(of: commit, in: index) { throw breach }
    let url = url ?? library.remote.description
    try requireURL(url, of: library, service)
    try SubmoduleDraft.requireRoom(at: path, in: base)
    return SubmoduleDraft(
      gitlinks: [TreeEdit(path: path, action: .pin(commit: commit.hex))],
      modules: .add(path: path, url: ConfigText(url)),
      message: "Add \(name) as the submodule \(path), at \(commit.short)", pinned: (index, commit))
  }

  func removal(of found: SubmoduleSubject.Found, _ base: some Snapshot) throws -> SubmoduleDraft {
    SubmoduleDraft(
      gitlinks: found.commit == nil ? [] : [TreeEdit(path: found.path, action: .delete)],
      modules: found.entry.map { .remove($0.name) },
      message: "Remove the submodule \(found.path)", settled: found.path)
  }

  func relocation(
    of found: SubmoduleSubject.Found, to path: TreePath, _ base: some Snapshot
  ) throws -> SubmoduleDraft {
    if found.path == path { throw SubmoduleDraft.Nothing(reason: nil) }
    let (commit, entry) = try declared(found)
    try SubmoduleDraft.requireRoom(at: path, in: base)
    return SubmoduleDraft(
      gitlinks: [
        TreeEdit(path: found.path, action: .delete), TreeEdit(path: path, action: .pin(commit: commit.hex)),
      ],
      modules: .move(entry.name, to: path),
      message: "Move the submodule \(found.path) to \(path)")
  }

  func redirection(
    of found: SubmoduleSubject.Found, to wanted: String?, _ base: some Snapshot, _ service: ServiceFacts
  ) throws -> SubmoduleDraft {
    let (commit, entry) = try declared(found)
    let library: Int?
    switch subject {
    case .library(let name): library = judge.shelf.entries.firstIndex { $0.library.name == name }
    case .path: library = try wanted.flatMap { try match($0, service) }
    }
    guard let library else {
      throw Refusal(
        kind: "no-policy", message: "the manifest names no library at the new URL, and nobody else is asked",
        place: .init(path: found.path))
    }
    let url = wanted ?? judge.shelf.entries[library].library.remote.description
    try requireURL(url, of: judge.shelf.entries[library].library, service)
    if entry.url?.bytes.elementsEqual(url.utf8) == true { throw SubmoduleDraft.Nothing(reason: nil) }
    if let breach = judge.breach(of: commit, in: library) {
      throw breach.placed(at: found.path)
    }
    return SubmoduleDraft(
      modules: .setURL(ConfigText(url), of: entry.name),
      message: "Take the submodule \(found.path) from \(RemoteURL.redacted(url))", settled: found.path,
      pinned: (library, commit))
  }

  private func declared(_ found: SubmoduleSubject.Found) throws -> (ObjectID, GitModules.Entry) {
    guard let commit = found.commit else {
      throw Refusal(
        kind: "no-gitlink", message: "it is declared in .gitmodules and has no gitlink", place: .init(path: found.path))
    }
    guard let entry = found.entry else {
      throw Refusal.undeclared(found.path)
    }
    return (commit, entry)
  }

  /// The library of the shelf that a URL in `.gitmodules` would lead to; nil for anything else.
  private func match(_ url: String, _ service: ServiceFacts) throws -> Int? {
    let resolved = try SubmoduleURL.resolve(url, against: self.url(of: service))
    return judge.shelf.index.match(url: resolved, name: nil, path: "").flatMap {
      $0.likeness == .nameOnly ? nil : $0.index
    }
  }

  private func requireURL(_ url: String, of library: Library, _ service: ServiceFacts) throws {
    guard let index = try match(url, service), judge.shelf.entries[index].library.name == library.name else {
      throw Refusal(
        kind: "url-drift",
        message: "\(RemoteURL.redacted(url)) doesn't lead to \(library.name), which is \(library.remote)")
    }
  }
}
