import Changes
import Git
import Submodules

/// The commits of a library among which the guilty one is, and the service's tree that they are put into.
struct BisectionRange: Sendable {
  let path: TreePath
  /// The service's commit.
  let base: ObjectID
  let good: CommitRecord
  /// The library's first-parent commits behind the good one, oldest first; the last is the bad one.
  let commits: [CommitRecord]

  /// Refreshes both mirrors and reads them. Blocks.
  init(of request: BisectionRequest, context: RunContext, manifest: Manifest) throws(GitError) {
    let store = MirrorStore(folder: context.folders.mirrors)
    let mirror = store.mirror(of: request.service)
    let libraryMirror = store.mirror(of: request.library.remote, engine: request.library.engine)
    _ = try mirror.refresh(context.networkOptions)
    _ = try libraryMirror.refresh(context.networkOptions)
    let service = try Repository(openingBare: mirror.path)
    let library = try Repository(openingBare: libraryMirror.path)
    base = try service.tip(ofBranch: request.service.branch)
    let pin = try Self.pin(of: request, at: base, in: mirror, manifest.libraries)
    path = pin.path
    let bad = try request.bad.map { (text) throws(GitError) in
      try Self.commit(text, option: "--bad", in: library, request.library)
    }
    let good = try request.good.map { (text) throws(GitError) in
      try Self.commit(text, option: "--good", in: library, request.library)
    }
    let from =
      if let good { good } else { try Self.earlierPin(than: pin, from: base, in: service, request) }
    self.good = try library.commit(from)
    commits = try Self.firstParents(from: bad ?? pin.commit, excluding: from, in: library)
    guard !commits.isEmpty else {
      throw GitError(
        operation: "bisect \(request.library.name) in \(request.service.name)", kind: .unsupported,
        message: "\((bad ?? pin.commit).short) has no commits that \(from.short) lacks", hint: "--good REV, --bad REV")
    }
  }

  /// The service's submodule that is meant.
  private static func pin(
    of request: BisectionRequest, at base: ObjectID, in mirror: Mirror, _ libraries: [Library]
  ) throws(GitError) -> Pin {
    let operation = "look for \(request.library.name) in \(request.service.name)"
    let open = OpenMirror(try Repository(openingBare: mirror.path))
    let recorded = try RecordedPins.read(try open.repository.tree(of: base), in: open)
    let index = LibraryIndex(libraries.map { .init(name: $0.name, url: $0.url, path: $0.path) })
    let pins = recorded.pins.filter { pin in
      // A URL that leads nowhere leads to no library.
      let url = (try? pin.resolvedURL(against: request.service.url)) ?? nil
      guard let match = index.match(url: url, name: pin.name?.string, path: pin.path.description) else { return false }
      return libraries[match.index].name == request.library.name
        && (request.path.map { TreePath($0) == pin.path } ?? true)
    }
    guard let pin = pins.first else {
      throw GitError(operation: operation, kind: .notFound, message: "it has no such submodule")
    }
    guard pins.count == 1 else {
      throw GitError(
        operation: operation, kind: .unsupported,
        message: "it is at \(pins.map(\.path.description).joined(separator: " and "))",
        hint: "--path says which")
    }
    return pin
  }

  /// The last pin that was another one, in the first-parent history of the service.
  private static func earlierPin(
    than pin: Pin, from base: ObjectID, in service: borrowing Repository, _ request: BisectionRequest
  ) throws(GitError) -> ObjectID {
    var next: ObjectID? = base
    while let commit = next {
      if let entry = try service.entry(at: pin.path.bytes, in: commit), entry.mode == FileMode.submodule.rawValue,
        entry.id != pin.commit
      {
        return entry.id
      }
      next = try service.commit(commit).parents.first
    }
    throw GitError(
      operation: "bisect \(request.library.name) in \(request.service.name)", kind: .notFound,
      message: "the service never had another pin than \(pin.commit.short)", hint: "--good REV")
  }

  private static func commit(
    _ text: String, option: String, in library: borrowing Repository, _ entry: Library
  ) throws(GitError) -> ObjectID {
    var names = ["refs/tags/\(text)", "refs/heads/\(text)"]
    let isID = text.utf8.count >= 8 && text.utf8.allSatisfy { "0123456789abcdefABCDEF".utf8.contains($0) }
    if isID { names.append(text) }
    for name in names {
      if let commit = try library.resolveCommit(name) { return commit }
    }
    throw GitError(
      operation: "\(option) \(text)", kind: .notFound,
      message: "\(entry.name) has no such branch or tag, and no such commit (of eight digits or more)")
  }

  /// Follows first parents from `tip` as long as a commit isn't in the history of `excluded`; oldest first.
  private static func firstParents(
    from tip: ObjectID, excluding excluded: ObjectID, in library: borrowing Repository
  ) throws(GitError) -> [CommitRecord] {
    var commits: [CommitRecord] = []
    var next: ObjectID? = tip
    while let id = next, try !library.isAncestor(id, of: excluded) {
      let commit = try library.commit(id)
      commits.append(commit)
      next = commit.parents.first
    }
    return commits.reversed()
  }
}
