/// Frees nested containers one after the other: a list nested a million deep would use up the stack otherwise.
struct Teardown {
  private var lists: [ListValue] = []
  private var tuples: [TupleValue] = []
  private var dicts: [DictValue] = []

  /// Frees what a container holds; its own items are gone afterwards.
  static func release(_ items: inout [Value]) {
    guard items.contains(where: isContainer) else { return }
    var teardown = Teardown()
    teardown.take(&items)
    teardown.run()
  }

  private static func isContainer(_ value: Value) -> Bool {
    switch value {
    case .list, .tuple, .dict, .namespace: true
    default: false
    }
  }

  /// Moves the containers among some values to the queue; the values themselves are gone afterwards.
  private mutating func take(_ values: inout [Value]) {
    for value in values {
      switch value {
      case .list(let list): lists.append(list)
      case .tuple(let tuple): tuples.append(tuple)
      case .dict(let dict): dicts.append(dict)
      case .namespace(let namespace): dicts.append(namespace.attributes)
      default: break
      }
    }
    values = []
  }

  /// Empties every container that only the queue holds, before it is freed.
  private mutating func run() {
    while true {
      if var list = lists.popLast() {
        if isKnownUniquelyReferenced(&list) { take(&list.items) }
      } else if var tuple = tuples.popLast() {
        guard isKnownUniquelyReferenced(&tuple) else { continue }
        var items = tuple.removeAll()
        take(&items)
      } else if var dict = dicts.popLast() {
        guard isKnownUniquelyReferenced(&dict) else { continue }
        var values = dict.removeAll()
        take(&values)
      } else {
        return
      }
    }
  }
}
