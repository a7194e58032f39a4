/// Python's `list`.
public final class ListValue {
  public internal(set) var items: [Value]

  public init(_ items: [Value] = []) {
    self.items = items
  }

  deinit { Teardown.release(&items) }
}

/// Python's `tuple`, and the named tuple that `groupby` gives.
public final class TupleValue {
  public private(set) var items: [Value]
  let fieldNames: [Text]?

  public init(_ items: [Value]) {
    self.items = items
    fieldNames = nil
  }

  init(_ items: [Value], fieldNames: [Text]) {
    self.items = items
    self.fieldNames = fieldNames
  }

  deinit { Teardown.release(&items) }

  /// Gives away the items; only for a tuple that nobody else holds.
  func removeAll() -> [Value] {
    defer { items = [] }
    return items
  }
}
