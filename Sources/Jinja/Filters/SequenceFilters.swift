extension Filters {
  static let sequences: [Text: FilterFunction] = [
    "length": make("len", length), "count": make("len", length),
    "list": make("do_list") { (value, _, call) throws(TemplateError) in
      guard value.isIterable else { throw .type("'\(value.typeName)' object is not iterable") }
      if case .undefined(let undefined) = value { try undefined.checkLenient() }
      return .list(ListValue(try value.items(in: call)))
    },
    "items": make("do_items") { (value, _, _) throws(TemplateError) in
      if value.isUndefined { return try generator(over: value) { () throws(TemplateError) in nil } }
      guard case .dict(let dict) = value else {
        return try generator(over: value) { () throws(TemplateError) in
          throw .type("Can only get item pairs from a mapping.")
        }
      }
      var iteration = Iteration(.view(DictView(dict, .items)))
      return try generator(over: value) { () throws(TemplateError) in try iteration.next() }
    },
    "first": make("do_first", [], hidden: 2) { (value, _, call) throws(TemplateError) in
      var iteration = try value.makeIteration()
      return try iteration.next() ?? call.undefined(message: "No first item, sequence was empty.")
    },
    "last": make("do_last", [], hidden: 2) { (value, _, call) throws(TemplateError) in
      try reversed(value).last ?? call.undefined(message: "No last item, sequence was empty.")
    },
    "random": make("do_random", [], hidden: 2) { (value, _, call) throws(TemplateError) in
      let count = try value.length()
      guard count > 0 else { return call.undefined(message: "No random item, sequence was empty.") }
      return try value.item(at: .int(call.random(in: 0..<count)))
    },
    "reverse": make("do_reverse", reverse), "join": make("do_join", ["d=", "attribute="], hidden: 2, join),
    "batch": make("do_batch", ["linecount", "fill_with="], batch),
    "slice": make("do_slice", ["slices", "fill_with="], slice),
    "default": make("do_default", ["default_value=", "boolean="], standard),
    "d": make("do_default", ["default_value=", "boolean="], standard),
    "attr": make("do_attr", ["name"], hidden: 2) { (value, bound, call) throws(TemplateError) in
      guard case .string(let name) = bound.value(0) else {
        throw .type("attribute name must be string, not '\(bound.value(0).typeName)'")
      }
      return try value.attribute(name, in: call) ?? call.undefined(owner: value, name: .string(name))
    },
    "dictsort": make("do_dictsort", ["case_sensitive=", "by=", "reverse="], dictSort),
  ]

  /// Makes a generator: its items are computed when they are asked for, and only once.
  static func generator(
    over source: Value, _ next: @escaping () throws(TemplateError) -> Value?
  ) throws(TemplateError) -> Value {
    .iterator(try ValueIterator("generator", over: source, next))
  }

  private static let length: Body = { (value, _, _) throws(TemplateError) in .int(try value.length()) }

  private static let standard: Body = { (value, bound, _) throws(TemplateError) in
    if value.isUndefined { return bound[0] ?? .string(.empty) }
    if try bound.bool(1), try !value.isTrue() { return bound[0] ?? .string(.empty) }
    return value
  }

  /// The items of what Python's `reversed` takes, in their own order.
  private static func reversed(_ value: Value) throws(TemplateError) -> [Value] {
    switch value {
    case .undefined(let undefined):
      try undefined.checkLenient()
      return []
    case .list(let list): return list.items
    case .tuple(let tuple): return tuple.items
    case .dict(let dict): return dict.keys
    case .view(let view): return view.items
    case .string(let text): return text.scalars.map { .string(Text(scalars: [$0], isSafe: text.isSafe)) }
    case .range(let range):
      return range.count == 0 ? [] : [range.item(at: range.count - 1)]
    default: throw .type("'\(value.typeName)' object is not reversible")
    }
  }

  private static let reverse: Body = { (value, _, call) throws(TemplateError) in
    switch value {
    case .string(let text): return text.with(scalars: text.scalars.reversed())
    case .range(let range):
      var rest = range.count
      return .iterator(
        try ValueIterator("range_iterator", over: value) { () throws(TemplateError) in
          guard rest > 0 else { return nil }
          rest -= 1
          return range.item(at: rest)
        })
    case .iterator: return Value(list: try value.items(in: call).reversed())
    default:
      guard value.isIterable else { throw .argument("argument must be iterable") }
      var rest = try reversed(value)
      let typeName: String
      switch value {
      case .list: typeName = "list_reverseiterator"
      case .dict: typeName = "dict_reversekeyiterator"
      default: typeName = "reversed"
      }
      return .iterator(try ValueIterator(typeName, over: value) { () throws(TemplateError) in rest.popLast() })
    }
  }

  private static let join: Body = { (value, bound, call) throws(TemplateError) in
    guard value.isIterable else { throw .type("'\(value.typeName)' object is not iterable") }
    var items = try value.items(in: call)
    if case .undefined(let undefined) = value { try undefined.checkLenient() }
    if let attribute = bound[1], !attribute.isNone {
      let path = AttributePath(attribute)
      for index in items.indices { items[index] = try path.value(of: items[index], in: call) }
    }
    var separator = try (bound[0] ?? "").str()
    let escapes: Bool
    if !call.isEscaping {
      separator = separator.marked(safe: false)
      escapes = false
    } else {
      escapes = separator.isSafe || items.contains(where: \.hasHTML)
      if escapes { separator = HTML.escape(separator) }
    }
    var bytes: [UInt8] = []
    for (index, item) in items.enumerated() {
      if index > 0 { bytes += separator.bytes }
      bytes += escapes ? try HTML.escape(item).bytes : try item.str().bytes
      try call.renderer.check(size: bytes.count, charges: false)
    }
    try call.renderer.check(size: bytes.count)
    return .string(Text(bytes: bytes, isSafe: escapes))
  }

  private static let batch: Body = { (value, bound, call) throws(TemplateError) in
    let count = bound.value(0)
    let fill = bound.value(1)
    var source: Iteration?
    var isDone = false
    return try generator(over: value) { () throws(TemplateError) in
      if isDone { return nil }
      if source == nil { source = try value.makeIteration() }
      var items: [Value] = []
      while try !Value.int(items.count).isEqual(to: count) || items.isEmpty {
        guard let item = try source?.next() else {
          isDone = true
          break
        }
        try call.renderer.step()
        items.append(item)
      }
      if items.isEmpty { return nil }
      if isDone, !fill.isNone, let count = count.index, items.count < count {
        try call.renderer.check(size: count)
        items += Array(repeating: fill, count: count - items.count)
      }
      return Value(list: items)
    }
  }

  private static let slice: Body = { (value, bound, call) throws(TemplateError) in
    let fill = bound.value(1)
    var items: [Value]?
    var (offset, number) = (0, 0)
    return try generator(over: value) { () throws(TemplateError) in
      let all: [Value]
      if let items { all = items } else { all = try value.items(in: call) }
      items = all
      let sliceCount = try bound.value(0).requireIndex()
      guard sliceCount != 0 else { throw TemplateError(.zeroDivision, "integer division or modulo by zero") }
      guard number < sliceCount else { return nil }
      try call.renderer.step()
      let (size, extra) = all.count.quotientAndRemainder(dividingBy: sliceCount)
      let start = offset + number * size
      if number < extra { offset += 1 }
      let end = offset + (number + 1) * size
      var part = Array(all[start..<end])
      if !fill.isNone, number >= extra { part.append(fill) }
      number += 1
      return Value(list: part)
    }
  }

  private static let dictSort: Body = { (value, bound, call) throws(TemplateError) in
    let usesKey: Bool
    switch bound[1] ?? "key" {
    case .string("key"): usesKey = true
    case .string("value"): usesKey = false
    default: throw .argument("You can only sort by either \"key\" or \"value\"")
    }
    guard case .dict(let dict) = value else {
      if case .undefined(let undefined) = value { throw undefined.failure }
      throw .attribute("'\(value.typeName)' object has no attribute 'items'")
    }
    let isCaseSensitive = try bound.bool(0)
    let pairs = dict.members.map { member in
      let sortKey = usesKey ? member.key : member.value
      return (
        key: isCaseSensitive ? sortKey : sortKey.ignoringCase,
        item: Value.tuple(TupleValue([member.key, member.value]))
      )
    }
    return Value(list: try Methods.sortedPairs(pairs, isReversed: try bound.bool(2), in: call))
  }
}
