/// Why an editor refused to touch a file.
public struct EditRefusal: Error, Sendable, Equatable {
  /// The kinds of the codemod format that editors give.
  public enum Kind: String, Sendable {
    case noMatch = "no-match"
    case ambiguous
    case parse
    case type
    case alias
    case exists
    case encoding
    /// The edit wouldn't have kept the other data as it was; nothing is written.
    case verification
  }

  public let kind: Kind
  /// One line, lower case, no full stop.
  public let message: String
  /// Byte offset of the place that the refusal is about, if there is one.
  public let offset: Int?

  public init(_ kind: Kind, _ message: String, at offset: Int? = nil) {
    self.kind = kind
    self.message = message
    self.offset = offset
  }
}
