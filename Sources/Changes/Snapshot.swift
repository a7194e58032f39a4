/// What git records of a file besides its bytes.
public enum FileMode: UInt32, Sendable, Hashable {
  case file = 0o100644
  case executable = 0o100755
  case link = 0o120000
  case submodule = 0o160000
}

/// One entry of a snapshot that isn't a folder.
public struct SnapshotEntry: Sendable, Hashable {
  public let path: TreePath
  public let mode: FileMode
  /// The entry's object id in hexadecimal: of a blob, or the pinned commit of a submodule. Empty where the snapshot
  /// has no ids, as a plain folder.
  public let id: String

  public init(path: TreePath, mode: FileMode, id: String) {
    self.path = path
    self.mode = mode
    self.id = id
  }

  /// Whether it is a file with content of its own, not a link and not a submodule.
  public var isRegularFile: Bool { mode == .file || mode == .executable }
}

/// A repository's files at one moment: a commit's tree, a plain folder, or values in memory.
public protocol Snapshot {
  /// Calls `visit` for every entry that isn't a folder, in git's tree order, `.git` never included.
  ///
  /// - Parameter descends: asked for every folder with its path; a folder that it refuses isn't read.
  func walk(descends: (TreePath) -> Bool, visit: (SnapshotEntry) throws -> Void) throws

  /// As `walk`, but files that aren't the root's own entries need not be visited: a search for submodules looks at none of
  /// them, and most trees hold little else.
  func walkLinksAndSubmodules(descends: (TreePath) -> Bool, visit: (SnapshotEntry) throws -> Void) throws

  /// Returns the entry at a path, or nil if there is none or a folder.
  func entry(at path: TreePath) throws -> SnapshotEntry?

  /// Returns a file's bytes; for a link the bytes of its target's name.
  func content(of entry: SnapshotEntry) throws -> [UInt8]
}

extension Snapshot {
  public func walkLinksAndSubmodules(descends: (TreePath) -> Bool, visit: (SnapshotEntry) throws -> Void) throws {
    try walk(descends: descends, visit: visit)
  }
}
