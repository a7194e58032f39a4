/// The strings of JSON (RFC 8259, section 7).
enum JsonString {
  /// Returns the text of a string that stands, with its quotes, at a range; half a surrogate pair is U+FFFD.
  static func decode(_ range: Range<Int>, in source: SourceText) -> String {
    let content = source.bytes[(range.lowerBound + 1)..<(range.upperBound - 1)]
    guard let first = content.firstIndex(of: UInt8(ascii: "\\")) else { return source.encoding.decode(content) }
    var text = source.encoding.decode(content[..<first])
    var position = first
    while position < content.endIndex {
      guard content[position] == UInt8(ascii: "\\") else {
        let next = content[position...].firstIndex(of: UInt8(ascii: "\\")) ?? content.endIndex
        text += source.encoding.decode(content[position..<next])
        position = next
        continue
      }
      let mark = content[position + 1]
      position += 2
      guard mark == UInt8(ascii: "u") else {
        text.unicodeScalars.append(Unicode.Scalar(escaped(mark)))
        continue
      }
      var unit = codeUnit(content[position..<(position + 4)])
      position += 4
      if (0xD800..<0xDC00).contains(unit), position + 6 <= content.endIndex,
        content[position] == UInt8(ascii: "\\"), content[position + 1] == UInt8(ascii: "u")
      {
        let low = codeUnit(content[(position + 2)..<(position + 6)])
        if (0xDC00..<0xE000).contains(low) {
          unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
          position += 6
        }
      }
      text.unicodeScalars.append(Unicode.Scalar(unit) ?? "\u{FFFD}")
    }
    return text
  }

  /// Returns a string's spelling: only quotes, backslashes and control characters are escaped.
  static func encode(_ text: String, in source: SourceText) throws(EditRefusal) -> [UInt8] {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": escaped += "\\\""
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      case "\t": escaped += "\\t"
      case "\u{8}": escaped += "\\b"
      case "\u{C}": escaped += "\\f"
      case _ where scalar.value < 0x20: escaped += "\\u00" + hex(scalar.value, digits: 2)
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return [UInt8(ascii: "\"")] + (try source.encoded(escaped)) + [UInt8(ascii: "\"")]
  }

  private static func escaped(_ mark: UInt8) -> UInt8 {
    switch mark {
    case UInt8(ascii: "n"): UInt8(ascii: "\n")
    case UInt8(ascii: "r"): UInt8(ascii: "\r")
    case UInt8(ascii: "t"): UInt8(ascii: "\t")
    case UInt8(ascii: "b"): 8
    case UInt8(ascii: "f"): 12
    default: mark
    }
  }

  private static func codeUnit(_ digits: ArraySlice<UInt8>) -> UInt32 {
    UInt32(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0xFFFD
  }
}

/// A number in lower-case hexadecimal, with zeros in front up to a number of digits.
func hex(_ value: UInt32, digits: Int) -> String {
  let text = String(value, radix: 16)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
