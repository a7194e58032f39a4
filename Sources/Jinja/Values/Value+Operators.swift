extension Value {
  /// Applies `+`, `-` and their like as Python does.
  func apply(
    _ arithmetic: ArithmeticOperator, _ other: Value, in call: CallContext
  ) throws(TemplateError) -> Value {
    if let left = Number(self), let right = Number(other) {
      try call.renderer.charge(byteCount: Arithmetic.cost(arithmetic, left, right))
      return try Arithmetic.apply(arithmetic, left, right, limits: call.renderer.limits)
    }
    if arithmetic == .modulo, case .string(let format) = self {
      return .string(try PercentFormat.apply(format, to: other, in: call))
    }
    if case .undefined(let undefined) = self { throw undefined.failure }
    if case .undefined(let undefined) = other { throw undefined.failure }
    switch arithmetic {
    case .add: return try concatenated(with: other, in: call)
    case .multiply:
      if let result = try repeated(other, in: call) { return result }
      if let result = try other.repeated(self, in: call) { return result }
      for (text, count) in [(self, other), (other, self)] {
        if case .string(let text) = text, text.isSafe { _ = try count.requireIndex() }
      }
      if isSequence { throw .type("can't multiply sequence by non-int of type '\(other.typeName)'") }
      if other.isSequence { throw .type("can't multiply sequence by non-int of type '\(typeName)'") }
    default: break
    }
    throw unsupported(arithmetic, other)
  }

  private func unsupported(_ arithmetic: ArithmeticOperator, _ other: Value) -> TemplateError {
    .type("unsupported operand type(s) for \(arithmetic.rawValue): '\(typeName)' and '\(other.typeName)'")
  }

  private var isEmptySequence: Bool {
    switch self {
    case .string(let text): text.isEmpty
    case .list(let list): list.items.isEmpty
    case .tuple(let tuple): tuple.items.isEmpty
    case .bytes(let bytes): bytes.bytes.isEmpty
    default: false
    }
  }

  private var isSequence: Bool {
    switch self {
    case .string, .list, .tuple, .bytes: true
    default: false
    }
  }

  private func concatenated(with other: Value, in call: CallContext) throws(TemplateError) -> Value {
    switch (self, other) {
    case (.string(let left), .string(let right)):
      try call.renderer.check(size: left.bytes.count + right.bytes.count)
      guard left.isSafe || right.isSafe else { return .string(left + right) }
      return .string(HTML.escape(left) + HTML.escape(right))
    case (.list(let left), .list(let right)):
      try call.renderer.check(size: left.items.count + right.items.count)
      return .list(ListValue(left.items + right.items))
    case (.tuple(let left), .tuple(let right)):
      try call.renderer.check(size: left.items.count + right.items.count)
      return .tuple(TupleValue(left.items + right.items))
    case (.bytes(let left), .bytes(let right)):
      try call.renderer.check(size: left.bytes.count + right.bytes.count)
      return .bytes(BytesValue(left.bytes + right.bytes))
    case (.string(let left), _) where !left.isSafe && !other.hasHTML,
      (.string(let left), .none) where !left.isSafe:
      throw .type("can only concatenate str (not \"\(other.typeName)\") to str")
    case (.list, _), (.tuple, _):
      throw .type("can only concatenate \(typeName) (not \"\(other.typeName)\") to \(typeName)")
    default: throw unsupported(.add, other)
    }
  }

  /// A sequence times an integer; nil if it isn't that.
  private func repeated(_ count: Value, in call: CallContext) throws(TemplateError) -> Value? {
    guard isSequence else { return nil }
    if case .big(let big) = count {
      guard big.isNegative else { throw .overflow("cannot fit 'int' into an index-sized integer") }
    }
    guard let times = count.index ?? (Number(count)?.bigInteger == nil ? nil : 0) else { return nil }
    // Nothing, however often, is nothing: it must not be joined that often.
    let repetitions = isEmptySequence ? 0 : Swift.max(0, times)
    switch self {
    case .string(let text):
      try call.renderer.check(size: text.bytes.count, times: repetitions)
      let bytes = Array(repeatElement(text.bytes, count: repetitions).joined())
      return .string(Text(bytes: bytes, isASCII: text.isASCII || bytes.isEmpty, isSafe: text.isSafe))
    case .list(let list):
      try call.renderer.check(size: list.items.count, times: repetitions)
      return .list(ListValue(Array(repeatElement(list.items, count: repetitions).joined())))
    case .tuple(let tuple):
      try call.renderer.check(size: tuple.items.count, times: repetitions)
      return .tuple(TupleValue(Array(repeatElement(tuple.items, count: repetitions).joined())))
    case .bytes(let bytes):
      try call.renderer.check(size: bytes.bytes.count, times: repetitions)
      return .bytes(BytesValue(Array(repeatElement(bytes.bytes, count: repetitions).joined())))
    default: return nil
    }
  }

  func negated() throws(TemplateError) -> Value {
    switch self {
    case .int(let int): return int == .min ? Value(BigInteger(int).negated) : .int(-int)
    case .bool(let bool): return .int(bool ? -1 : 0)
    case .float(let float): return .float(-float)
    case .big(let big): return Value(big.negated)
    case .undefined(let undefined): throw undefined.failure
    default: throw .type("bad operand type for unary -: '\(typeName)'")
    }
  }

  func plus() throws(TemplateError) -> Value {
    switch self {
    case .int, .float, .big: return self
    case .bool(let bool): return .int(bool ? 1 : 0)
    case .undefined(let undefined): throw undefined.failure
    default: throw .type("bad operand type for unary +: '\(typeName)'")
    }
  }

  /// The `~` operator: everything as text, escaped where one of the parts is safe and `escapes` is set.
  static func joined(_ values: [Value], escapes: Bool, in call: CallContext) throws(TemplateError) -> Value {
    if escapes, values.contains(where: \.hasHTML) {
      var bytes: [UInt8] = []
      for value in values { bytes += try HTML.escape(value).bytes }
      try call.renderer.check(size: bytes.count)
      return Value(safe: bytes)
    }
    var bytes: [UInt8] = []
    var isASCII = true
    for value in values {
      let text = try value.str()
      bytes += text.bytes
      isASCII = isASCII && text.isASCII
    }
    try call.renderer.check(size: bytes.count)
    return .string(Text(bytes: bytes, isASCII: isASCII, isSafe: false))
  }
}
