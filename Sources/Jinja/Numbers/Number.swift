/// A value as a number; booleans are the integers 0 and 1.
enum Number {
  case int(Int)
  case big(BigInteger)
  case float(Double)

  init?(_ value: Value) {
    switch value {
    case .int(let int): self = .int(int)
    case .bool(let bool): self = .int(bool ? 1 : 0)
    case .float(let float): self = .float(float)
    case .big(let big): self = .big(big)
    default: return nil
    }
  }

  var bigInteger: BigInteger? {
    switch self {
    case .int(let int): BigInteger(int)
    case .big(let big): big
    case .float: nil
    }
  }

  func double() throws(TemplateError) -> Double {
    switch self {
    case .int(let int): return Double(int)
    case .float(let float): return float
    case .big(let big):
      guard let double = big.double else { throw .overflow("int too large to convert to float") }
      return double
    }
  }

  func isEqual(to other: Number) -> Bool {
    switch (self, other) {
    case (.int(let left), .int(let right)): left == right
    case (.float(let left), .float(let right)): left == right
    case (.big(let left), .big(let right)): left == right
    default: isOrdered(.equal, other)
    }
  }

  /// Compares exactly, also an integer with a float.
  func isOrdered(_ comparison: ComparisonOperator, _ other: Number) -> Bool {
    switch (self, other) {
    case (.int(let left), .int(let right)): return Value.isOrdered(comparison, left, right)
    case (.float(let left), .float(let right)): return Value.isOrdered(comparison, left, right)
    case (.float(let left), _):
      guard let right = other.bigInteger, !left.isNaN else { return false }
      return Value.isOrdered(comparison, Number.order(left, right), 0)
    case (_, .float(let right)):
      guard let left = bigInteger, !right.isNaN else { return false }
      return Value.isOrdered(comparison, 0, Number.order(right, left))
    default:
      guard let left = bigInteger, let right = other.bigInteger else { return false }
      return Value.isOrdered(comparison, left, right)
    }
  }

  /// Below, at or above zero as the float is below, equal to or above the integer.
  private static func order(_ float: Double, _ integer: BigInteger) -> Int {
    if float.isInfinite { return float < 0 ? -1 : 1 }
    let whole = BigInteger(truncating: float)
    if whole != integer { return whole < integer ? -1 : 1 }
    let fraction = float - float.rounded(.towardZero)
    return fraction == 0 ? 0 : fraction < 0 ? -1 : 1
  }
}

extension Value {
  /// The value as an index or a count: an integer or a boolean.
  var index: Int? {
    switch self {
    case .int(let int): int
    case .bool(let bool): bool ? 1 : 0
    default: nil
    }
  }

  /// Returns the value as a C-sized integer argument, with Python's message if it is none.
  func requireIndex() throws(TemplateError) -> Int {
    if let index { return index }
    if case .big = self { throw .overflow("Python int too large to convert to C ssize_t") }
    throw .type("'\(typeName)' object cannot be interpreted as an integer")
  }
}
