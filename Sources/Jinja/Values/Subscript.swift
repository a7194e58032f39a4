/// The three parts of `a[start:stop:step]`.
struct Slice {
  let start: Value
  let stop: Value
  let step: Value

  /// Returns the positions in a sequence of `count` items, in order.
  func positions(in count: Int) throws(TemplateError) -> StrideTo<Int> {
    let bounds = try bounds(in: count)
    // A longer step than the sequence leads out of it just the same.
    let step = Swift.min(Swift.max(bounds.step, -count - 1), count + 1)
    return Swift.stride(from: bounds.start, to: bounds.stop, by: step)
  }

  /// Python's `slice.indices`.
  func bounds(in count: Int) throws(TemplateError) -> (start: Int, stop: Int, step: Int) {
    let stride = try Slice.bound(step) ?? 1
    guard stride != 0 else { throw .value("slice step cannot be zero") }
    let isForward = stride > 0
    let lowest = isForward ? 0 : -1
    let highest = isForward ? count : count - 1
    func clamped(_ value: Int?, _ standard: Int) -> Int {
      guard var position = value else { return standard }
      if position < 0 { position = position < -count ? lowest : position + count }
      return Swift.min(Swift.max(position, lowest), highest)
    }
    let first = clamped(try Slice.bound(start), isForward ? 0 : count - 1)
    let end = clamped(try Slice.bound(stop), isForward ? count : -1)
    return (first, end, stride)
  }

  private static func bound(_ value: Value) throws(TemplateError) -> Int? {
    if case .none = value { return nil }
    if let index = value.index { return index }
    if case .big(let big) = value { return big.isNegative ? .min / 2 : .max / 2 }
    if case .undefined(let undefined) = value, undefined.behaviour == .strict { throw undefined.failure }
    throw .type("slice indices must be integers or None or have an __index__ method")
  }
}

extension Value {
  /// Python's `self[slice]`.
  func sliced(_ slice: Slice) throws(TemplateError) -> Value {
    switch self {
    case .undefined(let undefined):
      if undefined.behaviour == .chainable { return self }
      throw undefined.failure
    case .string(let text):
      let positions = try slice.positions(in: text.count)
      if text.isASCII {
        let bytes = positions.map { text.bytes[$0] }
        return .string(Text(bytes: bytes, isASCII: true, isSafe: text.isSafe))
      }
      let scalars = text.scalars
      return .string(Text(scalars: positions.map { scalars[$0] }, isSafe: text.isSafe))
    case .list(let list): return .list(ListValue(try slice.positions(in: list.items.count).map { list.items[$0] }))
    case .tuple(let tuple):
      return .tuple(TupleValue(try slice.positions(in: tuple.items.count).map { tuple.items[$0] }))
    case .bytes(let bytes):
      return .bytes(BytesValue(try slice.positions(in: bytes.bytes.count).map { bytes.bytes[$0] }))
    case .range(let range):
      let bounds = try slice.bounds(in: range.count)
      // Python's ranges have integers of any size; these are those of a machine.
      func scaled(_ factor: Int, from start: Int) throws(TemplateError) -> Int {
        let (product, overflowsProduct) = factor.multipliedReportingOverflow(by: range.step)
        let (sum, overflowsSum) = start.addingReportingOverflow(product)
        guard !overflowsProduct, !overflowsSum else {
          throw .overflow("Python int too large to convert to C ssize_t")
        }
        return sum
      }
      return .range(
        try RangeValue(
          start: try scaled(bounds.start, from: range.start), stop: try scaled(bounds.stop, from: range.start),
          step: try scaled(bounds.step, from: 0)))
    case .dict: throw .type("unhashable type: 'slice'")
    default: throw .type("'\(typeName)' object is not subscriptable")
    }
  }

  /// Python's `self[key]`; the errors are those that `Environment.getitem` catches.
  func item(at key: Value) throws(TemplateError) -> Value {
    switch self {
    case .dict(let dict):
      if let value = try dict.value(for: key) { return value }
      throw TemplateError(.keyError, try key.repr())
    case .list(let list): return list.items[try position(key, count: list.items.count)]
    case .tuple(let tuple): return tuple.items[try position(key, count: tuple.items.count)]
    case .range(let range): return range.item(at: try position(key, count: range.count))
    case .bytes(let bytes): return .int(Int(bytes.bytes[try position(key, count: bytes.bytes.count)]))
    case .string(let text):
      let index = try position(key, count: text.count)
      return .string(text.slice(index..<index + 1))
    case .undefined(let undefined):
      if undefined.behaviour == .chainable { return self }
      throw undefined.failure
    case .template(let template):
      guard case .string(let name) = key, let block = template.context.block(named: name, depth: 0) else {
        throw TemplateError(.keyError, try key.repr())
      }
      return .block(block)
    default: throw .type("'\(typeName)' object is not subscriptable")
    }
  }

  private func position(_ key: Value, count: Int) throws(TemplateError) -> Int {
    guard let index = key.index else {
      if case .big = key { throw TemplateError(.indexError, "cannot fit 'int' into an index-sized integer") }
      let kind = text == nil ? typeName : "string"
      throw .type("\(kind) indices must be integers or slices, not \(key.typeName)")
    }
    let position = index < 0 ? index + count : index
    guard (0..<count).contains(position) else {
      throw TemplateError(.indexError, "\(text == nil ? typeName : "string") index out of range")
    }
    return position
  }
}
