import Documents

/// A text's lines, to turn the places of a document into byte offsets. A line ends with LF, CR LF or CR.
struct TextLines {
  let bytes: [UInt8]
  /// Where each line begins, and behind them the end of the text. A byte order mark is before the first line.
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    for offset in bytes.indices {
      let isReturn = bytes[offset] == UInt8(ascii: "\r")
      let isInPair = isReturn && offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "\n")
      if bytes[offset] == UInt8(ascii: "\n") || isReturn && !isInPair { starts.append(offset + 1) }
    }
    if starts.last != bytes.count { starts.append(bytes.count) }
    self.starts = starts
  }

  /// How many lines there are; what follows the last line end isn't one if it is empty.
  var count: Int { starts.count - 1 }

  /// What ends the file's lines: that of the first.
  var lineEnd: [UInt8] {
    guard count > 0 else { return [UInt8(ascii: "\n")] }
    let end = bytes[range(ofLine: 1)].suffix(2).filter { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }
    return end.isEmpty ? [UInt8(ascii: "\n")] : Array(end)
  }

  /// Whether the last line has an end of its own.
  var endsWithLineEnd: Bool {
    bytes.last == UInt8(ascii: "\n") || bytes.last == UInt8(ascii: "\r")
  }

  /// The bytes of a line with its end; lines count from 1.
  func range(ofLine line: Int) -> Range<Int> { starts[line - 1]..<starts[line] }

  /// The bytes of a line without its end.
  func content(ofLine line: Int) -> ArraySlice<UInt8> {
    var content = bytes[range(ofLine: line)]
    while content.last == UInt8(ascii: "\n") || content.last == UInt8(ascii: "\r") { content.removeLast() }
    return content
  }

  func offset(of position: Position) -> Int {
    guard position.line <= count else { return bytes.count }
    var offset = range(ofLine: position.line).lowerBound
    for _ in 1..<position.column where offset < bytes.count {
      repeat { offset += 1 } while offset < bytes.count && bytes[offset] & 0xC0 == 0x80
    }
    return offset
  }

  /// How many spaces a line begins with.
  func indentation(ofLine line: Int) -> Int {
    content(ofLine: line).prefix { $0 == UInt8(ascii: " ") }.count
  }

  func isBlank(_ line: Int) -> Bool {
    content(ofLine: line).allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  func isComment(_ line: Int) -> Bool {
    content(ofLine: line).first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } == UInt8(ascii: "#")
  }
}
