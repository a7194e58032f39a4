extension BigInteger {
  /// Divides as Python does: the quotient is rounded down, the remainder has the divisor's sign.
  ///
  /// - Precondition: `divisor` is not zero.
  func flooredQuotientAndRemainder(dividingBy divisor: BigInteger) -> (quotient: BigInteger, remainder: BigInteger) {
    let (quotientLimbs, remainderLimbs) = BigInteger.divide(limbs, by: divisor.limbs)
    let quotient = BigInteger(isNegative: isNegative != divisor.isNegative, limbs: quotientLimbs)
    let remainder = BigInteger(isNegative: isNegative, limbs: remainderLimbs)
    if !remainder.isZero, isNegative != divisor.isNegative {
      return (quotient - BigInteger(1), remainder + divisor)
    }
    return (quotient, remainder)
  }

  private static func divide(_ left: [UInt32], by right: [UInt32]) -> ([UInt32], [UInt32]) {
    if compare(left, right) < 0 { return ([], left) }
    if right.count == 1 {
      let (quotient, remainder) = divide(left, by: right[0])
      return (quotient, [remainder])
    }
    return longDivide(left, by: right)
  }

  private static func divide(_ left: [UInt32], by right: UInt32) -> ([UInt32], UInt32) {
    var quotient = left
    var remainder: UInt64 = 0
    for index in left.indices.reversed() {
      let current = remainder << 32 | UInt64(left[index])
      quotient[index] = UInt32(current / UInt64(right))
      remainder = current % UInt64(right)
    }
    return (quotient, UInt32(remainder))
  }

  /// Knuth's algorithm D (The Art of Computer Programming, 4.3.1).
  private static func longDivide(_ left: [UInt32], by right: [UInt32]) -> ([UInt32], [UInt32]) {
    let shift = right[right.count - 1].leadingZeroBitCount
    let divisor = BigInteger(isNegative: false, limbs: right).shiftedLeft(by: shift).limbs
    var dividend = BigInteger(isNegative: false, limbs: left).shiftedLeft(by: shift).limbs
    while dividend.count <= left.count { dividend.append(0) }
    let size = divisor.count
    var quotient = [UInt32](repeating: 0, count: dividend.count - size)
    for position in quotient.indices.reversed() {
      let top = UInt64(dividend[position + size]) << 32 | UInt64(dividend[position + size - 1])
      var digit = top / UInt64(divisor[size - 1])
      var rest = top % UInt64(divisor[size - 1])
      while digit > 0xFFFF_FFFF
        || digit * UInt64(divisor[size - 2]) > rest << 32 | UInt64(dividend[position + size - 2])
      {
        digit -= 1
        rest += UInt64(divisor[size - 1])
        if rest > 0xFFFF_FFFF { break }
      }
      if subtract(divisor, times: digit, from: &dividend, at: position) {
        digit -= 1
        add(divisor, to: &dividend, at: position)
      }
      quotient[position] = UInt32(truncatingIfNeeded: digit)
    }
    let remainder = BigInteger(isNegative: false, limbs: Array(dividend[..<size])).shiftedRight(by: shift)
    return (quotient, remainder.limbs)
  }

  /// Returns whether more was taken than was there.
  private static func subtract(
    _ divisor: [UInt32], times digit: UInt64, from dividend: inout [UInt32], at position: Int
  ) -> Bool {
    var borrow: Int64 = 0
    var carry: UInt64 = 0
    for index in divisor.indices {
      let product = digit * UInt64(divisor[index]) + carry
      carry = product >> 32
      let total = Int64(dividend[position + index]) - borrow - Int64(product & 0xFFFF_FFFF)
      dividend[position + index] = UInt32(truncatingIfNeeded: total)
      borrow = total < 0 ? 1 : 0
    }
    let total = Int64(dividend[position + divisor.count]) - borrow - Int64(carry)
    dividend[position + divisor.count] = UInt32(truncatingIfNeeded: total)
    return total < 0
  }

  private static func add(_ divisor: [UInt32], to dividend: inout [UInt32], at position: Int) {
    var carry: UInt64 = 0
    for index in divisor.indices {
      let total = UInt64(dividend[position + index]) + UInt64(divisor[index]) + carry
      dividend[position + index] = UInt32(truncatingIfNeeded: total)
      carry = total >> 32
    }
    let top = UInt64(dividend[position + divisor.count]) + carry
    dividend[position + divisor.count] = UInt32(truncatingIfNeeded: top)
  }

  /// The nearest float, ties to even; nil if it is out of range.
  var double: Double? {
    let width = bitWidth
    guard width > 64 else {
      let magnitude = limbs.enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << (32 * UInt64($1.offset)) }
      return isNegative ? -Double(magnitude) : Double(magnitude)
    }
    guard width <= 1024 else { return nil }
    // The lowest bit stands for everything below it, so that ties are told from what is a little more.
    let shift = width - 62
    let top = shiftedRight(by: shift).magnitude.int ?? 0
    let value = Double(sign: .plus, exponent: shift, significand: Double(top << 1 | (hasLowBits(shift) ? 1 : 0)) / 2)
    guard value.isFinite else { return nil }
    return isNegative ? -value : value
  }

  /// Divides to the nearest float, ties to even; nil if the result is out of range.
  ///
  /// - Precondition: `divisor` is not zero.
  func divided(by divisor: BigInteger) -> Double? {
    let shift = max(0, divisor.bitWidth - bitWidth + 66)
    let (quotient, remainder) = magnitude.shiftedLeft(by: shift)
      .flooredQuotientAndRemainder(dividingBy: divisor.magnitude)
    // Results that are subnormal are rounded twice here; they come from divisors of more than 300 digits only.
    let sticky = quotient.shiftedLeft(by: 1) + BigInteger(remainder.isZero ? 0 : 1)
    guard let value = sticky.double else { return nil }
    let result = Double(sign: .plus, exponent: -shift - 1, significand: value)
    return isNegative == divisor.isNegative ? result : -result
  }
}
