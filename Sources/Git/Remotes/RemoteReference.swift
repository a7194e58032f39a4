/// A reference that a remote advertises.
public struct RemoteReference: Sendable, Hashable {
  /// The full name, such as `refs/heads/main`, or `HEAD`.
  public let name: String
  public let id: ObjectID
  /// For `HEAD` the branch that it names, where the server says so.
  public let symbolicTarget: String?
  /// For an annotated tag the object that it is a tag of.
  public let peeledID: ObjectID?

  public init(name: String, id: ObjectID, symbolicTarget: String? = nil, peeledID: ObjectID? = nil) {
    self.name = name
    self.id = id
    self.symbolicTarget = symbolicTarget
    self.peeledID = peeledID
  }
}
