/// Bytes that replace a range of the original.
public struct Splice: Sendable, Equatable {
  /// Byte offsets into the original.
  public let range: Range<Int>
  public let replacement: [UInt8]

  public init(range: Range<Int>, replacement: [UInt8]) {
    self.range = range
    self.replacement = replacement
  }
}

/// What an edit came to.
public struct EditResult: Sendable, Equatable {
  /// Sorted by offset, not overlapping; empty where everything is already so.
  public let splices: [Splice]
  /// How many places the path led to, edited or already so: what a codemod's `matches` counts.
  public let matchCount: Int

  public init(splices: [Splice], matchCount: Int) {
    self.splices = splices
    self.matchCount = matchCount
  }
}

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

/// Returns the bytes with every splice made.
///
/// - Precondition: `splices` are sorted, inside `bytes`, and don't overlap.
public func applying(_ splices: [Splice], to bytes: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count + splices.reduce(0) { $0 + $1.replacement.count })
  var position = 0
  for splice in splices {
    result += bytes[position..<splice.range.lowerBound]
    result += splice.replacement
    position = splice.range.upperBound
  }
  return result + bytes[position...]
}
