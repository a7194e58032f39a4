/// A comparison operator of a template.
enum ComparisonOperator: String, Sendable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case `in` = "in"
  case notIn = "not in"
}

extension Value {
  /// Compares by any of the operators.
  func compare(_ comparison: ComparisonOperator, _ other: Value) throws(TemplateError) -> Bool {
    switch comparison {
    case .equal: try isEqual(to: other)
    case .notEqual: try !isEqual(to: other)
    case .in: try other.contains(self)
    case .notIn: try !other.contains(self)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: try isOrdered(comparison, other, depth: 0)
    }
  }

  /// Python's `==`.
  public func isEqual(to other: Value) throws(TemplateError) -> Bool {
    try isEqual(to: other, depth: 0)
  }

  /// Python's `is` or `==`: how containers look for an item.
  func isSame(as other: Value) throws(TemplateError) -> Bool {
    if isIdentical(to: other) { return true }
    return try isEqual(to: other)
  }

  private func isEqual(to other: Value, depth: Int) throws(TemplateError) -> Bool {
    switch (self, other) {
    case (.string(let left), .string(let right)): return left == right
    case (.int(let left), .int(let right)): return left == right
    case (.none, .none): return true
    case (.undefined(let left), _):
      try left.checkLenient()
      guard case .undefined(let right) = other else { return false }
      try right.checkLenient()
      return left.behaviour == right.behaviour
    case (_, .undefined(let right)):
      try right.checkLenient()
      return false
    case (.list(let left), .list(let right)):
      return try Value.areEqual(left.items, right.items, depth: depth)
    case (.tuple(let left), .tuple(let right)):
      return try Value.areEqual(left.items, right.items, depth: depth)
    case (.dict(let left), .dict(let right)): return try Value.areEqual(left, right, depth: depth)
    case (.range(let left), .range(let right)):
      guard left.count == right.count else { return false }
      return left.count == 0 || (left.start == right.start && (left.count == 1 || left.step == right.step))
    case (.view(let left), .view(let right)) where left.part != .values && right.part != .values:
      guard left.dict.count == right.dict.count else { return false }
      for item in left.items where try !other.contains(item) { return false }
      return true
    case (.bytes(let left), .bytes(let right)): return left.bytes == right.bytes
    case (.type(let left), .type(let right)): return left.name == right.name
    default:
      if let left = Number(self), let right = Number(other) { return left.isEqual(to: right) }
      return isIdentical(to: other)
    }
  }

  private static func areEqual(_ left: [Value], _ right: [Value], depth: Int) throws(TemplateError) -> Bool {
    guard left.count == right.count else { return false }
    guard depth < 200 else { throw .tooDeep }
    let meter = WorkMeter.forWalk()
    for index in left.indices {
      try meter.step()
      if left[index].isIdentical(to: right[index]) { continue }
      guard try left[index].isEqual(to: right[index], depth: depth + 1) else { return false }
    }
    return true
  }

  private static func areEqual(_ left: DictValue, _ right: DictValue, depth: Int) throws(TemplateError) -> Bool {
    guard left.count == right.count else { return false }
    guard depth < 200 else { throw .tooDeep }
    let meter = WorkMeter.forWalk()
    for (key, value) in left.members {
      try meter.step()
      guard let other = try right.value(for: key) else { return false }
      if value.isIdentical(to: other) { continue }
      guard try value.isEqual(to: other, depth: depth + 1) else { return false }
    }
    return true
  }

  /// Python's `<`.
  func isLess(than other: Value) throws(TemplateError) -> Bool {
    try isOrdered(.less, other, depth: 0)
  }

  private func isOrdered(
    _ comparison: ComparisonOperator, _ other: Value, depth: Int
  ) throws(TemplateError) -> Bool {
    if case .undefined(let undefined) = self { throw undefined.failure }
    if case .undefined(let undefined) = other { throw undefined.failure }
    switch (self, other) {
    case (.string(let left), .string(let right)): return Value.isOrdered(comparison, left, right)
    case (.list(let left), .list(let right)):
      return try Value.isOrdered(comparison, left.items, right.items, depth: depth)
    case (.tuple(let left), .tuple(let right)):
      return try Value.isOrdered(comparison, left.items, right.items, depth: depth)
    default:
      if let left = Number(self), let right = Number(other) { return left.isOrdered(comparison, right) }
      throw .type(
        "'\(comparison.rawValue)' not supported between instances of '\(typeName)' and '\(other.typeName)'")
    }
  }

  private static func isOrdered(
    _ comparison: ComparisonOperator, _ left: [Value], _ right: [Value], depth: Int
  ) throws(TemplateError) -> Bool {
    guard depth < 200 else { throw .tooDeep }
    let meter = WorkMeter.forWalk()
    for (leftItem, rightItem) in zip(left, right) {
      try meter.step()
      if leftItem.isIdentical(to: rightItem) { continue }
      if try !leftItem.isEqual(to: rightItem, depth: depth + 1) {
        return try leftItem.isOrdered(comparison, rightItem, depth: depth + 1)
      }
    }
    return isOrdered(comparison, left.count, right.count)
  }

  static func isOrdered<Operand: Comparable>(
    _ comparison: ComparisonOperator, _ left: Operand, _ right: Operand
  ) -> Bool {
    switch comparison {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    default: left == right
    }
  }

  /// Python's `item in self`.
  func contains(_ item: Value) throws(TemplateError) -> Bool {
    switch self {
    case .undefined(let undefined):
      try undefined.checkLenient()
      return false
    case .string(let text):
      guard case .string(let part) = item else {
        throw .type("'in <string>' requires string as left operand, not \(item.typeName)")
      }
      return TextSearch.find(part.bytes, in: text.bytes[...]) != nil
    case .dict(let dict): return try dict.value(for: item) != nil
    case .view(let view) where view.part == .keys: return try view.dict.value(for: item) != nil
    case .range(let range):
      switch item {
      case .int(let int): return range.index(of: int) != nil
      case .bool(let bool): return range.index(of: bool ? 1 : 0) != nil
      case .float(let float): return Int(exactly: float).flatMap(range.index(of:)) != nil
      default: return false
      }
    default:
      guard isIterable else { throw .type("argument of type '\(typeName)' is not iterable") }
      let meter = WorkMeter.forWalk()
      var iteration = try makeIteration()
      while let candidate = try iteration.next() {
        try meter.step()
        if try candidate.isSame(as: item) { return true }
      }
      return false
    }
  }
}

/// Sorts as Python does: stable, by `<` alone.
func sorted<Element>(
  _ elements: [Element], by isLess: (Element, Element) throws(TemplateError) -> Bool
) throws(TemplateError) -> [Element] {
  guard elements.count > 1 else { return elements }
  var source = elements
  var width = 1
  while width < source.count {
    var merged: [Element] = []
    merged.reserveCapacity(source.count)
    var start = 0
    while start < source.count {
      var (left, right) = (start, min(start + width, source.count))
      let (leftEnd, rightEnd) = (right, min(start + 2 * width, source.count))
      while left < leftEnd, right < rightEnd {
        if try isLess(source[right], source[left]) {
          merged.append(source[right])
          right += 1
        } else {
          merged.append(source[left])
          left += 1
        }
      }
      merged += source[left..<leftEnd]
      merged += source[right..<rightEnd]
      start += 2 * width
    }
    source = merged
    width *= 2
  }
  return source
}
