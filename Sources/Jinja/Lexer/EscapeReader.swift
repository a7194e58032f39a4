/// Resolves the escapes of a string literal as Python's `unicode-escape` does after `backslashreplace`.
struct EscapeReader {
  private let content: [UInt8]
  private var index = 0
  private var output: [UInt8] = []
  /// What is wrong, in Python's words; set when `read` returns nil.
  private(set) var problem = ""

  init(_ content: [UInt8]) {
    self.content = content
  }

  mutating func read() -> Text? {
    while index < content.count {
      let byte = content[index]
      guard byte == UInt8(ascii: "\\") else {
        output.append(byte)
        index += 1
        continue
      }
      index += 1
      guard index < content.count else {
        problem = "\\ at end of string"
        return nil
      }
      guard readEscape() else { return nil }
    }
    return Text(bytes: output)
  }

  private static let simple: [UInt8: UInt8] = [
    UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "'"): 0x27, UInt8(ascii: "\""): 0x22, UInt8(ascii: "a"): 7,
    UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13,
    UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11,
  ]

  private mutating func readEscape() -> Bool {
    let byte = content[index]
    if let simple = EscapeReader.simple[byte] {
      output.append(simple)
      index += 1
      return true
    }
    switch byte {
    case 0x0A: index += 1
    case UInt8(ascii: "x"): return readHexadecimal(2, "truncated \\xXX escape")
    case UInt8(ascii: "u"): return readHexadecimal(4, "truncated \\uXXXX escape")
    case UInt8(ascii: "U"): return readHexadecimal(8, "truncated \\UXXXXXXXX escape")
    case UInt8(ascii: "N"): return readName()
    case 0x30...0x37: readOctal()
    case 0x80...:
      // Jinja2 turns the code point into an escape first, whose backslash the one before it then escapes.
      let (scalar, length) = content.codePoint(at: index)
      output.append("\\")
      output.append(
        scalar < 0x100
          ? "x" + hexadecimal(scalar, width: 2)
          : scalar < 0x10000 ? "u" + hexadecimal(scalar, width: 4) : "U" + hexadecimal(scalar, width: 8))
      index += length
    default:
      output.append("\\")
      output.append(byte)
      index += 1
    }
    return true
  }

  private mutating func readOctal() {
    var value: UInt32 = 0
    var count = 0
    while count < 3, index < content.count, (0x30...0x37).contains(content[index]) {
      value = value * 8 + UInt32(content[index] - 0x30)
      index += 1
      count += 1
    }
    output.append(codePoint: value)
  }

  private mutating func readHexadecimal(_ width: Int, _ message: String) -> Bool {
    let digits = content[(index + 1)...].prefix(width)
    guard digits.count == width, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      digits.first != UInt8(ascii: "+")
    else {
      problem = message
      return false
    }
    guard value <= 0x10FFFF else {
      problem = "illegal Unicode character"
      return false
    }
    output.append(codePoint: value)
    index += 1 + width
    return true
  }

  private mutating func readName() -> Bool {
    guard index + 1 < content.count, content[index + 1] == UInt8(ascii: "{"),
      let end = content[index...].firstIndex(of: UInt8(ascii: "}")), end > index + 2
    else {
      problem = "malformed \\N character escape"
      return false
    }
    let name = String(decoding: content[(index + 2)..<end], as: UTF8.self).uppercased()
    let found = (0...UInt32(0x10FFFF)).lazy.compactMap(Unicode.Scalar.init).first { scalar in
      scalar.properties.name == name || scalar.properties.nameAlias == name
    }
    guard let found else {
      problem = "unknown Unicode character name"
      return false
    }
    output.append(codePoint: found.value)
    index = end + 1
    return true
  }
}
