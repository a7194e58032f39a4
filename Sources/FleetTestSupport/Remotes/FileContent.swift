/// What a test puts at a path of a remote; a plain string stands for a file of that text.
public enum FileContent: Sendable, Equatable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  case file([UInt8])
  case executable(String)
  case link(String)
  /// A submodule, with the commit that it pins in 40 digits.
  case submodule(String)

  public init(stringLiteral text: String) {
    self = .file(Array(text.utf8))
  }

  public static func text(_ text: String) -> FileContent { .file(Array(text.utf8)) }
}
