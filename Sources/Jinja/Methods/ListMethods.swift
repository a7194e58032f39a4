extension Methods {
  private static func onList(
    _ name: String, _ parameters: [String] = [],
    _ body: @escaping @Sendable (ListValue, Bound, CallContext) throws(TemplateError) -> Value
  ) -> (Text, Method) {
    let signature = Signature(name, owner: "list.", parameters, allowsKeywords: false)
    return (
      Text(name),
      Method(signature) { (value, bound, call) throws(TemplateError) in
        guard case .list(let list) = value else { return .none }
        return try body(list, bound, call)
      }
    )
  }

  static let list = Dictionary(
    uniqueKeysWithValues: [
      onList("append", ["object"]) { (list, bound, call) throws(TemplateError) in
        try call.renderer.check(size: list.items.count, charges: false)
        list.items.append(bound.value(0))
        return .none
      },
      onList("extend", ["iterable"]) { (list, bound, call) throws(TemplateError) in
        let items = try bound.value(0).items(in: call)
        try call.renderer.check(size: list.items.count + items.count)
        list.items += items
        return .none
      },
      onList("insert", ["index", "object"]) { (list, bound, call) throws(TemplateError) in
        let index = try bound.int(0, default: 0)
        let count = list.items.count
        try call.renderer.check(size: count)
        list.items.insert(bound.value(1), at: index < 0 ? max(0, index + count) : min(index, count))
        return .none
      },
      onList("pop", ["index="]) { (list, bound, _) throws(TemplateError) in
        let count = list.items.count
        guard count > 0 else { throw TemplateError(.indexError, "pop from empty list") }
        let index = try bound.int(0, default: -1)
        let position = index < 0 ? index + count : index
        guard (0..<count).contains(position) else { throw TemplateError(.indexError, "pop index out of range") }
        return list.items.remove(at: position)
      },
      onList("remove", ["value"]) { (list, bound, _) throws(TemplateError) in
        guard let index = try position(of: bound.value(0), in: list.items[...]) else {
          throw .value("list.remove(x): x not in list")
        }
        list.items.remove(at: index)
        return .none
      },
      onList("clear") { (list, _, _) in
        list.items = []
        return .none
      },
      onList("reverse") { (list, _, _) in
        list.items.reverse()
        return .none
      },
      onList("copy") { (list, _, _) in .list(ListValue(list.items)) },
      onList("count", ["value"]) { (list, bound, _) throws(TemplateError) in
        .int(try occurrences(of: bound.value(0), in: list.items))
      },
      onList("index", ["value", "start=", "stop="]) { (list, bound, _) throws(TemplateError) in
        try index(bound, in: list.items, message: "\(try bound.value(0).repr()) is not in list")
      },
      (
        "sort" as Text,
        Method(Signature("sort", ["key=", "reverse="])) { (value, bound, call) throws(TemplateError) in
          guard case .list(let list) = value else { return .none }
          let isReversed = try bound.bool(1)
          var pairs: [(key: Value, item: Value)] = []
          for item in list.items {
            let key = bound.value(0).isNone ? item : try call.renderer.call(bound.value(0), Arguments([item]), in: call)
            pairs.append((key, item))
          }
          list.items = try sortedPairs(pairs, isReversed: isReversed, in: call)
          return .none
        }
      ),
    ])

  /// Sorts by keys, stable in both directions.
  static func sortedPairs(
    _ pairs: [(key: Value, item: Value)], isReversed: Bool, in call: CallContext
  ) throws(TemplateError) -> [Value] {
    try call.renderer.check(size: pairs.count)
    let source = isReversed ? pairs.reversed() : pairs
    let result = try sorted(source) { (left, right) throws(TemplateError) in
      try left.key.isLess(than: right.key)
    }
    return isReversed ? result.reversed().map(\.item) : result.map(\.item)
  }

  static let tuple: [Text: Method] = [
    "count": Method(Signature("count", ["value"], allowsKeywords: false)) { (value, bound, _) throws(TemplateError) in
      guard case .tuple(let tuple) = value else { return .none }
      return .int(try occurrences(of: bound.value(0), in: tuple.items))
    },
    "index": Method(Signature("index", ["value", "start=", "stop="], allowsKeywords: false)) {
      (value, bound, _) throws(TemplateError) in
      guard case .tuple(let tuple) = value else { return .none }
      return try index(bound, in: tuple.items, message: "tuple.index(x): x not in tuple")
    },
  ]

  private static func occurrences(of value: Value, in items: [Value]) throws(TemplateError) -> Int {
    var count = 0
    try WorkMeter.forWalk().steps(items.count)
    for item in items where try item.isSame(as: value) { count += 1 }
    return count
  }

  private static func position(of value: Value, in items: ArraySlice<Value>) throws(TemplateError) -> Int? {
    try WorkMeter.forWalk().steps(items.count)
    for (index, item) in zip(items.indices, items) where try item.isSame(as: value) { return index }
    return nil
  }

  private static func index(_ bound: Bound, in items: [Value], message: String) throws(TemplateError) -> Value {
    func clamped(_ value: Int) -> Int { min(max(value < 0 ? value + items.count : value, 0), items.count) }
    let start = clamped(try bound.int(1, default: 0))
    let stop = clamped(try bound.int(2, default: items.count))
    guard start < stop, let index = try position(of: bound.value(0), in: items[start..<stop]) else {
      throw .value(message)
    }
    return .int(index)
  }
}
