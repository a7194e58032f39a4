/// What differs between two trees.
public struct TreeDiff: Sendable, Hashable {
  /// What differs, sorted by path. A rename is a deletion and an addition of two paths; where one kind of entry became
  /// another, such as a file a link, they are a deletion and an addition of one path, as `git diff` has it.
  public let files: [FilePatch]
  /// Whether patches were left out to keep to the size that was asked for; the counts are complete all the same.
  public let isCut: Bool

  public init(files: [FilePatch], isCut: Bool) {
    self.files = files
    self.isCut = isCut
  }

  public var addedLineCount: Int { files.reduce(0) { $0 + $1.addedLineCount } }
  public var deletedLineCount: Int { files.reduce(0) { $0 + $1.deletedLineCount } }

  /// The bytes that `git diff` prints.
  public var patch: [UInt8] { files.flatMap { $0.patch ?? [] } }
}

/// What differs at one path.
public struct FilePatch: Sendable, Hashable {
  public enum Status: String, Sendable, Hashable {
    case added
    case deleted
    case modified
  }

  public let pathBytes: [UInt8]
  public let status: Status
  /// 0 where the path is new.
  public let oldMode: UInt32
  /// 0 where the path is deleted.
  public let newMode: UInt32
  public let oldID: ObjectID
  public let newID: ObjectID
  public let isBinary: Bool
  public let addedLineCount: Int
  public let deletedLineCount: Int
  /// The path's part of what `git diff` prints, headers and hunks; nil where it was left out for its size.
  public let patch: [UInt8]?
}
