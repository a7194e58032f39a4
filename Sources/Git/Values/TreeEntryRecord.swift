/// One entry of a tree that isn't a folder.
public struct TreeEntryRecord: Sendable, Hashable {
  /// The path from the root of the tree, with `/` between the parts and none in front: bytes, as git keeps them.
  public let pathBytes: [UInt8]
  /// `0o100644`, `0o100755`, `0o120000` (link) or `0o160000` (submodule); older modes of git read as one of these.
  public let mode: UInt32
  /// A blob, or the commit that a submodule pins.
  public let id: ObjectID

  public init(pathBytes: [UInt8], mode: UInt32, id: ObjectID) {
    self.pathBytes = pathBytes
    self.mode = mode
    self.id = id
  }
}

/// One path's new state in a tree.
public struct TreeEntryEdit: Sendable, Equatable {
  public enum Action: Sendable, Equatable {
    /// New bytes and mode (`0o100644`, `0o100755` or `0o120000`), for a file that is there or not.
    case write([UInt8], mode: UInt32)
    /// A blob that the repository has already.
    case use(ObjectID, mode: UInt32)
    case delete
    /// A submodule's commit, which need not be in this repository.
    case pin(ObjectID)
  }

  public let pathBytes: [UInt8]
  public let action: Action

  public init(pathBytes: [UInt8], action: Action) {
    self.pathBytes = pathBytes
    self.action = action
  }
}
