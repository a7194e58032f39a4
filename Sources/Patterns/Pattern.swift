/// A regular expression or a literal text, compiled once, that is searched for in bytes.
///
/// The syntax is Perl's as PCRE2 has it (pcre2pattern(3)). Bytes that aren't UTF-8 never match and never stop a search,
/// so a Latin-1 file can be searched and keeps its bytes. `\r\n`, `\n` and `\r` all end a line: `$` stands before a
/// `\r\n` and `.` doesn't take its `\r`.
public struct Pattern: Sendable {
  /// How a pattern is read.
  public struct Options: OptionSet, Sendable, Hashable {
    public let rawValue: Int

    public init(rawValue: Int) {
      self.rawValue = rawValue
    }

    /// Letters match in both cases, by Unicode's rules.
    public static let ignoreCase = Options(rawValue: 1)
    /// `^` and `$` match at every line, not only at the ends of the text.
    public static let multiline = Options(rawValue: 2)
    /// `.` matches the ends of lines too.
    public static let dotAll = Options(rawValue: 4)
  }

  /// How much work one search may be, so that a bad pattern fails instead of hanging.
  public struct Limits: Sendable, Hashable {
    /// PCRE2's match limit: steps of backtracking from one starting point.
    public let stepCount: UInt32
    /// PCRE2's depth limit: nested points to come back to.
    public let depth: UInt32
    /// The most memory that one search takes.
    public let kibibyteCount: UInt32

    public init(stepCount: UInt32 = 5_000_000, depth: UInt32 = 250_000, kibibyteCount: UInt32 = 65_536) {
      self.stepCount = stepCount
      self.depth = depth
      self.kibibyteCount = kibibyteCount
    }
  }

  /// What was compiled.
  public let text: String
  public let options: Options
  private let compiled: CompiledPattern

  /// Compiles a regular expression.
  public init(_ text: String, options: Options = [], limits: Limits = Limits()) throws(PatternError) {
    self.text = text
    self.options = options
    compiled = try CompiledPattern(text, kind: .regularExpression(options), limits: limits)
  }

  /// Compiles a text in which nothing is special; only `ignoreCase` of the options has a meaning.
  public init(literal text: String, ignoringCase: Bool = false) throws(PatternError) {
    self.text = text
    options = ignoringCase ? .ignoreCase : []
    compiled = try CompiledPattern(text, kind: .literal(ignoringCase: ignoringCase), limits: Limits())
  }

  /// How many groups capture; group 0, the whole match, isn't counted.
  public var groupCount: Int { compiled.groupCount }

  /// The numbers of the groups with a name, in order; more than one only where the pattern says `(?J)`.
  public var groupNumbers: [String: [Int]] { compiled.groupNumbers }

  /// Returns the first match that starts at `offset` or later; what stands before is seen by assertions.
  ///
  /// Throws when the search goes over the limits: then it isn't known whether there is a match.
  public func firstMatch(in bytes: [UInt8], from offset: Int = 0) throws(PatternFailure) -> PatternMatch? {
    var found: PatternMatch?
    try compiled.search(bytes, from: offset) { match in
      found = match
      return false
    }
    return found
  }

  /// Whether there is a match anywhere.
  public func isFound(in bytes: [UInt8]) throws(PatternFailure) -> Bool {
    try firstMatch(in: bytes) != nil
  }

  /// Returns all matches from left to right; none overlaps another, and an empty one never follows one directly.
  public func matches(in bytes: [UInt8]) throws(PatternFailure) -> [PatternMatch] {
    var matches: [PatternMatch] = []
    try compiled.search(bytes, from: 0) { match in
      matches.append(match)
      return true
    }
    return matches
  }
}

/// Where a pattern was found.
public struct PatternMatch: Sendable, Equatable {
  /// Byte ranges of the whole match and of its groups by number; nil for a group that took no part.
  public let groups: [Range<Int>?]
  /// The byte range of the whole match.
  public let range: Range<Int>

  init(range: Range<Int>, groups: [Range<Int>?]) {
    self.range = range
    self.groups = groups
  }
}

/// Why a text isn't a pattern.
public struct PatternError: Error, Sendable, Equatable, CustomStringConvertible {
  /// PCRE2's words, such as `missing closing parenthesis`.
  public let message: String
  /// Where reading stopped, in bytes of the pattern.
  public let offset: Int
  /// The same place counted in characters from 1.
  public let character: Int

  init(message: String, offset: Int, in text: String) {
    self.message = message
    self.offset = offset
    character = String(decoding: text.utf8.prefix(offset), as: UTF8.self).unicodeScalars.count + 1
  }

  public var description: String { "\(message) (at character \(character))" }
}

/// Why a search was given up.
public struct PatternFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// One line that names the limit.
  public let message: String

  public var description: String { message }
}
