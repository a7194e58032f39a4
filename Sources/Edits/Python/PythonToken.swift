/// A token of Python source: what it is and where. Comments, blank lines and line ends inside brackets leave none.
struct PythonToken: Sendable {
  enum Kind: UInt8, Sendable {
    /// An identifier or a keyword.
    case name
    case number
    /// A string literal with its prefix and quotes; an f-string is one token.
    case string
    case sign
    /// The end of a logical line; its range is that of the line end, empty at the file's end.
    case lineEnd
  }

  let kind: Kind
  private let lower: Int32
  private let upper: Int32
  /// For a bracket the index of the token that is its other half.
  var partner: Int32 = -1

  var range: Range<Int> { Int(lower)..<Int(upper) }

  /// The number of bytes.
  var length: Int { Int(upper - lower) }

  init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    lower = Int32(range.lowerBound)
    upper = Int32(range.upperBound)
  }
}
