/// The check that a file is text that YAML allows, made before anything is parsed.
enum YamlEncoding {
  /// Returns where the text begins, behind a byte order mark.
  ///
  /// Refuses UTF-16 and UTF-32, bytes that aren't UTF-8, and characters that YAML 1.2 doesn't allow (5.1).
  static func textStart(of bytes: [UInt8]) throws(EditRefusal) -> Int {
    if let name = otherEncoding(of: bytes) {
      throw EditRefusal(.encoding, "the file is \(name), only utf-8 is edited", at: 0)
    }
    var position = 0
    let count = bytes.count
    while position < count {
      let byte = bytes[position]
      if byte >= 0x20 && byte < 0x7F || YamlByte.isWhite(byte) {
        position += 1
      } else if byte < 0x80 {
        throw EditRefusal(.parse, "control character \(hex(byte)) isn't allowed in yaml", at: position)
      } else {
        position += try length(ofSequenceAt: position, in: bytes)
      }
    }
    return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Returns the encoding that a byte order mark or zero bytes give away (YAML 1.2, 5.2), nil for UTF-8.
  private static func otherEncoding(of bytes: [UInt8]) -> String? {
    guard bytes.count >= 2 else { return nil }
    let (first, second) = (bytes[0], bytes[1])
    if first == 0, second == 0 { return "utf-32" }
    if bytes.count >= 4, second == 0, bytes[2] == 0, bytes[3] == 0 { return "utf-32" }
    if first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE { return "utf-16" }
    if (first == 0) != (second == 0) { return "utf-16" }
    return nil
  }

  private static func length(ofSequenceAt start: Int, in bytes: [UInt8]) throws(EditRefusal) -> Int {
    let first = bytes[start]
    let length: Int
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: throw EditRefusal(.encoding, "byte \(hex(first)) isn't utf-8", at: start)
    }
    guard start + length <= bytes.count else {
      throw EditRefusal(.encoding, "the file ends inside a character", at: start)
    }
    var scalar = UInt32(first) & (0xFF >> UInt32(length + 1))
    for position in start + 1..<start + length {
      guard bytes[position] & 0xC0 == 0x80 else {
        throw EditRefusal(.encoding, "byte \(hex(first)) isn't utf-8", at: start)
      }
      scalar = scalar << 6 | UInt32(bytes[position] & 0x3F)
    }
    let isOverlong = length == 3 && scalar < 0x800 || length == 4 && scalar < 0x10000
    if isOverlong || scalar > 0x10FFFF || (0xD800...0xDFFF).contains(scalar) {
      throw EditRefusal(.encoding, "byte \(hex(first)) isn't utf-8", at: start)
    }
    if scalar < 0xA0 && scalar != 0x85 || scalar == 0xFFFE || scalar == 0xFFFF {
      throw EditRefusal(
        .parse, "control character U+\(String(scalar, radix: 16, uppercase: true)) isn't allowed", at: start)
    }
    return length
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "0x0\(digits)" : "0x\(digits)"
  }
}
