/// Python's `dict`: keeps the order in which keys came.
public final class DictValue {
  struct Entry {
    let key: Value
    var value: Value
  }

  /// In order; nil where a key was removed.
  private(set) var entries: [Entry?] = []
  private var positions: [DictKey: Int] = [:]
  /// Whether it is an `OrderedDict`, which differs only in how it is printed.
  public let isOrderedDict: Bool

  public init(isOrderedDict: Bool = false) {
    self.isOrderedDict = isOrderedDict
  }

  deinit {
    var values = removeAll()
    Teardown.release(&values)
  }

  public var count: Int { positions.count }

  /// The members in order.
  public var members: [(key: Value, value: Value)] {
    entries.compactMap { entry in entry.map { ($0.key, $0.value) } }
  }

  var keys: [Value] { entries.compactMap { $0?.key } }
  var values: [Value] { entries.compactMap { $0?.value } }

  public func value(for key: Text) -> Value? {
    positions[DictKey(text: key)].flatMap { entries[$0]?.value }
  }

  public func set(_ key: Text, _ value: Value) {
    set(DictKey(text: key), .string(key), value)
  }

  func value(for key: Value) throws(TemplateError) -> Value? {
    let position = positions[try DictKey(key)]
    try DictValue.checkLookup(of: key)
    return position.flatMap { entries[$0]?.value }
  }

  func set(_ key: Value, _ value: Value) throws(TemplateError) {
    set(try DictKey(key), key, value)
    try DictValue.checkLookup(of: key)
  }

  /// Throws where a lookup was given up, since its keys took too long to compare: a hash table can't say so itself.
  private static func checkLookup(of key: Value) throws(TemplateError) {
    if case .tuple = key { try WorkMeter.current?.check() }
  }

  private func set(_ dictKey: DictKey, _ key: Value, _ value: Value) {
    if let position = positions[dictKey] {
      entries[position]?.value = value
    } else {
      positions[dictKey] = entries.count
      entries.append(Entry(key: key, value: value))
    }
  }

  func remove(_ key: Value) throws(TemplateError) -> Value? {
    guard let position = positions.removeValue(forKey: try DictKey(key)) else { return nil }
    let value = entries[position]?.value
    entries[position] = nil
    compact()
    return value
  }

  func removeLast() -> (key: Value, value: Value)? {
    while let last = entries.popLast() {
      guard let last else { continue }
      positions[DictKey(known: last.key)] = nil
      return (last.key, last.value)
    }
    return nil
  }

  /// Removes everything and returns the values.
  @discardableResult
  func removeAll() -> [Value] {
    let values = entries.compactMap { $0?.value }
    entries = []
    positions = [:]
    return values
  }

  func copy() -> DictValue {
    let result = DictValue(isOrderedDict: isOrderedDict)
    for case .some(let entry) in entries {
      result.set(DictKey(known: entry.key), entry.key, entry.value)
    }
    return result
  }

  private func compact() {
    guard entries.count > 16, entries.count > positions.count * 2 else { return }
    entries = entries.filter { $0 != nil }
    for (position, entry) in entries.enumerated() {
      if let entry { positions[DictKey(known: entry.key)] = position }
    }
  }
}

/// A value as the key of a dictionary: equal as Python compares, so that 1, 1.0 and True are one key.
struct DictKey: Hashable {
  private let value: Value

  init(text: Text) {
    value = .string(text)
  }

  /// Throws for values that can't be hashed.
  init(_ value: Value) throws(TemplateError) {
    try DictKey.check(value, depth: 0)
    self.value = value
  }

  /// Takes what was a key already.
  init(known value: Value) {
    self.value = value
  }

  private static func check(_ value: Value, depth: Int) throws(TemplateError) {
    switch value {
    case .list, .dict, .view:
      throw .type("unhashable type: '\(value.typeName)'")
    case .undefined(let undefined): try undefined.checkLenient()
    case .tuple(let tuple):
      guard depth < 100 else { throw .tooDeep }
      // Hashing walks the same items again.
      try WorkMeter.forWalk().steps(2 * tuple.items.count)
      for item in tuple.items { try check(item, depth: depth + 1) }
    default: break
    }
  }

  static func == (left: DictKey, right: DictKey) -> Bool {
    if case .string(let leftText) = left.value, case .string(let rightText) = right.value {
      return leftText == rightText
    }
    return (try? left.value.isEqual(to: right.value)) ?? false
  }

  func hash(into hasher: inout Hasher) {
    DictKey.hash(value, into: &hasher)
  }

  private static func hash(_ value: Value, into hasher: inout Hasher) {
    switch value {
    case .string(let text): hasher.combine(text)
    case .int(let int): hasher.combine(int)
    case .bool(let bool): hasher.combine(bool ? 1 : 0)
    case .big(let big): hasher.combine(big)
    case .float(let float):
      if let int = Int(exactly: float) {
        hasher.combine(int)
      } else if float.isFinite, float.magnitude >= 0x1p63 {
        hasher.combine(BigInteger(truncating: float))
      } else {
        hasher.combine(float)
      }
    case .tuple(let tuple): for item in tuple.items { hash(item, into: &hasher) }
    case .range(let range): hasher.combine(range.count)
    case .undefined(let undefined): hasher.combine(undefined.behaviour)
    case .bytes(let bytes): hasher.combine(bytes.bytes)
    case .type(let type): hasher.combine(type.name)
    default: hasher.combine(value.identity)
    }
  }
}
