/// A reference of a repository and what it stands for.
public struct ReferenceRecord: Sendable, Hashable {
  /// The full name, such as `refs/heads/main`.
  public let name: String
  /// The object that it leads to; a symbolic reference is followed.
  public let id: ObjectID
  /// The name that a symbolic reference holds; nil for a direct one.
  public let symbolicTarget: String?

  public init(name: String, id: ObjectID, symbolicTarget: String? = nil) {
    self.name = name
    self.id = id
    self.symbolicTarget = symbolicTarget
  }
}

/// What a reference has to be before it is changed.
public enum ReferenceExpectation: Sendable, Hashable {
  case anything
  /// There is no reference of that name.
  case missing
  case id(ObjectID)
}
