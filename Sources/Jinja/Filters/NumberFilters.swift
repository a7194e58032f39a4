extension Filters {
  static let numbers: [Text: FilterFunction] = [
    "abs": make("abs") { (value, _, _) throws(TemplateError) in
      switch Number(value) {
      case .int(let int): return int < 0 ? try Value.int(int).negated() : .int(int)
      case .big(let big): return Value(big.magnitude)
      case .float(let float): return .float(float.magnitude)
      case nil:
        throw .type("bad operand type for abs(): '\(value.typeName)'")
      }
    },
    "int": make("do_int", ["default=", "base="]) { (value, bound, _) throws(TemplateError) in
      let base = try bound.int(1, default: 10)
      if let result = try integer(value, base: base) { return result }
      guard let float = try? Filters.float(value), float.isFinite else { return bound[0] ?? .int(0) }
      return Value(BigInteger(truncating: float))
    },
    "float": make("do_float", ["default="]) { (value, bound, _) throws(TemplateError) in
      do throws(TemplateError) {
        return .float(try float(value))
      } catch  where error.exception == .typeError || error.exception == .valueError {
        return bound[0] ?? .float(0)
      }
    },
    "round": make("do_round", ["precision=", "method="], round),
  ]

  /// Python's `int(value, base)` for text and `int(value)` for the rest; nil where `int(float(value))` is tried next.
  private static func integer(_ value: Value, base: Int) throws(TemplateError) -> Value? {
    switch value {
    case .string(let text):
      do throws(TemplateError) {
        return try NumberText.integer(text, base: base).map { Value($0) }
      } catch  where error.exception == .valueError {
        return nil
      }
    case .int, .big: return value
    case .bool(let bool): return .int(bool ? 1 : 0)
    case .float(let float):
      if float.isInfinite { throw .overflow("cannot convert float infinity to integer") }
      return float.isNaN ? nil : Value(BigInteger(truncating: float))
    case .undefined(let undefined): throw undefined.failure
    default: return nil
    }
  }

  /// Python's `float(value)`.
  static func float(_ value: Value) throws(TemplateError) -> Double {
    if let number = Number(value) { return try number.double() }
    switch value {
    case .string(let text):
      guard let float = NumberText.float(text) else {
        throw .value("could not convert string to float: \(text.quoted)")
      }
      return float
    case .undefined(let undefined): throw undefined.failure
    default: throw .type("float() argument must be a string or a real number, not '\(value.typeName)'")
    }
  }

  private static let round: Body = { (value, bound, call) throws(TemplateError) in
    let method = try (bound[1] ?? "common").str()
    guard ["common", "ceil", "floor"].contains(method.string) else {
      throw .argument("method must be common, ceil or floor")
    }
    let precision = bound[0] ?? .int(0)
    if method != "common" {
      let factor = try Value.int(10).apply(.power, precision, in: call)
      let scaled = try value.apply(.multiply, factor, in: call)
      return try whole(scaled, roundsUp: method == "ceil").apply(.divide, factor, in: call)
    }
    guard let number = Number(value) else {
      throw .type("type \(value.typeName) doesn't define __round__ method")
    }
    let places = precision.isNone ? nil : try precision.requireIndex()
    if case .float(let float) = number {
      guard let places else {
        guard float.isFinite else {
          throw float.isNaN
            ? .value("cannot convert float NaN to integer") : .overflow("cannot convert float infinity to integer")
        }
        return Value(BigInteger(truncating: float.rounded(.toNearestOrEven)))
      }
      return .float(FloatText.rounded(float, places: places))
    }
    guard let places, places < 0, let integer = number.bigInteger else { return try value.plus() }
    // More places than digits: the result is 0.
    guard places >= -(integer.bitWidth + 1) else { return .int(0) }
    return roundedInteger(integer, to: -places)
  }

  /// `math.floor` or `math.ceil`.
  private static func whole(_ value: Value, roundsUp: Bool) throws(TemplateError) -> Value {
    guard case .float(let float) = value else {
      guard Number(value) != nil else { throw .type("must be real number, not \(value.typeName)") }
      return value
    }
    guard float.isFinite else {
      throw float.isNaN
        ? .value("cannot convert float NaN to integer") : .overflow("cannot convert float infinity to integer")
    }
    return Value(BigInteger(truncating: float.rounded(roundsUp ? .up : .down)))
  }

  /// Rounds to a multiple of a power of ten, ties to even.
  private static func roundedInteger(_ integer: BigInteger, to places: Int) -> Value {
    let unit = BigInteger(10).raised(to: places)
    let (quotient, remainder) = integer.flooredQuotientAndRemainder(dividingBy: unit)
    let twice = remainder.shiftedLeft(by: 1)
    let isOdd = quotient.limbs.first.map { $0 & 1 == 1 } ?? false
    let up = twice > unit || (twice == unit && isOdd)
    return Value((up ? quotient + BigInteger(1) : quotient) * unit)
  }
}
