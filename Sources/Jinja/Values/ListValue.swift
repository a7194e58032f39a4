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
  public let items: [Value]
  let fieldNames: [Text]?
  private var released: [Value] = []

  public init(_ items: [Value]) {
    self.items = items
    fieldNames = nil
  }

  init(_ items: [Value], fieldNames: [Text]) {
    self.items = items
    self.fieldNames = fieldNames
  }

  deinit {
    guard items.contains(where: Teardown.isContainer) else { return }
    released = items
    Teardown.release(&released)
  }
}

/// Frees nested containers one after the other: a list nested a million deep would use up the stack otherwise.
enum Teardown {
  static func isContainer(_ value: Value) -> Bool {
    switch value {
    case .list, .dict, .namespace: true
    default: false
    }
  }

  static func release(_ items: inout [Value]) {
    guard items.contains(where: isContainer) else { return }
    var pending: [Value] = []
    swap(&pending, &items)
    while let value = pending.popLast() {
      switch consume value {
      case .list(var list):
        guard isKnownUniquelyReferenced(&list) else { continue }
        pending.append(contentsOf: list.items)
        list.items = []
      case .dict(var dict):
        guard isKnownUniquelyReferenced(&dict) else { continue }
        pending.append(contentsOf: dict.removeAll())
      case .namespace(var namespace):
        guard isKnownUniquelyReferenced(&namespace), isKnownUniquelyReferenced(&namespace.attributes) else { continue }
        pending.append(contentsOf: namespace.attributes.removeAll())
      default: continue
      }
    }
  }
}
