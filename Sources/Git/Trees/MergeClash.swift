/// One place where two trees can't be merged by themselves.
///
/// The sides may have different paths, where one of them renamed the file. At least one side is there.
public struct MergeClash: Sendable, Equatable {
  /// What both sides come from; nil where both added it.
  public let ancestor: TreeEntryRecord?
  /// Nil where our side deleted it.
  public let ours: TreeEntryRecord?
  /// Nil where their side deleted it.
  public let theirs: TreeEntryRecord?

  public init(ancestor: TreeEntryRecord?, ours: TreeEntryRecord?, theirs: TreeEntryRecord?) {
    self.ancestor = ancestor
    self.ours = ours
    self.theirs = theirs
  }

  /// The path by which a person looks for it: ours, else that of their side, else the ancestor's.
  public var path: [UInt8] { (ours ?? theirs ?? ancestor)?.pathBytes ?? [] }
}

/// What becomes of a clash.
public enum MergeResolution: Sendable, Equatable {
  /// It is settled: the tree has these entries for it, none where it is deleted.
  case settled([TreeEntryRecord])
  /// It stays a conflict; the tree has these entries meanwhile.
  case conflict([TreeEntryRecord])
}

/// What came of merging two trees whose clashes were looked at one by one.
public struct ResolvedMerge: Sendable, Equatable {
  /// Nil where a clash can't be put into a tree: a file in the place of a folder.
  public let tree: ObjectID?
  /// The clashes that stayed conflicts, sorted by path; none where the merge is clean.
  public let conflicts: [MergeClash]
}
