/// Turns offsets into positions. Asking in rising order costs one pass over the text in all.
///
/// A line ends with LF, CR LF or CR; a byte order mark at the start isn't counted.
struct PositionTracker {
  private let bytes: [UInt8]
  private let start: Int
  private var offset: Int
  private var scalarCount = 0
  private var line = 1
  private var column = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    offset = start
  }

  /// Returns the position of the byte at an offset; the end of the text is a position too.
  mutating func position(atByte target: Int) -> Position {
    if target < offset { restart() }
    while offset < min(target, bytes.count) { step() }
    return Position(line: line, column: column)
  }

  /// Returns the position of the scalar at an index, not counting a byte order mark.
  mutating func position(atScalar target: Int) -> Position {
    if target < scalarCount { restart() }
    while scalarCount < target, offset < bytes.count { step() }
    return Position(line: line, column: column)
  }

  /// Steps on to the scalar at an index and returns the position after the last one on the way that isn't white space.
  mutating func contentEnd(beforeScalar target: Int) -> Position {
    var end = Position(line: line, column: column)
    while scalarCount < target, offset < bytes.count {
      let isSpace = [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset])
      step()
      if !isSpace { end = Position(line: line, column: column) }
    }
    return end
  }

  private mutating func restart() {
    (offset, scalarCount, line, column) = (start, 0, 1, 1)
  }

  /// Steps over one scalar, so that a position is never inside one.
  private mutating func step() {
    let byte = bytes[offset]
    repeat { offset += 1 } while offset < bytes.count && bytes[offset] & 0xC0 == 0x80
    scalarCount += 1
    let endsLine =
      byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r") && (offset == bytes.count || bytes[offset] != UInt8(ascii: "\n"))
    (line, column) = endsLine ? (line + 1, 1) : (line, column + 1)
  }
}

/// U+FEFF in UTF-8.
let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
