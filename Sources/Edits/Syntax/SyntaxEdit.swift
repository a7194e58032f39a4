/// Plans one edit of a file whose values stand in brackets.
struct SyntaxEdit<Language: Dialect> {
  let dialect: Language
  let source: SourceText
  let document: Language.Document
  let request: EditRequest

  private var root: Syntax { dialect.root(of: document) }

  func plan() throws(EditRefusal) -> SyntaxPlan {
    try plan(for: dialect.arrivals(at: request.path, in: document, of: source))
  }

  /// Plans the edit of the places that the path leads to.
  func plan(for arrivals: [Arrival]) throws(EditRefusal) -> SyntaxPlan {
    var plan = SyntaxPlan()
    var removals: [[Int]: (place: Place, indexes: Set<Int>)] = [:]
    for arrival in arrivals {
      if let custom = try dialect.customEdit(request, at: arrival, in: document, of: source) {
        plan.add(custom)
      } else if case .delete = request.operation, case .found(let place) = arrival {
        guard let parent = place.parents.last else {
          throw EditRefusal(.type, "the file's root can't be deleted")
        }
        let container = Place(node: parent.node, parents: place.parents.dropLast())
        removals[container.address, default: (container, [])].indexes.insert(parent.index)
      } else {
        plan.add(try planned(arrival))
      }
    }
    for removal in removals.values { plan.add(removing(removal.indexes, from: removal.place)) }
    try plan.arrange()
    return plan
  }

  private func planned(_ arrival: Arrival) throws(EditRefusal) -> SyntaxPlan {
    switch (request.operation, arrival) {
    case (.set(let value, _), .found(let place)): try setting(place, to: value)
    case (.append(let value, _), .found(let place)): try appending(value, to: place)
    case (.rename(let name, _), .found(let place)): try renaming(place, to: name)
    case (.delete, .found): .match
    case (.set(let value, let missing), .missing(let place, let step, let reason)):
      try creating(value, missing, place, step, reason)
    case (.append(let value, let missing), .missing(let place, let step, let reason)):
      try creating(.array([value]), missing, place, step, reason)
    case (.delete(let missing), .missing(let place, let step, let reason)),
      (.rename(_, let missing), .missing(let place, let step, let reason)):
      try creating(.null, missing, place, step, reason)
    }
  }

  private func setting(_ place: Place, to value: EditValue) throws(EditRefusal) -> SyntaxPlan {
    if dialect.isSame(place.node, as: value, in: source) { return .match }
    let container = Place(node: place.parents.last?.node ?? place.node, parents: place.parents.dropLast())
    let reader = StyleReader(dialect: dialect, source: source, root: root)
    let text: [UInt8]
    switch value {
    case .array, .object:
      let style = reader.style(in: container, replacing: place.node)
      text = try ValueWriter(dialect: dialect, source: source, style: style).text(
        of: value, replacing: place.node,
        indentation: style.isMultiline ? source.indentation(at: place.node.range.lowerBound) : [])
    case .null, .boolean, .number, .string, .code:
      text = try dialect.spelling(
        of: value, replacing: place.node, style: reader.style(in: container, replacing: place.node), in: source)
    }
    return SyntaxPlan(
      splices: [Splice(range: place.node.range, replacement: text)],
      changes: [SyntaxPlan.Change(address: place.address, action: .replace(value))], matchCount: 1)
  }

  private func appending(_ value: EditValue, to place: Place) throws(EditRefusal) -> SyntaxPlan {
    guard case .list(let group) = place.node.kind else {
      throw EditRefusal(
        .type, "\(request.path.shown) is \(place.node.noun), not a list", at: place.node.range.lowerBound)
    }
    if group.items.contains(where: { dialect.isSame($0.value, as: value, in: source) && $0.labelRange == nil }) {
      return .match
    }
    return try insertion(into: place).plan(key: nil, value: value)
  }

