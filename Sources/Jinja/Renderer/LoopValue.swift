/// What `loop` is in a `for`.
public final class LoopValue {
  private var iteration: Iteration
  private let call: CallContext
  /// The loop that `loop(…)` runs again, with the frame around it; nil if it isn't recursive.
  let recursion: (code: LoopCode, frame: Frame)?
  let depth0: Int
  private(set) var index0 = -1
  private var current: Value?
  private var before: Value?
  /// The next item, if it was looked at before its turn; the inner nil is the end.
  private var after: Value??
  private var knownLength: Int?
  private var lastChanged: [Value]?

  init(_ iteration: Iteration, depth0: Int, recursion: (code: LoopCode, frame: Frame)?, in call: CallContext) {
    self.iteration = iteration
    self.depth0 = depth0
    self.recursion = recursion
    self.call = call
  }

  var index: Int { index0 + 1 }

  func next() throws(TemplateError) -> Value? {
    let item: Value?
    if let after, let waiting = after {
      item = waiting
      self.after = nil
    } else {
      item = try iteration.next()
    }
    guard let item else { return nil }
    index0 += 1
    before = current
    current = item
    return item
  }

  private func peek() throws(TemplateError) -> Value? {
    if let after, after != nil { return after }
    let next = try iteration.next()
    after = .some(next)
    return next
  }

  /// The number of items; an iterator is read to its end for it.
  func length() throws(TemplateError) -> Int {
    if let knownLength { return knownLength }
    if let count = iteration.count {
      knownLength = count
      return count
    }
    var rest: [Value] = []
    while let item = try iteration.next() {
      try call.renderer.step()
      rest.append(item)
    }
    var length = rest.count + index
    if let after, after != nil { length += 1 }
    iteration = Iteration(.items(rest))
    knownLength = length
    return length
  }

  func changed(_ values: [Value]) throws(TemplateError) -> Bool {
    if let lastChanged, try Value.tuple(TupleValue(lastChanged)).isEqual(to: .tuple(TupleValue(values))) {
      return false
    }
    lastChanged = values
    return true
  }

  func attribute(_ name: Text) throws(TemplateError) -> Value? {
    switch name {
    case "index": return .int(index)
    case "index0": return .int(index0)
    case "first": return .bool(index0 == 0)
    case "last": return .bool(try peek() == nil)
    case "length": return .int(try length())
    case "revindex": return .int(try length() - index0)
    case "revindex0": return .int(try length() - index)
    case "depth": return .int(depth0 + 1)
    case "depth0": return .int(depth0)
    case "previtem":
      if index0 == 0 { return call.undefined(message: "there is no previous item") }
      return before
    case "nextitem":
      return try peek() ?? call.undefined(message: "there is no next item")
    default: return nil
    }
  }
}
