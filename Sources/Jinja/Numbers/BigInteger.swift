/// An integer of any size: a sign and 32-bit limbs, the lowest first, without zero limbs at the top.
public struct BigInteger: Sendable, Hashable {
  let isNegative: Bool
  let limbs: [UInt32]

  init(isNegative: Bool, limbs: [UInt32]) {
    var trimmed = limbs
    while trimmed.last == 0 { trimmed.removeLast() }
    self.limbs = trimmed
    self.isNegative = isNegative && !trimmed.isEmpty
  }

  init(_ value: Int) {
    let magnitude = value.magnitude
    self.init(isNegative: value < 0, limbs: [UInt32(truncatingIfNeeded: magnitude), UInt32(magnitude >> 32)])
  }

  /// The integer part of a finite float.
  init(truncating value: Double) {
    let whole = value.rounded(.towardZero)
    if let small = Int(exactly: whole) {
      self.init(small)
      return
    }
    let significand = BigInteger(Int(whole.significandBitPattern | 1 << 52))
    let shifted = significand.shiftedLeft(by: Int(whole.exponent) - 52)
    self.init(isNegative: whole < 0, limbs: shifted.limbs)
  }

  var isZero: Bool { limbs.isEmpty }

  var bitWidth: Int {
    guard let top = limbs.last else { return 0 }
    return limbs.count * 32 - top.leadingZeroBitCount
  }

  /// The value, if it fits.
  var int: Int? {
    guard limbs.count <= 2 else { return nil }
    let magnitude = limbs.enumerated().reduce(UInt(0)) { $0 | UInt($1.element) << (32 * UInt($1.offset)) }
    if isNegative { return magnitude <= Int.min.magnitude ? Int(truncatingIfNeeded: 0 &- magnitude) : nil }
    return Int(exactly: magnitude)
  }

  var negated: BigInteger { BigInteger(isNegative: !isNegative, limbs: limbs) }
  var magnitude: BigInteger { BigInteger(isNegative: false, limbs: limbs) }

  static func + (left: BigInteger, right: BigInteger) -> BigInteger {
    if left.isNegative == right.isNegative {
      return BigInteger(isNegative: left.isNegative, limbs: sum(left.limbs, right.limbs))
    }
    if compare(left.limbs, right.limbs) >= 0 {
      return BigInteger(isNegative: left.isNegative, limbs: difference(left.limbs, right.limbs))
    }
    return BigInteger(isNegative: right.isNegative, limbs: difference(right.limbs, left.limbs))
  }

  static func - (left: BigInteger, right: BigInteger) -> BigInteger {
    left + right.negated
  }

  static func * (left: BigInteger, right: BigInteger) -> BigInteger {
    guard !left.isZero, !right.isZero else { return BigInteger(0) }
    var result = [UInt32](repeating: 0, count: left.limbs.count + right.limbs.count)
    for (leftIndex, leftLimb) in left.limbs.enumerated() {
      var carry: UInt64 = 0
      for (rightIndex, rightLimb) in right.limbs.enumerated() {
        let total = UInt64(leftLimb) * UInt64(rightLimb) + UInt64(result[leftIndex + rightIndex]) + carry
        result[leftIndex + rightIndex] = UInt32(truncatingIfNeeded: total)
        carry = total >> 32
      }
      result[leftIndex + right.limbs.count] = UInt32(carry)
    }
    return BigInteger(isNegative: left.isNegative != right.isNegative, limbs: result)
  }

  /// Returns the integer raised to a power.
  func raised(to exponent: Int) -> BigInteger {
    var result = BigInteger(1)
    var base = self
    var remaining = exponent
    while remaining > 0 {
      if remaining & 1 == 1 { result = result * base }
      remaining >>= 1
      if remaining > 0 { base = base * base }
    }
    return result
  }

  func shiftedLeft(by count: Int) -> BigInteger {
    if count < 0 { return shiftedRight(by: -count) }
    let (whole, bits) = count.quotientAndRemainder(dividingBy: 32)
    var result = [UInt32](repeating: 0, count: whole)
    var carry: UInt64 = 0
    for limb in limbs {
      let shifted = UInt64(limb) << UInt64(bits) | carry
      result.append(UInt32(truncatingIfNeeded: shifted))
      carry = shifted >> 32
    }
    result.append(UInt32(carry))
    return BigInteger(isNegative: isNegative, limbs: result)
  }

  /// Shifts the magnitude; bits that fall out are dropped.
  func shiftedRight(by count: Int) -> BigInteger {
    let (whole, bits) = count.quotientAndRemainder(dividingBy: 32)
    guard whole < limbs.count else { return BigInteger(0) }
    var result = Array(limbs[whole...])
    if bits > 0 {
      for index in result.indices {
        let above = index + 1 < result.count ? result[index + 1] : 0
        result[index] = result[index] >> UInt32(bits) | above << UInt32(32 - bits)
      }
    }
    return BigInteger(isNegative: isNegative, limbs: result)
  }

  /// Whether any of the lowest `count` bits of the magnitude is set.
  func hasLowBits(_ count: Int) -> Bool {
    let (whole, bits) = count.quotientAndRemainder(dividingBy: 32)
    if limbs.prefix(whole).contains(where: { $0 != 0 }) { return true }
    return whole < limbs.count && bits > 0 && limbs[whole] & (1 << UInt32(bits) - 1) != 0
  }

  private static func sum(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(max(left.count, right.count) + 1)
    var carry: UInt64 = 0
    for index in 0..<max(left.count, right.count) {
      let total =
        carry + UInt64(index < left.count ? left[index] : 0) + UInt64(index < right.count ? right[index] : 0)
      result.append(UInt32(truncatingIfNeeded: total))
      carry = total >> 32
    }
    result.append(UInt32(carry))
    return result
  }

  /// - Precondition: `left` is not smaller than `right`.
  private static func difference(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    var result = left
    var borrow: Int64 = 0
    for index in result.indices {
      let total = Int64(result[index]) - Int64(index < right.count ? right[index] : 0) - borrow
      result[index] = UInt32(truncatingIfNeeded: total)
      borrow = total < 0 ? 1 : 0
    }
    return result
  }

  static func compare(_ left: [UInt32], _ right: [UInt32]) -> Int {
    if left.count != right.count { return left.count < right.count ? -1 : 1 }
    for index in left.indices.reversed() where left[index] != right[index] {
      return left[index] < right[index] ? -1 : 1
    }
    return 0
  }
}

extension BigInteger: Comparable {
  public static func < (left: BigInteger, right: BigInteger) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    let order = compare(left.limbs, right.limbs)
    return left.isNegative ? order > 0 : order < 0
  }
}
