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
    try walk(TreePath(bytes: []), descends, visit)
  }

  private func walk(
    _ path: TreePath, _ descends: (TreePath) -> Bool, _ visit: (SnapshotEntry) throws -> Void
  ) throws {
    for (name, kind) in try folder.entries(in: path.bytes) where !name.elementsEqual(".git".utf8) {
      let child = path.appending(name)
      if let mode = FileMode(kind) {
        if try !ignored.contains(child.bytes, isFolder: false) {
          try visit(SnapshotEntry(path: child, mode: mode, id: ""))
        }
      } else if kind == .folder, descends(child), !isRepository(child) {
        if try !ignored.contains(child.bytes, isFolder: true) { try walk(child, descends, visit) }
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
