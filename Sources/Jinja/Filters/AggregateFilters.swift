extension Filters {
  static let aggregates: [Text: FilterFunction] = [
    "sort": make("do_sort", ["reverse=", "case_sensitive=", "attribute="], hidden: 2, sort),
    "groupby": make("do_groupby", ["attribute", "default=", "case_sensitive="], hidden: 2, groupBy),
    "min": make("do_min", ["case_sensitive=", "attribute="], hidden: 2) { (value, bound, call) throws(TemplateError) in
      try extreme(value, bound, .less, call)
    },
    "max": make("do_max", ["case_sensitive=", "attribute="], hidden: 2) { (value, bound, call) throws(TemplateError) in
      try extreme(value, bound, .greater, call)
    },
    "sum": make("do_sum", ["attribute=", "start="], hidden: 2) { (value, bound, call) throws(TemplateError) in
      var total = bound[1] ?? .int(0)
      if case .string = total { throw .type("sum() can't sum strings [use ''.join(seq) instead]") }
      let path = AttributePath(bound.value(0))
      var iteration = try value.makeIteration()
      while let item = try iteration.next() {
        try call.renderer.step()
        total = try total.apply(.add, try path.value(of: item, in: call), in: call)
      }
      return total
    },
  ]

  /// Items in order; an iterable that isn't one is an error, as is a strict undefined value.
  private static func list(_ value: Value, _ call: CallContext) throws(TemplateError) -> [Value] {
    _ = try value.makeIteration()
    return try value.items(in: call)
  }

  private static let sort: Body = { (value, bound, call) throws(TemplateError) in
    let ignoresCase = try !bound.bool(1)
    let paths: [AttributePath]
    if case .string(let text) = bound.value(2) {
      paths = TextSearch.split(text.bytes, by: [UInt8(ascii: ",")], limit: -1).map {
        AttributePath(.string(Text($0)), ignoresCase: ignoresCase)
      }
    } else {
      paths = [AttributePath(bound.value(2), ignoresCase: ignoresCase)]
    }
    var pairs: [(key: Value, item: Value)] = []
    for item in try list(value, call) {
      var key: [Value] = []
      for path in paths { key.append(try path.value(of: item, in: call)) }
      pairs.append((Value(list: key), item))
    }
    return Value(list: try Methods.sortedPairs(pairs, isReversed: try bound.bool(0), in: call))
  }

  private static func extreme(
    _ value: Value, _ bound: Bound, _ comparison: ComparisonOperator, _ call: CallContext
  ) throws(TemplateError) -> Value {
    let path = AttributePath(bound.value(1), ignoresCase: try !bound.bool(0))
    var iteration = try value.makeIteration()
    guard var best = try iteration.next() else {
      return call.undefined(message: "No aggregated item, sequence was empty.")
    }
    var bestKey = try path.value(of: best, in: call)
    while let item = try iteration.next() {
      try call.renderer.step()
      let key = try path.value(of: item, in: call)
      if try key.compare(comparison, bestKey) { (best, bestKey) = (item, key) }
    }
    return best
  }

  private static let groupBy: Body = { (value, bound, call) throws(TemplateError) in
    let isCaseSensitive = try bound.bool(2)
    let path = AttributePath(bound.value(0), standard: bound[1], ignoresCase: !isCaseSensitive)
    let shownPath = AttributePath(bound.value(0), standard: bound[1])
    var pairs: [(key: Value, item: Value)] = []
    for item in try list(value, call) { pairs.append((try path.value(of: item, in: call), item)) }
    let items = try Methods.sortedPairs(pairs, isReversed: false, in: call)
    var groups: [(key: Value, items: [Value])] = []
    for item in items {
      let key = try path.value(of: item, in: call)
      if let last = groups.last, try last.key.isEqual(to: key) {
        groups[groups.count - 1].items.append(item)
      } else {
        groups.append((key, [item]))
      }
    }
    var result: [Value] = []
    for group in groups {
      let key = isCaseSensitive ? group.key : try shownPath.value(of: group.items[0], in: call)
      result.append(.tuple(TupleValue([key, Value(list: group.items)], fieldNames: ["grouper", "list"])))
    }
    return Value(list: result)
  }
}
