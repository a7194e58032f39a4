/// Reads a version or a range byte by byte.
public struct VersionScanner {
  let bytes: [UInt8]
  var index = 0

  init(_ text: some StringProtocol) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { index == bytes.count }
  var next: UInt8? { index < bytes.count ? bytes[index] : nil }
  /// The error of the place reached.
  var error: VersionError {
    VersionError(character: String(decoding: bytes[..<index], as: UTF8.self).unicodeScalars.count + 1)
  }

  mutating func skipSpaces() {
    while let byte = next, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { index += 1 }
  }

  /// Goes past a text, if it is next.
  mutating func take(_ text: String) -> Bool {
    guard bytes[index...].starts(with: text.utf8) else { return false }
    index += text.utf8.count
    return true
  }

  /// Goes past the bytes that fit and returns them.
  mutating func take(while fits: (UInt8) -> Bool) -> String {
    let start = index
    while let byte = next, fits(byte) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// Reads a whole number below 2^53, as node-semver does: with one more it is still a number.
  mutating func takeNumber() -> Int? {
    let start = index
    guard let number = Int(take(while: VersionScanner.isDigit)), number < 1 << 53 else {
      index = start
      return nil
    }
    return number
  }

  public static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  public static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
}
