#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A binary operator of a template that computes.
enum ArithmeticOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case floorDivide = "//"
  case modulo = "%"
  case power = "** or pow()"
}

/// Python's arithmetic on numbers.
enum Arithmetic {
  static func apply(
    _ arithmetic: ArithmeticOperator, _ left: Number, _ right: Number, limits: Limits
  ) throws(TemplateError) -> Value {
    if case .int(let leftInt) = left, case .int(let rightInt) = right,
      let result = try small(arithmetic, leftInt, rightInt)
    {
      return result
    }
    if let leftBig = left.bigInteger, let rightBig = right.bigInteger {
      return try large(arithmetic, leftBig, rightBig, limits: limits)
    }
    return .float(try floating(arithmetic, try left.double(), try right.double()))
  }

  /// How much work an operation on large integers is; 0 for small ones.
  static func cost(_ arithmetic: ArithmeticOperator, _ left: Number, _ right: Number) -> Int {
    func limbCount(_ number: Number) -> Int {
      if case .big(let big) = number { return big.limbs.count }
      return 1
    }
    if arithmetic == .power, case .int(let exponent) = right, (1000...1_000_000).contains(exponent) {
      let count = limbCount(left) * exponent / 32
      return count * count
    }
    let product = limbCount(left) * limbCount(right)
    return product == 1 ? 0 : product
  }

  /// Integers whose result fits; nil where it doesn't, or where the operator needs large ones.
  private static func small(
    _ arithmetic: ArithmeticOperator, _ left: Int, _ right: Int
  ) throws(TemplateError) -> Value? {
    let (result, overflows): (Int, Bool)
    switch arithmetic {
    case .add: (result, overflows) = left.addingReportingOverflow(right)
    case .subtract: (result, overflows) = left.subtractingReportingOverflow(right)
    case .multiply: (result, overflows) = left.multipliedReportingOverflow(by: right)
    case .floorDivide:
      guard right != 0 else { throw TemplateError(.zeroDivision, "integer division or modulo by zero") }
      guard left != .min || right != -1 else { return nil }
      let quotient = left / right
      (result, overflows) = (left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient, false)
    case .modulo:
      guard right != 0 else { throw TemplateError(.zeroDivision, "integer modulo by zero") }
      guard right != -1 else { return .int(0) }
      let remainder = left % right
      (result, overflows) = (remainder != 0 && (remainder < 0) != (right < 0) ? remainder + right : remainder, false)
    case .divide:
      guard right != 0 else { throw TemplateError(.zeroDivision, "division by zero") }
      guard left.magnitude <= 1 << 53, right.magnitude <= 1 << 53 else { return nil }
      return .float(Double(left) / Double(right))
    case .power: return nil
    }
    return overflows ? nil : .int(result)
  }

  private static func large(
    _ arithmetic: ArithmeticOperator, _ left: BigInteger, _ right: BigInteger, limits: Limits
  ) throws(TemplateError) -> Value {
    switch arithmetic {
    case .add: return Value(left + right)
    case .subtract: return Value(left - right)
    case .multiply:
      try check(bitCount: left.bitWidth + right.bitWidth, limits)
      return Value(left * right)
    case .divide:
      guard !right.isZero else { throw TemplateError(.zeroDivision, "division by zero") }
      guard let quotient = left.divided(by: right) else {
        throw .overflow("integer division result too large for a float")
      }
      return .float(quotient)
    case .floorDivide:
      guard !right.isZero else { throw TemplateError(.zeroDivision, "integer division or modulo by zero") }
      return Value(left.flooredQuotientAndRemainder(dividingBy: right).quotient)
    case .modulo:
      guard !right.isZero else { throw TemplateError(.zeroDivision, "integer modulo by zero") }
      return Value(left.flooredQuotientAndRemainder(dividingBy: right).remainder)
    case .power: return try power(left, right, limits: limits)
    }
  }

  private static func check(bitCount: Int, _ limits: Limits) throws(TemplateError) {
    guard bitCount <= limits.integerBitCount else {
      throw .limit("integer of more than \(limits.integerBitCount) bits")
    }
  }

  private static func power(
    _ left: BigInteger, _ right: BigInteger, limits: Limits
  ) throws(TemplateError) -> Value {
    if right.isNegative {
      if left.isZero { throw TemplateError(.zeroDivision, "0.0 cannot be raised to a negative power") }
      return .float(
        try floating(.power, try Number.big(left).double(), try Number.big(right).double()))
    }
    if left.magnitude.limbs == [1] || left.isZero {
      guard !right.isZero else { return .int(1) }
      let isOdd = right.limbs[0] & 1 == 1
      return Value(left.isNegative && !isOdd ? left.negated : left)
    }
    guard let exponent = right.int, exponent <= limits.integerBitCount else {
      throw .limit("integer of more than \(limits.integerBitCount) bits")
    }
    try check(bitCount: (left.bitWidth - 1) * exponent, limits)
    return Value(left.raised(to: exponent))
  }

  private static func floating(
    _ arithmetic: ArithmeticOperator, _ left: Double, _ right: Double
  ) throws(TemplateError) -> Double {
    switch arithmetic {
    case .add: return left + right
    case .subtract: return left - right
    case .multiply: return left * right
    case .divide:
      guard right != 0 else { throw TemplateError(.zeroDivision, "float division by zero") }
      return left / right
    case .floorDivide:
      guard right != 0 else { throw TemplateError(.zeroDivision, "float floor division by zero") }
      return flooredQuotientAndRemainder(left, right).quotient
    case .modulo:
      guard right != 0 else { throw TemplateError(.zeroDivision, "float modulo") }
      return flooredQuotientAndRemainder(left, right).remainder
    case .power: return try power(left, right)
    }
  }

  private static func power(_ left: Double, _ right: Double) throws(TemplateError) -> Double {
    if left == 0, right < 0 { throw TemplateError(.zeroDivision, "0.0 cannot be raised to a negative power") }
    if left < 0, left.isFinite, right.isFinite, right != right.rounded() {
      throw .value("the power of a negative number to a fraction is complex, which templates can't use")
    }
    let result = pow(left, right)
    if result.isInfinite, left.isFinite, right.isFinite { throw .overflow("(34, 'Numerical result out of range')") }
    return result
  }

  /// As CPython's `float.__divmod__`.
  private static func flooredQuotientAndRemainder(
    _ left: Double, _ right: Double
  ) -> (quotient: Double, remainder: Double) {
    var remainder = left.truncatingRemainder(dividingBy: right)
    var quotient = (left - remainder) / right
    if remainder != 0 {
      if (right < 0) != (remainder < 0) {
        remainder += right
        quotient -= 1
      }
    } else {
      remainder = Double(signOf: right, magnitudeOf: 0)
    }
    guard quotient != 0 else { return (Double(signOf: left / right, magnitudeOf: 0), remainder) }
    let floored = quotient.rounded(.down)
    return (quotient - floored > 0.5 ? floored + 1 : floored, remainder)
  }
}
