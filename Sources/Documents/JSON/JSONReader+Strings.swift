// Text (RFC 8259, 7). Bad escapes and control characters are reported and stepped over.
extension JSONReader {
  /// Reads text from its opening quote to after its closing one.
  mutating func readString() throws(Unreadable) -> String {
    let start = offset
    offset += 1
    var text: [UInt8] = []
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        try readEscape(into: &text)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        offset = start
        throw fail("the text isn't closed on its line; a line end inside text is written \\n")
      case 0..<0x20:
        let code = String(byte, radix: 16)
        let written = byte == UInt8(ascii: "\t") ? "\\t" : "\\u" + String(repeating: "0", count: 4 - code.count) + code
        report("syntax", "a control character inside text is written \(written)", at: position)
        text.append(byte)
        offset += 1
      default:
        text.append(byte)
        offset += 1
      }
    }
    offset = start
    throw fail("the text isn't closed")
  }

  private mutating func readEscape(into text: inout [UInt8]) throws(Unreadable) {
    guard offset + 1 < bytes.count else {
      offset += 1
      return
    }
    switch bytes[offset + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[offset + 1])
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      readUnicodeEscape(into: &text)
      return
    default:
      report("syntax", "\(shownEscape) isn't an escape of JSON; a backslash itself is written \\\\", at: position)
      // The character after the backslash is read as itself, so a line end still ends the text.
      text.append(UInt8(ascii: "\\"))
      offset += 1
      return
    }
    offset += 2
  }

  private var shownEscape: String {
    let rest = String(decoding: bytes[(offset + 1)..<min(offset + 5, bytes.count)], as: UTF8.self)
    return quoted("\\" + String(rest.unicodeScalars.prefix(1)))
  }

  private mutating func readUnicodeEscape(into text: inout [UInt8]) {
    guard let first = hexadecimal(at: offset + 2) else {
      report("syntax", "\"\\u\" needs four hexadecimal digits", at: position)
      text.append(contentsOf: "\u{FFFD}".utf8)
      offset += 2
      return
    }
    var (value, length) = (first, 6)
    if (0xD800...0xDBFF).contains(first), let second = lowSurrogate(at: offset + 6) {
      (value, length) = (0x10000 + (first - 0xD800) << 10 + (second - 0xDC00), 12)
    }
    if let scalar = Unicode.Scalar(value) {
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    } else {
      let digits = String(decoding: bytes[offset..<(offset + 6)], as: UTF8.self)
      report("syntax", "\(quoted(digits)) is half of a surrogate pair and stands alone", at: position)
      text.append(contentsOf: "\u{FFFD}".utf8)
    }
    offset += length
  }

  private func lowSurrogate(at place: Int) -> UInt32? {
    guard place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u"),
      let value = hexadecimal(at: place + 2), (0xDC00...0xDFFF).contains(value)
    else { return nil }
    return value
  }

  /// Returns the value of four hexadecimal digits; no sign, which `UInt32(_:radix:)` would take.
  private func hexadecimal(at place: Int) -> UInt32? {
    guard place + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[place..<(place + 4)] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 + UInt32(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 + UInt32(byte - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 + UInt32(byte - UInt8(ascii: "A") + 10)
      default: return nil
      }
    }
    return value
  }
}
