/// A file's bytes with what editors ask of them: encoding, line ends, indentation.
struct SourceText: Sendable {
  let bytes: [UInt8]
  let encoding: TextEncoding
  private let usualLineEnd: [UInt8]

  init(_ bytes: [UInt8], encoding: TextEncoding? = nil) {
    self.bytes = bytes
    self.encoding = encoding ?? TextEncoding(detecting: bytes)
    usualLineEnd = SourceText.usualLineEnd(of: bytes)
  }

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Where the text starts: behind the byte order mark, if there is one.
  var start: Int { bytes.starts(with: SourceText.byteOrderMark) ? 3 : 0 }

  /// The byte at an offset, or nil at the end.
  func byte(_ offset: Int) -> UInt8? {
    offset < bytes.count ? bytes[offset] : nil
  }

  func text(_ range: Range<Int>) -> String {
    encoding.decode(bytes[range])
  }

  /// Returns the text in the file's encoding.
  func encoded(_ text: String) throws(EditRefusal) -> [UInt8] {
    guard let bytes = encoding.encode(text) else {
      throw EditRefusal(.encoding, "\"\(text)\" has characters that the file's encoding can't hold")
    }
    return bytes
  }

  /// The line end that inserted lines take: the one that most lines have, `\n` in a file of one line.
  func lineEnd() -> [UInt8] { usualLineEnd }

  private static func usualLineEnd(of bytes: [UInt8]) -> [UInt8] {
    var feeds = 0
    var pairs = 0
    var returns = 0
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        feeds += 1
        if previous == UInt8(ascii: "\r") { pairs += 1 }
      } else if byte == UInt8(ascii: "\r") {
        returns += 1
      }
      previous = byte
    }
    if feeds == 0, returns > 0 { return Array("\r".utf8) }
    return Array((pairs * 2 > feeds ? "\r\n" : "\n").utf8)
  }

  /// The offset of the first byte of the line that `offset` is in.
  func lineStart(of offset: Int) -> Int {
    var position = offset
    while position > start, !bytes[position - 1].isLineEnd { position -= 1 }
    return position
  }

  /// The offset of the line's end: of its `\n` or `\r`, or of the file's end.
  func lineBreak(from offset: Int) -> Int {
    var position = offset
    while position < bytes.count, !bytes[position].isLineEnd { position += 1 }
    return position
  }

  /// The offset behind the line end at `offset`; `offset` itself where there is none.
  func behindLineBreak(_ offset: Int) -> Int {
    switch byte(offset) {
    case UInt8(ascii: "\n"): offset + 1
    case UInt8(ascii: "\r"): byte(offset + 1) == UInt8(ascii: "\n") ? offset + 2 : offset + 1
    default: offset
    }
  }

  /// The offset of the first byte from `offset` on that is neither a space nor a tab.
  func skippingBlanks(from offset: Int) -> Int {
    var position = offset
    while position < bytes.count, bytes[position].isBlank { position += 1 }
    return position
  }

  /// The spaces and tabs at the start of the line that `offset` is in.
  func indentation(at offset: Int) -> [UInt8] {
    let start = lineStart(of: offset)
    return Array(bytes[start..<skippingBlanks(from: start)])
  }

  /// Whether nothing but spaces and tabs stands between the line's start and `offset`.
  func isFirstOnLine(_ offset: Int) -> Bool {
    var position = offset
    while position > start, bytes[position - 1].isBlank { position -= 1 }
    return position == start || bytes[position - 1].isLineEnd
  }
}

extension UInt8 {
  var isLineEnd: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
}
