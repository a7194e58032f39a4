/// A walk over a value's items, as Python's iterators do it: changes of a list during the walk are seen.
struct Iteration {
  enum Source {
    case list(ListValue)
    case items([Value])
    case range(RangeValue)
    case text(Text)
    case view(DictView)
    case iterator(ValueIterator)
  }

  let source: Source
  private var position = 0
  /// A dictionary's count at the start, since it may not change.
  private let expectedCount: Int

  init(_ source: Source) {
    self.source = source
    if case .view(let view) = source { expectedCount = view.dict.count } else { expectedCount = 0 }
  }

  mutating func next() throws(TemplateError) -> Value? {
    switch source {
    case .list(let list):
      guard position < list.items.count else { return nil }
      defer { position += 1 }
      return list.items[position]
    case .items(let items):
      guard position < items.count else { return nil }
      defer { position += 1 }
      return items[position]
    case .range(let range):
      guard position < range.count else { return nil }
      defer { position += 1 }
      return range.item(at: position)
    case .text(let text):
      guard position < text.bytes.count else { return nil }
      let length = utf8Length(of: text.bytes[position])
      let bytes = Array(text.bytes[position..<min(position + length, text.bytes.count)])
      position += length
      // Iterating over a Markup gives plain strings.
      return .string(Text(bytes: bytes, isASCII: length == 1, isSafe: false))
    case .view(let view):
      guard view.dict.count == expectedCount else {
        throw TemplateError(.runtimeError, "dictionary changed size during iteration")
      }
      while position < view.dict.entries.count {
        defer { position += 1 }
        if let entry = view.dict.entries[position] { return view.item(of: entry) }
      }
      return nil
    case .iterator(let iterator): return try iterator.next()
    }
  }

  /// The number of items, if it is known without taking them.
  var count: Int? {
    switch source {
    case .list(let list): list.items.count
    case .items(let items): items.count
    case .range(let range): range.count
    case .text(let text): text.count
    case .view(let view): view.dict.count
    case .iterator: nil
    }
  }
}

/// Python's generators and iterators: items come once, one at a time.
public final class ValueIterator {
  let typeName: String
  /// How many iterators feed one another: too many would use up the stack.
  let depth: Int
  private var advance: (() throws(TemplateError) -> Value?)?

  init(
    _ typeName: String, over source: Value, _ advance: @escaping () throws(TemplateError) -> Value?
  ) throws(TemplateError) {
    self.typeName = typeName
    if case .iterator(let iterator) = source { depth = iterator.depth + 1 } else { depth = 0 }
    guard depth < 200 else { throw .tooDeep }
    self.advance = advance
  }

  func next() throws(TemplateError) -> Value? {
    guard let current = advance else { return nil }
    if let value = try current() { return value }
    advance = nil
    return nil
  }
}

extension Value {
  var isIterable: Bool {
    switch self {
    case .undefined, .string, .list, .tuple, .dict, .range, .iterator, .view, .bytes: true
    default: false
    }
  }

  func makeIteration() throws(TemplateError) -> Iteration {
    switch self {
    case .undefined(let undefined):
      try undefined.checkLenient()
      return Iteration(.items([]))
    case .string(let text): return Iteration(.text(text))
    case .list(let list): return Iteration(.list(list))
    case .tuple(let tuple): return Iteration(.items(tuple.items))
    case .dict(let dict): return Iteration(.view(DictView(dict, .keys)))
    case .range(let range): return Iteration(.range(range))
    case .iterator(let iterator): return Iteration(.iterator(iterator))
    case .view(let view): return Iteration(.view(view))
    case .bytes(let bytes): return Iteration(.items(bytes.bytes.map { .int(Int($0)) }))
    default: throw .type("'\(typeName)' object is not iterable")
    }
  }

  /// Python's `list(x)`; every item is a step.
  func items(in call: CallContext) throws(TemplateError) -> [Value] {
    switch self {
    case .list(let list): return list.items
    case .tuple(let tuple): return tuple.items
    case .view(let view): return view.items
    case .dict(let dict): return dict.keys
    default:
      var iteration = try makeIteration()
      var items: [Value] = []
      while let item = try iteration.next() {
        try call.renderer.step()
        items.append(item)
      }
      return items
    }
  }
}
