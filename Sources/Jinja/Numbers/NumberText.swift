/// Numbers read from text as Python's `int` and `float` read them.
enum NumberText {
  /// The most digits that Python converts between text and integers (sys.set_int_max_str_digits).
  static let digitLimit = 4300

  static func stripped(_ text: Text) -> ArraySlice<UInt32> {
    let scalars = text.scalars
    guard let first = scalars.firstIndex(where: { !CodePoint.isSpace($0) }),
      let last = scalars.lastIndex(where: { !CodePoint.isSpace($0) })
    else { return [] }
    return scalars[first...last]
  }

  /// Returns the value of `int(text, base)`; nil where that is a ValueError.
  static func integer(_ text: Text, base requestedBase: Int) throws(TemplateError) -> BigInteger? {
    guard requestedBase == 0 || (2...36).contains(requestedBase) else {
      throw .value("int() base must be >= 2 and <= 36, or 0")
    }
    var scalars = stripped(text)
    var isNegative = false
    if let sign = scalars.first, sign == 0x2B || sign == 0x2D {
      isNegative = sign == 0x2D
      scalars.removeFirst()
    }
    let (base, hasPrefix) = removePrefix(&scalars, base: requestedBase)
    var digits: [Int] = []
    var mayBeUnderscore = hasPrefix
    for scalar in scalars {
      if scalar == 0x5F {
        guard mayBeUnderscore else { return nil }
        mayBeUnderscore = false
        continue
      }
      guard let digit = digitValue(scalar), digit < base else { return nil }
      digits.append(digit)
      mayBeUnderscore = true
    }
    guard !digits.isEmpty, scalars.last != 0x5F else { return nil }
    if requestedBase == 0, !hasPrefix, digits[0] == 0, digits.contains(where: { $0 != 0 }) { return nil }
    if base & (base - 1) != 0, digits.count > digitLimit { throw tooManyDigits(count: digits.count) }
    return BigInteger(digits: digits, base: base, isNegative: isNegative)
  }

  static func tooManyDigits(count: Int) -> TemplateError {
    .value(
      "Exceeds the limit (\(digitLimit) digits) for integer string conversion: value has \(count) digits; "
        + "use sys.set_int_max_str_digits() to increase the limit")
  }

  private static func removePrefix(_ scalars: inout ArraySlice<UInt32>, base: Int) -> (base: Int, found: Bool) {
    guard scalars.first == 0x30, let letter = scalars.dropFirst().first else { return (base == 0 ? 10 : base, false) }
    let prefixBase: Int
    switch letter | 0x20 {
    case 0x78: prefixBase = 16
    case 0x6F: prefixBase = 8
    case 0x62: prefixBase = 2
    default: return (base == 0 ? 10 : base, false)
    }
    guard base == 0 || base == prefixBase else { return (base, false) }
    scalars.removeFirst(2)
    return (prefixBase, true)
  }

  private static func digitValue(_ scalar: UInt32) -> Int? {
    if CodePoint.isASCIILetter(scalar) { return Int(scalar | 0x20) - 0x61 + 10 }
    return CodePoint.decimalValue(scalar)
  }

  /// Returns the value of `float(text)`; nil where that is a ValueError.
  static func float(_ text: Text) -> Double? {
    var ascii: [UInt8] = []
    for scalar in stripped(text) {
      if scalar < 0x80 {
        ascii.append(UInt8(scalar))
      } else if let digit = CodePoint.decimalValue(scalar) {
        ascii.append(asciiDigit(digit))
      } else {
        return nil
      }
    }
    guard let cleaned = removingUnderscores(ascii) else { return nil }
    let body = cleaned.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
    guard cleaned.count - body.count <= 1 else { return nil }
    let isNegative = cleaned.first == UInt8(ascii: "-")
    switch String(decoding: body, as: UTF8.self).lowercased() {
    case "inf", "infinity": return isNegative ? -.infinity : .infinity
    case "nan": return .nan
    default: return isDecimal(body) ? Double(String(decoding: cleaned, as: UTF8.self)) : nil
    }
  }

  /// Underscores may only stand between digits.
  private static func removingUnderscores(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.contains(UInt8(ascii: "_")) else { return bytes }
    var result: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      guard byte == UInt8(ascii: "_") else {
        result.append(byte)
        continue
      }
      guard index > 0, index + 1 < bytes.count, CodePoint.isASCIIDigit(UInt32(bytes[index - 1])),
        CodePoint.isASCIIDigit(UInt32(bytes[index + 1]))
      else { return nil }
    }
    return result
  }

  /// Whether the bytes are digits with an optional point and an optional exponent.
  private static func isDecimal(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    func takeDigits() -> Int {
      let count = rest.prefix { CodePoint.isASCIIDigit(UInt32($0)) }.count
      rest.removeFirst(count)
      return count
    }
    var count = takeDigits()
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      count += takeDigits()
    }
    guard count > 0 else { return false }
    if let marker = rest.first, marker | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest.removeFirst() }
      guard takeDigits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
