/// The strings and keys of TOML.
enum TomlString {
  /// Whether a byte may stand in a key without quotes.
  static func isBare(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  /// How a string is quoted.
  struct Quotes: Equatable {
    let isLiteral: Bool
    let isMultiline: Bool

    static let basic = Quotes(isLiteral: false, isMultiline: false)
  }

  static func quotes(of range: Range<Int>, in source: SourceText) -> Quotes {
    let quote = source.bytes[range.lowerBound]
    let isMultiline =
      range.count >= 6 && source.bytes[range.lowerBound + 1] == quote && source.bytes[range.lowerBound + 2] == quote
    return Quotes(isLiteral: quote == UInt8(ascii: "'"), isMultiline: isMultiline)
  }

  /// Returns the text of a string with its quotes; line ends are `\n`.
  static func decode(_ range: Range<Int>, in source: SourceText) -> String {
    let quotes = quotes(of: range, in: source)
    let length = quotes.isMultiline ? 3 : 1
    var start = range.lowerBound + length
    if quotes.isMultiline, source.bytes[start].isLineEnd { start = source.behindLineBreak(start) }
    let content = source.bytes[start..<(range.upperBound - length)]
    if !content.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\r") }) {
      return source.encoding.decode(content)
    }
    var text = ""
    var position = content.startIndex
    var plain = position
    func flush() { text += source.encoding.decode(content[plain..<position]) }
    while position < content.endIndex {
      let byte = content[position]
      guard byte == UInt8(ascii: "\r") || (byte == UInt8(ascii: "\\") && !quotes.isLiteral) else {
        position += 1
        continue
      }
      flush()
      if byte == UInt8(ascii: "\r") {
        text += "\n"
        position = source.behindLineBreak(position)
      } else {
        let (escaped, next) = escape(at: position, in: source)
        text += escaped
        position = min(next, content.endIndex)
      }
      plain = position
    }
    flush()
    return text
  }

  /// The text of an escape, which the reader has checked, and the offset behind it.
  private static func escape(at start: Int, in source: SourceText) -> (String, Int) {
    let mark = source.bytes[start + 1]
    switch mark {
    case UInt8(ascii: "b"): return ("\u{8}", start + 2)
    case UInt8(ascii: "t"): return ("\t", start + 2)
    case UInt8(ascii: "n"): return ("\n", start + 2)
    case UInt8(ascii: "f"): return ("\u{C}", start + 2)
    case UInt8(ascii: "r"): return ("\r", start + 2)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return (String(Unicode.Scalar(mark)), start + 2)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let end = start + (mark == UInt8(ascii: "u") ? 6 : 10)
      let value = UInt32(String(decoding: source.bytes[(start + 2)..<end], as: UTF8.self), radix: 16) ?? 0xFFFD
      return (String(Unicode.Scalar(value) ?? "\u{FFFD}"), end)
    default:
      // A backslash at a line's end takes all space up to the next text with it.
      var end = start + 1
      while let byte = source.byte(end), byte.isBlank || byte.isLineEnd { end += 1 }
      return ("", end)
    }
  }

  /// Returns the spelling of a string, in the quotes given where they can hold it.
  static func encode(_ text: String, _ quotes: Quotes, in source: SourceText) throws(EditRefusal) -> [UInt8] {
    let hasLineEnd = text.utf8.contains(UInt8(ascii: "\n"))
    let isMultiline = quotes.isMultiline && hasLineEnd
    let isClean = text.unicodeScalars.allSatisfy { ($0.value >= 0x20 && $0.value != 0x7F) || $0 == "\t" || $0 == "\n" }
    if quotes.isLiteral, isClean, !text.contains("'"), isMultiline || !hasLineEnd {
      let mark = isMultiline ? "'''" : "'"
      return try source.encoded(mark) + (isMultiline ? source.lineEnd() : []) + lines(text, in: source)
        + source.encoded(mark)
    }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": escaped += "\\\""
      case "\\": escaped += "\\\\"
      case "\n": escaped += isMultiline ? "\n" : "\\n"
      case "\t": escaped += "\\t"
      case "\r": escaped += "\\r"
      case "\u{8}": escaped += "\\b"
      case "\u{C}": escaped += "\\f"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: escaped += "\\u" + hex(scalar.value, digits: 4)
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    let mark = Array((isMultiline ? "\"\"\"" : "\"").utf8)
    return try mark + (isMultiline ? source.lineEnd() : []) + lines(escaped, in: source) + mark
  }

  /// The text with the file's line ends.
  private static func lines(_ text: String, in source: SourceText) throws(EditRefusal) -> [UInt8] {
    let bytes = try source.encoded(text)
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return Array(lines.joined(separator: source.lineEnd()))
  }
}