  private func renaming(_ place: Place, to name: String) throws(EditRefusal) -> SyntaxPlan {
    guard let parent = place.parents.last, let group = parent.node.group,
      case .key(let range) = group.items[parent.index].label
    else {
      throw EditRefusal(
        .type, "\(request.path.shown) has no key that could be renamed", at: place.node.range.lowerBound)
    }
    if dialect.isKey(at: range, name, in: source) { return .match }
    for (index, item) in group.items.enumerated() where index != parent.index {
      if case .key(let other) = item.label, dialect.isKey(at: other, name, in: source) {
        throw EditRefusal(.exists, "there is a key \(name) beside \(request.path.shown) already", at: other.lowerBound)
      }
    }
    let container = Place(node: parent.node, parents: place.parents.dropLast())
    let style = StyleReader(dialect: dialect, source: source, root: root).style(in: container)
    let isArgument = if case .call = parent.node.kind { true } else { false }
    let key = try dialect.spelling(ofKey: name, replacing: range, style: style, isArgument: isArgument, in: source)
    return SyntaxPlan(
      splices: [Splice(range: range, replacement: key)],
      changes: [SyntaxPlan.Change(address: place.address, action: .rename(name))], matchCount: 1)
  }

  /// Makes what is missing of the path behind its first `step` steps.
  private func creating(
    _ value: EditValue, _ missing: EditRequest.Missing, _ place: Place, _ step: Int, _ reason: String
  ) throws(EditRefusal) -> SyntaxPlan {
    switch missing {
    case .skip: return SyntaxPlan()
    case .fail: throw EditRefusal(.noMatch, reason, at: place.node.range.lowerBound)
    case .create: break
    }
    let rest = request.path[(step + 1)...]
    guard let nested = value.nested(under: rest) else {
      throw EditRefusal(.noMatch, "\(reason), and an element that isn't the next can't be created")
    }
    switch (request.path[step], place.node.kind) {
    case (.key(let key), .mapping):
      return try insertion(into: place).plan(key: key, value: nested)
    case (.key(let key), .call):
      guard dialect.canExtend(call: place.node, in: source) else { break }
      return try insertion(into: place).plan(key: key, value: nested)
    case (.index(let index), .list(let group)) where index == group.items.count:
      return try insertion(into: place).plan(key: nil, value: nested)
    case (.index, .list), (.matching, .list):
      throw EditRefusal(
        .noMatch, "\(reason), and only the next element can be created", at: place.node.range.lowerBound)
    default: break
    }
    throw EditRefusal(.type, "\(reason), so nothing can be added to it", at: place.node.range.lowerBound)
  }

  private func removing(_ indexes: Set<Int>, from place: Place) -> SyntaxPlan {
    guard let group = place.node.group else { return SyntaxPlan() }
    let isTuple =
      if case .list = place.node.kind { source.bytes[group.opening - 1] == UInt8(ascii: "(") } else { false }
    let removal = GroupRemoval(dialect: dialect, source: source, group: group, isTuple: isTuple, indexes: indexes)
    let changes = indexes.sorted().map { SyntaxPlan.Change(address: place.address + [$0], action: .remove) }
    return SyntaxPlan(splices: removal.splices(), changes: changes, matchCount: indexes.count)
  }

  private func insertion(into place: Place) -> GroupInsertion<Language> {
    GroupInsertion(dialect: dialect, source: source, root: root, place: place)
  }
}

extension EditValue {
  /// Returns the value inside new collections, one for each step; nil for a step that can't be made.
  func nested(under path: ArraySlice<PathStep>) -> EditValue? {
    guard let step = path.first else { return self }
    guard let inner = nested(under: path.dropFirst()) else { return nil }
    switch step {
    case .key(let key): return .object([Member(key: key, value: inner)])
    case .index(let index): return index == 0 ? .array([inner]) : nil
    case .matching: return nil
    }
  }
}
