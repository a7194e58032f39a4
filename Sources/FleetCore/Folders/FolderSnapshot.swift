import Changes
import Git

/// The files of a plain folder, read from the disk.
///
/// Links are entries and are never followed; `.git`, what `.gitignore` files leave out, and folders that are repositories
/// of their own, which a commit's tree would hold as submodules, are left out.
public struct FolderSnapshot: Snapshot {
  private let folder: PlainFolder
  private let ignored: IgnoredFiles

  /// - Parameter folder: an absolute path.
  public init(folder: String) {
    self.folder = PlainFolder(folder)
    ignored = IgnoredFiles(of: self.folder.path)
  }

  public func walk(descends: (TreePath) -> Bool, visit: (SnapshotEntry) throws -> Void) throws {
    try walk(TreePath(bytes: []), isBelowRules: false, descends, visit)
  }

  /// - Parameter isBelowRules: whether a folder above has a `.gitignore`: without one nothing needs to be asked for.
  private func walk(
    _ path: TreePath, isBelowRules: Bool, _ descends: (TreePath) -> Bool, _ visit: (SnapshotEntry) throws -> Void
  ) throws {
    let entries = try folder.entries(in: path.bytes)
    let hasRules = isBelowRules || entries.contains { $0.name.elementsEqual(".gitignore".utf8) }
    for (name, kind) in entries where !name.elementsEqual(".git".utf8) {
      let child = path.appending(name)
      if let mode = FileMode(kind) {
        if try !hasRules || !ignored.contains(child.bytes, isFolder: false) {
          try visit(SnapshotEntry(path: child, mode: mode, id: ""))
        }
      } else if kind == .folder, descends(child), !isRepository(child) {
        if try !hasRules || !ignored.contains(child.bytes, isFolder: true) {
          try walk(child, isBelowRules: hasRules, descends, visit)
        }
      }
    }
  }

  public func entry(at path: TreePath) throws -> SnapshotEntry? {
    guard path.isSafe, let kind = folder.kind(of: path.bytes), let mode = FileMode(kind),
      try !ignored.contains(path.bytes, isFolder: false)
    else { return nil }
    return SnapshotEntry(path: path, mode: mode, id: "")
  }

  public func content(of entry: SnapshotEntry) throws -> [UInt8] {
    entry.mode == .link
      ? try folder.target(ofLink: entry.path.bytes) : try folder.content(of: entry.path.bytes)
  }

  private func isRepository(_ path: TreePath) -> Bool {
    folder.kind(of: path.appending(".git".utf8).bytes) != nil
  }
}

extension FileMode {
  /// Nil for a folder, and for what git doesn't keep.
  fileprivate init?(_ kind: PlainFolder.Kind) {
    switch kind {
    case .file(let isExecutable): self = isExecutable ? .executable : .file
    case .link: self = .link
    case .folder, .special: return nil
    }
  }
}
