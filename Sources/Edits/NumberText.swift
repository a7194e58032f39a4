/// Compares numbers by their text, so that no digit is lost to a machine type.
enum NumberText {
  /// Whether two numbers are the same: both integers or both fractions, and of the same value.
  ///
  /// Reads decimals, exponents, digit separators (`1_000`) and the prefixes `0x`, `0o`, `0b`. What it can't read is the
  /// same only as itself.
  static func areSame(_ left: String, _ right: String) -> Bool {
    if left.utf8.elementsEqual(right.utf8) { return true }
    guard let left = Decimal(left), let right = Decimal(right) else { return false }
    return left == right
  }

  /// Sign, digits and power of ten, with no zero at either end of the digits.
  private struct Decimal: Equatable {
    let isNegative: Bool
    let isInteger: Bool
    let digits: [UInt8]
    let exponent: Int

    init?(_ text: String) {
      var bytes = text.utf8.filter { $0 != UInt8(ascii: "_") }[...]
      var isNegative = false
      if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
        isNegative = sign == UInt8(ascii: "-")
        bytes = bytes.dropFirst()
      }
      if let value = Decimal.prefixed(bytes) { bytes = Array(String(value).utf8)[...] }
      let mark = bytes.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? bytes.endIndex
      var exponent = 0
      if mark < bytes.endIndex {
        guard let power = Int(String(decoding: bytes[(mark + 1)...], as: UTF8.self)), power.magnitude < 1 << 40 else {
          return nil
        }
        exponent = power
      }
      let mantissa = bytes[..<mark]
      let point = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mantissa.endIndex
      var digits = Array(mantissa[..<point])
      if point < mantissa.endIndex {
        digits += mantissa[(point + 1)...]
        exponent -= mantissa.endIndex - point - 1
      }
      guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      while digits.last == UInt8(ascii: "0") {
        digits.removeLast()
        exponent += 1
      }
      digits = Array(digits.drop { $0 == UInt8(ascii: "0") })
      self.isNegative = isNegative
      self.isInteger = mark == bytes.endIndex && point == mantissa.endIndex
      self.digits = digits
      self.exponent = digits.isEmpty ? 0 : exponent
    }

    /// The value of digits behind `0x`, `0o` or `0b`, where 64 bits hold it.
    private static func prefixed(_ bytes: ArraySlice<UInt8>) -> UInt64? {
      guard bytes.count > 2, bytes.first == UInt8(ascii: "0") else { return nil }
      let radix: Int
      switch bytes[bytes.startIndex + 1] | 0x20 {
      case UInt8(ascii: "x"): radix = 16
      case UInt8(ascii: "o"): radix = 8
      case UInt8(ascii: "b"): radix = 2
      default: return nil
      }
      return UInt64(String(decoding: bytes.dropFirst(2), as: UTF8.self), radix: radix)
    }
  }
}
