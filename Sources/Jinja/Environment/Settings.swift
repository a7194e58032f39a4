/// The keyword arguments of Jinja2's `Environment` that change how templates are read and rendered.
public struct Settings: Sendable {
  /// What happens where a value isn't there, named after Jinja2's classes.
  public enum UndefinedBehaviour: String, Sendable {
    /// Prints as nothing, is false and has no items; anything else is an error.
    case lenient = "Undefined"
    /// As lenient, and attributes and items of it are undefined too.
    case chainable = "ChainableUndefined"
    /// As lenient, but prints the expression.
    case debug = "DebugUndefined"
    /// An error for everything but the test `defined` and the filter `default`.
    case strict = "StrictUndefined"
  }

  /// Whether values are escaped for HTML when they are printed.
  public enum Autoescape: Sendable {
    case off
    case on
    /// Decided by the template's name, nil for one without.
    case byName(@Sendable (String?) -> Bool)
  }

  public var blockStart = "{%"
  public var blockEnd = "%}"
  public var variableStart = "{{"
  public var variableEnd = "}}"
  public var commentStart = "{#"
  public var commentEnd = "#}"
  public var lineStatementPrefix: String?
  public var lineCommentPrefix: String?
  /// Whether the first newline after a statement or comment is dropped.
  public var trimsBlocks = false
  /// Whether spaces and tabs before a statement or comment that starts a line are dropped.
  public var stripsBlockIndent = false
  /// What every newline of the template becomes: `\n`, `\r\n` or `\r`.
  public var newlineSequence = "\n"
  public var keepsTrailingNewline = false
  public var undefined = UndefinedBehaviour.lenient
  public var autoescape = Autoescape.off
  /// Makes the filter `random` and the function `lipsum` give the same in every render; nil for real chance.
  public var randomSeed: UInt64?
  public var limits = Limits.standard

  public init() {}

  /// Returns what is wrong with the settings, as Jinja2's own check does; nil if they are fine.
  public var problem: String? {
    if blockStart.isEmpty || variableStart.isEmpty || commentStart.isEmpty || blockEnd.isEmpty
      || variableEnd.isEmpty || commentEnd.isEmpty
    {
      return "block, variable and comment strings must not be empty"
    }
    if blockStart == variableStart || blockStart == commentStart || variableStart == commentStart {
      return "block, variable and comment start strings must be different"
    }
    if !["\n", "\r\n", "\r"].contains(where: { $0.utf8.elementsEqual(newlineSequence.utf8) }) {
      return #"newline_sequence must be "\n", "\r\n" or "\r""#
    }
    return nil
  }

  func escapes(templateNamed name: String?) -> Bool {
    switch autoescape {
    case .off: false
    case .on: true
    case .byName(let decide): decide(name)
    }
  }
}
