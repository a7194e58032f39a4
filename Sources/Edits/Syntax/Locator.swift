/// A value's place in the tree of its file.
struct Place: Sendable {
  let node: Syntax
  /// The collections around it, from the root, each with the index of the element that leads on.
  let parents: [(node: Syntax, index: Int)]

  /// The indexes that lead from the root to the value.
  var address: [Int] { parents.map(\.index) }

  func child(_ index: Int, _ item: Group.Item) -> Place {
    Place(node: item.value, parents: parents + [(node, index)])
  }
}

/// How far a path came.
enum Arrival: Sendable {
  case found(Place)
  /// The path ends early: there is a place, but the step of that number leads nowhere from it. The reason is for messages.
  case missing(Place, step: Int, reason: String)
}

/// Follows a path from collection to collection.
struct Locator<Language: Dialect> {
  let dialect: Language
  let source: SourceText
  let path: [PathStep]

  /// Returns where the path leads from a place whose own path is the first `step` steps.
  func arrivals(from place: Place, step: Int) throws(EditRefusal) -> [Arrival] {
    guard step < path.count else { return [.found(place)] }
    let indexes: [Int]
    switch path[step] {
    case .key(let key): indexes = try self.indexes(of: key, in: place.node, step: step)
    case .index(let index): indexes = try self.indexes(at: index, in: place.node, step: step)
    case .matching(let members): indexes = try self.indexes(matching: members, in: place.node, step: step)
    }
    guard !indexes.isEmpty, let group = place.node.group else {
      return [.missing(place, step: step, reason: reason(in: place.node, step: step))]
    }
    var found: [Arrival] = []
    for index in indexes {
      found += try arrivals(from: place.child(index, group.items[index]), step: step + 1)
    }
    return found
  }

  private func indexes(of key: String, in node: Syntax, step: Int) throws(EditRefusal) -> [Int] {
    switch node.kind {
    case .expression: throw opaque(node, step)
    case .mapping(let group), .call(let group):
      let named = group.items.indices.filter { index in
        if case .key(let range) = group.items[index].label { return dialect.isKey(at: range, key, in: source) }
        return false
      }
      guard named.count <= 1 else {
        throw ambiguous("\(shown(step + 1)) is there \(named.count) times", group.items[named[1]])
      }
      try checkHidden(group, named: named.first, key: key, step: step)
      if named.isEmpty, case .call = node.kind, !dialect.canExtend(call: node, in: source) { throw opaque(node, step) }
      return named
    case .null, .boolean, .number, .string, .list: return []
    }
  }

  /// Refuses where `**` or a computed key may give the key too.
  private func checkHidden(_ group: Group, named: Int?, key: String, step: Int) throws(EditRefusal) {
    for (index, item) in group.items.enumerated() where item.label.hidesKeys {
      let isSpread = if case .spread = item.label { true } else { false }
      if let named, index < named || !isSpread { continue }
      throw ambiguous("\(shown(step + 1)) may come from \(brief(item.range))", item)
    }
  }

  private func indexes(at index: Int, in node: Syntax, step: Int) throws(EditRefusal) -> [Int] {
    let candidates: [Int]
    switch node.kind {
    case .expression: throw opaque(node, step)
    case .null, .boolean, .number, .string: return []
    case .list(let group): candidates = Array(group.items.indices)
    case .call(let group):
      candidates = group.items.indices.filter { if case .key = group.items[$0].label { false } else { true } }
    case .mapping(let group):
      let named = group.items.indices.filter {
        if case .key(let range) = group.items[$0].label { dialect.isKey(at: range, index, in: source) } else { false }
      }
      guard named.count <= 1 else { throw ambiguous("\(shown(step + 1)) is there twice", group.items[named[1]]) }
      return named
    }
    let position = index < 0 ? candidates.count + index : index
    let items = node.group?.items ?? []
    let passed = index < 0 ? candidates.dropFirst(max(position, 0)) : candidates.prefix(position + 1)
    if let spread = passed.first(where: { items[$0].label.hidesKeys }) {
      throw ambiguous("\(shown(step + 1)) may be an element of \(brief(items[spread].range))", items[spread])
    }
    return candidates.indices.contains(position) ? [candidates[position]] : []
  }

  private func indexes(
    matching members: [EditValue.Member], in node: Syntax, step: Int
  ) throws(EditRefusal) -> [Int] {
    if case .expression = node.kind { throw opaque(node, step) }
    guard case .list(let group) = node.kind else { return [] }
    if let spread = group.items.first(where: { $0.label.hidesKeys }) {
      throw ambiguous("\(shown(step + 1)) may be an element of \(brief(spread.range))", spread)
    }
    return group.items.indices.filter { index in
      dialect.value(of: group.items[index].value, in: source).hasAll(members, in: dialect.format)
    }
  }

  private func ambiguous(_ message: String, _ item: Group.Item) -> EditRefusal {
    EditRefusal(.ambiguous, message, at: item.range.lowerBound)
  }

  private func opaque(_ node: Syntax, _ step: Int) -> EditRefusal {
    EditRefusal(
      .type, "\(shown(step)) is \(brief(node.range)), and what that comes to can't be looked into",
      at: node.range.lowerBound)
  }

  /// The first steps of the path, for messages.
  private func shown(_ count: Int) -> String {
    count == 0 ? "the file's root" : Array(path[..<count]).shown
  }

  /// The source text on one line, cut where it is long.
  private func brief(_ range: Range<Int>) -> String {
    let text = source.text(range.lowerBound..<min(range.upperBound, range.lowerBound + 60))
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return range.count > 60 ? line + "…" : line
  }

  /// Says why a step leads nowhere, as "DATABASES.default has no key OPTIONS; it has ENGINE, NAME".
  private func reason(in node: Syntax, step: Int) -> String {
    let owner = shown(step)
    switch (path[step], node.kind) {
    case (.key(let key), .mapping(let group)), (.key(let key), .call(let group)):
      let keys = group.items.compactMap { $0.labelRange.flatMap { dialect.key(at: $0, in: source) } }
      if keys.isEmpty { return "\(owner) has no key \(key); it has none" }
      return "\(owner) has no key \(key); it has \(keys.prefix(8).joined(separator: ", "))"
        + (keys.count > 8 ? " and \(keys.count - 8) more" : "")
    case (.index(let index), .list(let group)):
      return "\(owner) has no element \(index); it has \(group.items.count)"
    case (.matching, .list(let group)):
      return
        "none of the \(group.items.count) elements of \(owner) is \(path[..<(step + 1)].last.map { [$0].shown } ?? "")"
    case (.key, _): return "\(owner) is \(node.noun), not a mapping"
    case (.index, _), (.matching, _): return "\(owner) is \(node.noun), not a list"
    }
  }
}
