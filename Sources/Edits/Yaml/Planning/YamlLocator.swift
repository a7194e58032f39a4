/// A node and the collections around it, from the root, each with the entry that leads on.
struct YamlPlace {
  let node: Int
  let parents: [(collection: Int, entry: Int)]

  func child(_ entry: Int, _ value: Int) -> YamlPlace {
    YamlPlace(node: value, parents: parents + [(node, entry)])
  }
}

/// How far a path came.
enum YamlArrival {
  case found(YamlPlace)
  /// The path ends early: the step of that number leads nowhere from the place.
  case missing(YamlPlace, step: Int, reason: String)
  /// The place is an alias, and the path goes on through what it stands for with the step of that number.
  case alias(YamlPlace, step: Int)
  /// The place is a mapping that has the step's key from a merge (`<<`); `source` is the value there.
  case merged(YamlPlace, step: Int, source: Int)
}

/// Follows a path through a file's nodes.
struct YamlLocator {
  let tree: YamlTree
  let path: [PathStep]
  /// Whether aliases and merges are gone through, as for reading, or stop the path, as for editing.
  let followsAliases: Bool

  /// Returns where the path leads from a place that its first `step` steps lead to.
  func arrivals(from place: YamlPlace, step: Int = 0) throws(EditRefusal) -> [YamlArrival] {
    guard step < path.count else { return [.found(place)] }
    if tree[place.node].kind == .alias {
      guard followsAliases else { return [.alias(place, step: step)] }
      return try arrivals(from: YamlPlace(node: tree[place.node].target, parents: place.parents), step: step)
    }
    let entries: [Int]
    switch path[step] {
    case .key(let key):
      entries = try self.entries(named: key, in: place.node, step: step)
      if entries.isEmpty, let source = try YamlMerge(tree: tree).value(of: key, in: place.node) {
        guard followsAliases else { return [.merged(place, step: step, source: source)] }
        return try arrivals(from: YamlPlace(node: source, parents: place.parents), step: step + 1)
      }
    case .index(let index): entries = entry(at: index, in: place.node).map { [$0] } ?? []
    case .matching(let members): entries = try self.entries(matching: members, in: place.node)
    }
    if entries.isEmpty { return [.missing(place, step: step, reason: reason(in: place.node, step: step))] }
    var found: [YamlArrival] = []
    for entry in entries {
      found += try arrivals(from: place.child(entry, tree.entries[entry].value), step: step + 1)
    }
    return found
  }

  private func entries(named key: String, in node: Int, step: Int) throws(EditRefusal) -> [Int] {
    guard tree[node].kind == .mapping else { return [] }
    let named = tree.entries(of: node).filter { tree.isKey($0, key) }
    guard named.count <= 1 else {
      throw EditRefusal(
        .ambiguous, "\(shown(step + 1)) is there \(named.count) times", at: tree.entries[named[1]].start)
    }
    return named
  }

  private func entry(at index: Int, in node: Int) -> Int? {
    guard tree[node].kind == .sequence else { return nil }
    let position = index < 0 ? tree[node].count + index : index
    guard position >= 0, position < tree[node].count else { return nil }
    for (number, entry) in tree.entries(of: node).enumerated() where number == position { return entry }
    return nil
  }

  private func entries(matching members: [EditValue.Member], in node: Int) throws(EditRefusal) -> [Int] {
    guard tree[node].kind == .sequence else { return [] }
    var found: [Int] = []
    for entry in tree.entries(of: node) where try hasAll(members, tree.entries[entry].value) { found.append(entry) }
    return found
  }

  private func hasAll(_ members: [EditValue.Member], _ item: Int) throws(EditRefusal) -> Bool {
    let item = tree.resolved(item)
    guard tree[item].kind == .mapping else { return false }
    for member in members {
      let named = tree.entries(of: item).filter { tree.isKey($0, member.key) }
      guard named.count <= 1 else { return false }
      let own = named.first.map { tree.entries[$0].value }
      let source = if let own { own } else { try YamlMerge(tree: tree).value(of: member.key, in: item) }
      guard let source, tree[tree.resolved(source)].kind == member.value.nodeKind else { return false }
      guard try YamlData(tree: tree, aliases: .resolved).value(of: source).isSame(as: member.value, in: .yaml) else {
        return false
      }
    }
    return true
  }

  /// The first steps of the path, for messages.
  func shown(_ count: Int) -> String { count == 0 ? "the document's root" : Array(path[..<count]).shown }

  /// Says why a step leads nowhere, as "spring.datasource has no key url; it has username, password".
  private func reason(in node: Int, step: Int) -> String {
    let owner = shown(step)
    let value = tree[node]
    switch (path[step], value.kind) {
    case (.key(let key), .mapping):
      let keys = tree.entries(of: node).prefix(9).compactMap { YamlData.key(tree.entries[$0].key, in: tree) }
      if keys.isEmpty { return "\(owner) has no key \(key); it has none" }
      let names = keys.prefix(8).map { String(decoding: $0, as: UTF8.self) }.joined(separator: ", ")
      return "\(owner) has no key \(key); it has \(names)" + (value.count > 8 ? " and \(value.count - 8) more" : "")
    case (.index(let index), .sequence): return "\(owner) has no element \(index); it has \(value.count)"
    case (.matching, .sequence):
      return "none of the \(value.count) elements of \(owner) is \([path[step]].shown)"
    case (.key, _): return "\(owner) is \(tree.noun(of: node)), not a mapping"
    case (.index, _), (.matching, _): return "\(owner) is \(tree.noun(of: node)), not a list"
    }
  }
}

extension YamlTree {
  /// Whether the entry's key is this text, spelled in whatever style.
  func isKey(_ entry: Int, _ name: String) -> Bool {
    let key = nodes[entries[entry].key]
    guard key.kind == .scalar else { return false }
    if key.style == .plain {
      let source = bytes[key.start..<key.end]
      if !source.contains(where: YamlByte.isBreak) { return source.elementsEqual(name.utf8) }
    }
    return YamlText.text(of: entries[entry].key, in: self).elementsEqual(name.utf8)
  }

  /// What kind of value the node is, for messages.
  func noun(of node: Int) -> String {
    switch nodes[node].kind {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    case .scalar: nodes[node].style == .empty ? "empty" : "a scalar"
    }
  }
}
