/// What a commit object says.
public struct CommitRecord: Sendable, Hashable {
  public let id: ObjectID
  public let tree: ObjectID
  public let parents: [ObjectID]
  public let author: Signature
  public let committer: Signature
  /// The whole message as it stands in the object, with leading and final newlines.
  public let message: String
  /// Whether its header holds a signature, of whatever kind and worth.
  public let isSigned: Bool

  public init(
    id: ObjectID, tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String,
    isSigned: Bool = false
  ) {
    self.id = id
    self.tree = tree
    self.parents = parents
    self.author = author
    self.committer = committer
    self.message = message
    self.isSigned = isSigned
  }
}
