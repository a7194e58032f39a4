/// Compares numbers as the formats of files write them.
enum NumberOrder {
  /// Whether the left number is the smaller one. Whole numbers of 64 bits are compared exactly, others as doubles; digit
  /// separators (`1_000`) and the prefixes `0x`, `0o` and `0b` are read.
  static func isBelow(_ left: String, _ right: String) -> Bool {
    let (left, right) = (plain(left), plain(right))
    if let left = Int(left), let right = Int(right) { return left < right }
    guard let left = Double(left), let right = Double(right) else { return false }
    return left < right
  }

  /// The number as JSON would write it, as far as it is written otherwise.
  private static func plain(_ text: String) -> String {
    var digits = text.replacing("_", with: "")[...]
    let sign = digits.first.flatMap { "+-".contains($0) ? $0 : nil }
    if sign != nil { digits = digits.dropFirst() }
    let radix = ["0x": 16, "0o": 8, "0b": 2][digits.prefix(2).lowercased()]
    guard let radix, let value = UInt64(digits.dropFirst(2), radix: radix) else { return text.replacing("_", with: "") }
    return (sign == "-" ? "-" : "") + String(value)
  }

  /// Whether the text is a number by JSON's grammar (RFC 8259, section 6).
  static func isNumber(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let whole = takeDigits(&rest)
    guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      if takeDigits(&rest).isEmpty { return false }
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
      if takeDigits(&rest).isEmpty { return false }
    }
    return rest.isEmpty
  }

  private static func takeDigits(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    bytes = bytes.dropFirst(digits.count)
    return digits
  }
}
