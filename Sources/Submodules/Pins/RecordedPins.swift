import Changes
import Git

/// The submodules that a tree records, joined with what its `.gitmodules` says of them.
///
/// Reads the tree and not a working copy, so a submodule that was never checked out is in it (gitsubmodules(7)).
public struct RecordedPins: Sendable, Equatable {
  /// One a gitlink, sorted by path; those without a usable entry too.
  public let pins: [Pin]
  /// Usable entries that no gitlink belongs to, sorted by path.
  public let entriesWithoutGitlink: [GitModules.Entry]
  /// What is wrong: first the file's findings in its order, then the tree's by path. None of them is fatal to the others.
  public let findings: [SubmoduleFinding]
  /// The file, empty where there is none.
  public let modules: GitModules

  /// Reads a snapshot; throws only where the snapshot can't be read.
  public static func read(snapshot: some Snapshot) throws -> RecordedPins {
    var reader = RecordedPinsReader()
    var hasModulesFolder = false
    // Files in folders need not be visited, so a folder `.gitmodules` shows by itself.
    try snapshot.walkLinksAndSubmodules(
      descends: { folder in
        if folder == GitModules.path { hasModulesFolder = true }
        return true
      }, visit: { entry in reader.visit(entry) })
    if hasModulesFolder { reader.hasModulesFolder = true }
    return try reader.result(in: snapshot)
  }
}

/// Gathers what the join needs in one walk over a tree.
private struct RecordedPinsReader {
  private var gitlinks: [SnapshotEntry] = []
  /// Paths of links, as file systems without case see them.
  private var links: [FoldedText: TreePath] = [:]
  private var modulesEntry: SnapshotEntry?
  var hasModulesFolder = false
  private var findings: [SubmoduleFinding] = []

  private static let modulesFolder = GitModules.path.bytes + [.slash]

  mutating func visit(_ entry: SnapshotEntry) {
    if entry.mode == .submodule { gitlinks.append(entry) }
    if entry.mode == .link { links[FoldedText(entry.path.bytes)] = entry.path }
    if entry.path == GitModules.path {
      modulesEntry = entry
    } else if entry.path.bytes.starts(with: Self.modulesFolder) {
      hasModulesFolder = true
    } else if entry.path.bytes.count == GitModules.path.bytes.count,
      FoldedText(entry.path.bytes) == FoldedText(GitModules.path.bytes)
    {
      let message =
        "file systems without case take \(shown(entry.path.bytes)) for .gitmodules; git here doesn't read it"
      add(.misspelledFile, message, at: entry.path, isRefusal: true)
    }
  }

  mutating func result(in snapshot: some Snapshot) throws -> RecordedPins {
    let modules = try readModules(in: snapshot)
    gitlinks.sort { $0.path < $1.path }
    let pins = gitlinks.compactMap { pin($0, in: modules) }
    let pinned = Set(gitlinks.map(\.path))
    let orphans = modules.entries
      .filter { entry in !entry.isRefused && entry.path.map { !pinned.contains($0) } ?? false }
      .sorted { ($0.path?.bytes ?? []).lexicographicallyPrecedes($1.path?.bytes ?? []) }
    for entry in orphans {
      guard let path = entry.path else { continue }
      let found = try snapshot.entry(at: path) == nil ? "has no gitlink" : "is a file or link in the tree"
      add(.noGitlink, "\(shown(path.bytes)) is declared in .gitmodules and \(found)", at: path)
    }
    let ofTree = findings.enumerated().sorted {
      ($0.element.place.path, $0.offset) < ($1.element.place.path, $1.offset)
    }
    return RecordedPins(
      pins: pins, entriesWithoutGitlink: orphans, findings: modules.findings + ofTree.map(\.element), modules: modules)
  }

  private mutating func readModules(in snapshot: some Snapshot) throws -> GitModules {
    if let entry = modulesEntry {
      if entry.isRegularFile { return .reading(try snapshot.content(of: entry)) }
      // A link may lead out of the repository; git doesn't follow it either (gitmodules(5), "Notes").
      let kind = entry.mode == .link ? "link" : "submodule"
      add(.notAFile, ".gitmodules is a \(kind) and not a file; it isn't read", at: GitModules.path, isRefusal: true)
    } else if hasModulesFolder {
      add(.notAFile, ".gitmodules is a folder and not a file", at: GitModules.path, isRefusal: true)
    }
    return .empty()
  }

  private mutating func pin(_ gitlink: SnapshotEntry, in modules: GitModules) -> Pin? {
    let path = gitlink.path
    guard let commit = ObjectID(hex: gitlink.id) else {
      add(
        .gitlink, "the gitlink \(shown(path.bytes)) is to \(shown(gitlink.id.utf8)), which is no id of SHA-1", at: path,
        isRefusal: true)
      return nil
    }
    if commit.isZero {
      add(.gitlink, "the commit of the gitlink \(shown(path.bytes)) is all zeros", at: path, isRefusal: true)
    }
    if let breach = EntryRules.breach(ofPath: path.bytes) {
      add(.gitlink, breach.message, at: path, isRefusal: true)
      return Pin(path: path, commit: commit)
    }
    if let link = FoldedText.foldersAbove(path.bytes).compactMap({ links[$0] }).first {
      let message =
        "file systems without case take the link \(shown(link.bytes)) for a folder above \(shown(path.bytes))"
      add(.linkAbove, message, at: path, isRefusal: true)
      return Pin(path: path, commit: commit)
    }
    guard let entry = modules.entry(at: path) else {
      let message =
        modules.refusedPaths.contains(path) ? "its entry in .gitmodules is refused" : "it has no entry in .gitmodules"
      add(.undeclared, "\(shown(path.bytes)) is a gitlink; \(message)", at: path)
      return Pin(path: path, commit: commit)
    }
    return Pin(path: path, commit: commit, name: entry.name, url: entry.url?.string)
  }

  private mutating func add(
    _ code: SubmoduleFinding.Code, _ message: String, at path: TreePath, isRefusal: Bool = false
  ) {
    findings.append(SubmoduleFinding(code: code, isRefusal: isRefusal, place: .init(path: path), message: message))
  }
}
