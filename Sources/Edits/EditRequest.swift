/// One edit of one file: which value, what to do with it, and what to do on doubt.
public struct EditRequest: Sendable, Equatable {
  public enum Operation: Sendable, Equatable {
    /// Writes the value; `create` makes what is missing of the path.
    case set(EditValue, missing: Missing)
    case delete(missing: Missing)
    /// Renames the key that the path's last step names.
    case rename(to: String, missing: Missing)
    /// Adds an item at the end of a list; one that is there already is no edit.
    case append(EditValue, missing: Missing)
  }

  /// What to do where the path leads nowhere. `create` isn't allowed for `delete` and `rename`.
  public enum Missing: String, Sendable {
    case fail
    case skip
    case create
  }

  /// What to do where an alias of YAML stands on the way.
  public enum AliasPolicy: String, Sendable {
    case fail
    case replace
  }

  /// Which documents of a YAML file are meant. Without a choice a file of several documents is ambiguous.
  public enum Documents: Sendable, Equatable {
    case only
    case all
    /// From 0.
    case index(Int)
  }

  public let path: [PathStep]
  public let operation: Operation
  public let alias: AliasPolicy
  public let documents: Documents

  public init(
    path: [PathStep], operation: Operation, alias: AliasPolicy = .fail, documents: Documents = .only
  ) {
    self.path = path
    self.operation = operation
    self.alias = alias
    self.documents = documents
  }
}
