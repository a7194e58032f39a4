/// Floats as Python prints them.
enum FloatText {
  /// The shortest digits that read back as the same float, and the power of ten of the first digit.
  static func shortestDigits(of value: Double) -> (digits: [UInt8], exponent: Int) {
    var digits: [UInt8] = []
    var exponent = 0
    var pointOffset: Int?
    var isReadingExponent = false
    var exponentSign = 1
    for byte in value.magnitude.description.utf8 {
      switch byte {
      case UInt8(ascii: "."): pointOffset = digits.count
      case UInt8(ascii: "e"): isReadingExponent = true
      case UInt8(ascii: "-"): exponentSign = -1
      case UInt8(ascii: "+"): break
      default:
        if isReadingExponent { exponent = exponent * 10 + Int(byte - 0x30) } else { digits.append(byte) }
      }
    }
    exponent = exponent * exponentSign + (pointOffset ?? digits.count) - 1
    let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
    if leading == digits.count { return ([UInt8(ascii: "0")], 0) }
    digits.removeFirst(leading)
    while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return (digits, exponent - leading)
  }

  /// `repr(float)`.
  static func repr(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    let (digits, exponent) = shortestDigits(of: value)
    let sign = value.sign == .minus ? "-" : ""
    if exponent < -4 || exponent >= 16 { return sign + scientific(digits, exponent: exponent, marker: "e") }
    return sign + positional(digits, exponent: exponent, minimumFraction: 1)
  }

  /// Returns `d.ddde+XX` for digits whose first has the power of ten `exponent`.
  static func scientific(_ digits: [UInt8], exponent: Int, marker: String) -> String {
    var text = String(decoding: digits[..<1], as: UTF8.self)
    if digits.count > 1 { text += "." + String(decoding: digits[1...], as: UTF8.self) }
    let power = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
    return text + marker + (exponent < 0 ? "-" : "+") + power
  }

  /// Returns the digits with a point where the power of ten asks for it.
  static func positional(_ digits: [UInt8], exponent: Int, minimumFraction: Int) -> String {
    var whole = digits.prefix(max(0, exponent + 1)) + []
    var fraction = Array(digits.dropFirst(max(0, exponent + 1)))
    while whole.count < exponent + 1 { whole.append(UInt8(ascii: "0")) }
    if whole.isEmpty { whole = [UInt8(ascii: "0")] }
    if exponent < -1 { fraction = Array(repeating: UInt8(ascii: "0"), count: -exponent - 1) + fraction }
    while fraction.count < minimumFraction { fraction.append(UInt8(ascii: "0")) }
    let text = String(decoding: whole, as: UTF8.self)
    return fraction.isEmpty ? text : text + "." + String(decoding: fraction, as: UTF8.self)
  }

  /// Returns the magnitude times ten to the power of `places`, rounded to an integer, ties to even: exact arithmetic.
  private static func scaled(_ value: Double, places: Int) -> BigInteger {
    guard value != 0 else { return BigInteger(0) }
    let isSubnormal = value.exponentBitPattern == 0
    let significand = BigInteger(Int(value.significandBitPattern | (isSubnormal ? 0 : 1 << 52)))
    let exponent = (isSubnormal ? 1 : Int(value.exponentBitPattern)) - 1075
    var numerator = places >= 0 ? significand * BigInteger(10).raised(to: places) : significand
    var denominator = places < 0 ? BigInteger(10).raised(to: -places) : BigInteger(1)
    if exponent >= 0 {
      numerator = numerator.shiftedLeft(by: exponent)
    } else {
      denominator = denominator.shiftedLeft(by: -exponent)
    }
    let (quotient, remainder) = numerator.flooredQuotientAndRemainder(dividingBy: denominator)
    let twice = remainder.shiftedLeft(by: 1)
    let isOdd = quotient.limbs.first.map { $0 & 1 == 1 } ?? false
    return twice > denominator || (twice == denominator && isOdd) ? quotient + BigInteger(1) : quotient
  }

  /// The magnitude with exactly `places` digits after the point, as C's `%f`; negative places round before the point.
  static func fixed(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : "inf" }
    let digits = scaled(value, places: places).digits(base: 10)
    if places <= 0 {
      let zeros = digits == [UInt8(ascii: "0")] ? 0 : -places
      return String(decoding: digits, as: UTF8.self) + String(repeating: "0", count: zeros)
    }
    let padded = Array(repeating: UInt8(ascii: "0"), count: max(0, places + 1 - digits.count)) + digits
    let point = padded.count - places
    return String(decoding: padded[..<point], as: UTF8.self) + "." + String(decoding: padded[point...], as: UTF8.self)
  }

  /// Exactly `count` significant digits of the magnitude, and the power of ten of the first.
  static func significantDigits(_ value: Double, count: Int) -> (digits: [UInt8], exponent: Int) {
    guard value != 0 else { return (Array(repeating: UInt8(ascii: "0"), count: count), 0) }
    var exponent = shortestDigits(of: value).exponent
    var digits = scaled(value, places: count - 1 - exponent).digits(base: 10)
    if digits.count > count {
      // Rounding gave one more digit: 9.99 became 10.0.
      exponent += 1
      digits = Array(digits.prefix(count))
    }
    return (digits, exponent)
  }

  /// Rounds to `places` digits after the point as Python's `round` does.
  static func rounded(_ value: Double, places: Int) -> Double {
    guard value.isFinite, places < 324 else { return value }
    guard places > -310 else { return value.sign == .minus ? -0.0 : 0 }
    let result = Double(fixed(value.magnitude, places: places)) ?? value
    return value.sign == .minus ? -result : result
  }
}
