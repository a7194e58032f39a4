/// One thing that is wrong with a document.
public struct Finding: Sendable, Equatable {
  /// A short word for programs, such as `unknown-key`, `type`, `duplicate-key`, `syntax`.
  public let code: String
  public let position: Position
  /// Where in the document: the keys and indexes from the root.
  public let path: [PathPart]
  /// One line, lower case, no full stop: what is wrong and what was expected.
  public let message: String
  /// What was probably meant, shown as `; did you mean "…"?`.
  public let suggestion: String?

  public init(code: String, position: Position, path: [PathPart], message: String, suggestion: String? = nil) {
    self.code = code
    self.position = position
    self.path = path
    self.message = message
    self.suggestion = suggestion
  }
}

/// A key or an index on the way from a document's root.
public enum PathPart: Sendable, Hashable {
  case key(String)
  case index(Int)
}
