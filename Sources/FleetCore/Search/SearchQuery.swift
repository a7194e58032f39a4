import Patterns

/// What is searched for, where, and how much is told of what is found.
public struct SearchQuery: Sendable {
  /// How the text that a person gave is read.
  public struct Reading: OptionSet, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) {
      self.rawValue = rawValue
    }

    /// Nothing in the text is special.
    public static let literal = Reading(rawValue: 1)
    public static let ignoreCase = Reading(rawValue: 2)
    /// Only whole words: no letter, digit or underscore stands directly before or after.
    public static let words = Reading(rawValue: 4)
  }

  /// How much is told.
  public enum Detail: Sendable, Equatable {
    /// The lines, with so many before and after each.
    case lines(before: Int, after: Int)
    /// How many lines in each file.
    case counts
    /// The files.
    case files
  }

  let pattern: Pattern
  let paths: PathFilter
  let detail: Detail
  /// At most so many matching lines of a file.
  let limit: Int?

  /// - Throws: where the text is no pattern; the place is that in `text`.
  public init(
    _ text: String, _ reading: Reading = [], paths: PathFilter, detail: Detail, limit: Int? = nil
  ) throws(PatternError) {
    let options: Pattern.Options = reading.contains(.ignoreCase) ? [.multiline, .ignoreCase] : .multiline
    if reading.contains(.literal) && !reading.contains(.words) {
      pattern = try Pattern(literal: text, ignoringCase: reading.contains(.ignoreCase))
    } else {
      let source = reading.contains(.literal) ? Self.escaped(text) : text
      // By itself first: what is wrong with it is at its own place then.
      let plain = try Pattern(source, options: options)
      pattern =
        reading.contains(.words) ? try Pattern("(?<!\\w)(?:\(source))(?!\\w)", options: options) : plain
    }
    (self.paths, self.detail, self.limit) = (paths, detail, limit)
  }

  /// The text with a backslash before every sign that could be special.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { escaped, scalar in
      let isSign = scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar)
      escaped += isSign ? "\\\(scalar)" : String(scalar)
    }
  }
}
