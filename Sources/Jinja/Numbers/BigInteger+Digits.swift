extension BigInteger {
  /// The digits of the magnitude in a base from 2 to 36, lower case.
  func digits(base: Int) -> [UInt8] {
    guard !isZero else { return [UInt8(ascii: "0")] }
    var chunk = 1
    var chunkDigits = 0
    while chunk * base <= Int(UInt32.max) {
      chunk *= base
      chunkDigits += 1
    }
    var remaining = limbs
    var reversed: [UInt8] = []
    while !remaining.isEmpty {
      var rest: UInt64 = 0
      for index in remaining.indices.reversed() {
        let current = rest << 32 | UInt64(remaining[index])
        remaining[index] = UInt32(current / UInt64(chunk))
        rest = current % UInt64(chunk)
      }
      while remaining.last == 0 { remaining.removeLast() }
      for _ in 0..<chunkDigits {
        reversed.append(asciiDigit(Int(rest % UInt64(base))))
        rest /= UInt64(base)
      }
    }
    while reversed.count > 1, reversed.last == UInt8(ascii: "0") { reversed.removeLast() }
    return reversed.reversed()
  }

  /// Makes an integer from digits that are all valid in the base.
  init(digits: some Sequence<Int>, base: Int, isNegative: Bool) {
    var limbs: [UInt32] = []
    for digit in digits {
      var carry = UInt64(digit)
      for index in limbs.indices {
        let total = UInt64(limbs[index]) * UInt64(base) + carry
        limbs[index] = UInt32(truncatingIfNeeded: total)
        carry = total >> 32
      }
      if carry > 0 { limbs.append(UInt32(carry)) }
    }
    self.init(isNegative: isNegative, limbs: limbs)
  }
}

/// Returns the digit for a value below 36.
func asciiDigit(_ value: Int) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + UInt8(value) : UInt8(ascii: "a") + UInt8(value - 10)
}
