/// Plans one edit of one file.
struct YamlEdit {
  let tree: YamlTree
  let request: EditRequest
  let habits: YamlHabits
  private let locator: YamlLocator

  init(tree: YamlTree, request: EditRequest) {
    self.tree = tree
    self.request = request
    habits = YamlHabits(of: tree)
    locator = YamlLocator(tree: tree, path: request.path, followsAliases: false)
  }

  func plan() throws(EditRefusal) -> YamlPlan {
    var plan = YamlPlan()
    var firstMiss: EditRefusal?
    let documents = try chosenDocuments()
    for document in documents {
      do throws(EditRefusal) {
        plan.add(try planned(in: document))
      } catch {
        // One of several documents needn't have what is asked for, but some document must.
        guard documents.count > 1, error.kind == .noMatch else { throw error }
        if firstMiss == nil { firstMiss = error }
      }
    }
    if let firstMiss, plan.matchCount == 0 { throw firstMiss }
    try YamlAnchorCheck(tree: tree).check(plan.changes)
    try plan.arrange()
    return plan
  }

  private func chosenDocuments() throws(EditRefusal) -> [YamlDocument] {
    switch request.documents {
    case .only:
      guard tree.documents.count == 1 else {
        throw EditRefusal(
          .ambiguous, "the file has \(tree.documents.count) documents, and none was chosen",
          at: tree.documents[1].start)
      }
      return tree.documents
    case .all:
      let written = tree.documents.filter { tree[$0.root].style != .empty }
      return written.isEmpty ? Array(tree.documents.prefix(1)) : written
    case .index(let index):
      if tree.documents.indices.contains(index) { return [tree.documents[index]] }
      if missing == .skip { return [] }
      throw EditRefusal(.noMatch, "there is no document \(index); the file has \(tree.documents.count), the first is 0")
    }
  }

  private var missing: EditRequest.Missing {
    switch request.operation {
    case .set(_, let missing), .append(_, let missing), .delete(let missing), .rename(_, let missing): missing
    }
  }

  private func planned(in document: YamlDocument) throws(EditRefusal) -> YamlPlan {
    var plan = YamlPlan()
    var removals: [Int: (place: YamlPlace, entries: Set<Int>)] = [:]
    for arrival in try locator.arrivals(from: YamlPlace(node: document.root, parents: [])) {
      if case .delete = request.operation, case .found(let place) = arrival {
        guard let parent = place.parents.last else { throw EditRefusal(.type, "the document's root can't be deleted") }
        let container = YamlPlace(node: parent.collection, parents: place.parents.dropLast())
        removals[parent.collection, default: (container, [])].entries.insert(parent.entry)
      } else {
        plan.add(try planned(arrival))
      }
    }
    for removal in removals.values { plan.add(try removing(removal.entries, from: removal.place)) }
    return plan
  }

  private func planned(_ arrival: YamlArrival) throws(EditRefusal) -> YamlPlan {
    switch arrival {
    case .found(let place):
      switch request.operation {
      case .set(let value, _): return try setting(place, to: value)
      case .append(let value, _): return try appending(value, to: place)
      case .rename(let name, _): return try renaming(place, to: name)
      case .delete: return .match
      }
    case .missing(let place, let step, let reason): return try creating(place, step: step, reason: reason)
    case .alias(let place, let step): return try replacing(alias: place, step: step)
    case .merged(let place, let step, let source): return try overriding(source, in: place, step: step)
    }
  }

  // MARK: Operations

  private func setting(_ place: YamlPlace, to value: EditValue) throws(EditRefusal) -> YamlPlan {
    if try isSame(place.node, as: value) { return .match }
    if tree[place.node].kind == .alias {
      try checkPolicy("\(request.path.shown) is an alias", at: tree[place.node].start)
      return try replacement(of: place, by: value)
    }
    if let parts = try settingParts(of: place, to: value) { return parts }
    return try replacement(of: place, by: value)
  }

  /// Sets the members or items that differ, where a collection of the same shape is there; nil where it isn't.
  private func settingParts(of place: YamlPlace, to value: EditValue) throws(EditRefusal) -> YamlPlan? {
    var parts: [(entry: Int, value: EditValue)] = []
    switch value {
    case .array(let items) where tree[place.node].kind == .sequence && items.count == tree[place.node].count:
      parts = Array(zip(tree.entries(of: place.node), items))
    case .object(let members) where tree[place.node].kind == .mapping && members.count == tree[place.node].count:
      var entries: [[UInt8]: Int] = [:]
      for entry in tree.entries(of: place.node) where !YamlMerge(tree: tree).isMerge(entry) {
        if let name = YamlData.key(tree.entries[entry].key, in: tree) { entries[name] = entry }
      }
      for member in members {
        guard let entry = entries.removeValue(forKey: Array(member.key.utf8)) else { return nil }
        parts.append((entry, member.value))
      }
    default: return nil
    }
    guard !parts.isEmpty, [.none, .sequence, .mapping].contains(tree.tag(of: place.node)) else { return nil }
    var plan = YamlPlan()
    for part in parts { plan.add(try setting(place.child(part.entry, tree.entries[part.entry].value), to: part.value)) }
    return plan.counted(as: 1)
  }

  /// Whether the node holds the value already; `010` isn't 10, since readers of YAML 1.1 take it for 8.
  private func isSame(_ node: Int, as value: EditValue) throws(EditRefusal) -> Bool {
    // What the kind tells isn't read: a collection may be big, the more so behind an alias.
    guard tree[tree.resolved(node)].kind == value.nodeKind,
      try YamlData(tree: tree, aliases: .resolved).value(of: node).isSame(as: value, in: .yaml)
    else { return false }
    guard case .number(let text) = value, tree[node].style == .plain else { return true }
    let old = tree.bytes[tree[node].start..<tree[node].end]
    return !YamlSchema.isOldOctal(old) || old.elementsEqual(text.utf8)
  }

  private func replacement(of place: YamlPlace, by value: EditValue) throws(EditRefusal) -> YamlPlan {
    let splices = try YamlReplacement(tree: tree, habits: habits, place: place, value: value).splices()
    return YamlPlan(splices: splices, changes: [.replace(node: place.node, value)], matchCount: 1)
  }

  private func appending(_ value: EditValue, to place: YamlPlace) throws(EditRefusal) -> YamlPlan {
    let list = tree.resolved(place.node)
    if YamlData.scalar(list, in: tree) == .null {
      guard list != place.node, missing == .create else {
        return try creating(place, step: request.path.count, reason: "\(request.path.shown) is empty")
      }
      try checkPolicy("\(request.path.shown) is an alias", at: tree[place.node].start)
      return try replacement(of: place, by: .array([value]))
    }
    guard tree[list].kind == .sequence else {
      throw EditRefusal(
        .type, "\(request.path.shown) is \(tree.noun(of: list)), not a list", at: tree[place.node].start)
    }
    for entry in tree.entries(of: list) where try isSame(tree.entries[entry].value, as: value) { return .match }
    if list != place.node { return try replacing(alias: place, step: request.path.count) }
    return try insertion(into: place, key: nil, value: value)
  }

  private func insertion(into place: YamlPlace, key: String?, value: EditValue) throws(EditRefusal) -> YamlPlan {
    let insertion = YamlInsertion(tree: tree, habits: habits, place: place, key: key, value: value)
    return YamlPlan(
      splices: try insertion.splices(), changes: [.insert(into: place.node, key: key, value)], matchCount: 1)
  }

  private func renaming(_ place: YamlPlace, to name: String) throws(EditRefusal) -> YamlPlan {
    guard let parent = place.parents.last, tree[parent.collection].kind == .mapping else {
      throw EditRefusal(.type, "\(request.path.shown) has no key that could be renamed", at: tree[place.node].start)
    }
    if tree.isKey(parent.entry, name) { return .match }
    for entry in tree.entries(of: parent.collection) where tree.isKey(entry, name) {
      throw EditRefusal(
        .exists, "there is a key \(name) beside \(request.path.shown) already", at: tree.entries[entry].start)
    }
    if try YamlMerge(tree: tree).value(of: name, in: parent.collection) != nil {
      throw EditRefusal(
        .exists, "a merge gives a key \(name) beside \(request.path.shown) already", at: tree[place.node].start)
    }
    let keyNode = tree.entries[parent.entry].key
    let key = tree[keyNode]
    let isText = [.none, .string, .nonSpecific].contains(tree.tag(of: keyNode))
    guard isText, !key.style.isBlockScalar, key.style != .empty, !YamlMerge(tree: tree).isMerge(parent.entry) else {
      throw EditRefusal(.type, "\(request.path.shown) is a key that can't be renamed", at: key.start)
    }
    let scalars = YamlScalarWriter(quote: habits.quote, isInFlow: tree[parent.collection].style != .block)
    let text = try scalars.key(name, like: key.style)
    return YamlPlan(
      splices: [Splice(range: key.start..<key.end, replacement: text)],
      changes: [.rename(entry: parent.entry, name)], matchCount: 1)
  }

  /// Removes entries; where none would be left, the collection becomes an empty one, not null.
  private func removing(_ entries: Set<Int>, from place: YamlPlace) throws(EditRefusal) -> YamlPlan {
    if entries.count == tree[place.node].count {
      let empty: EditValue = tree[place.node].kind == .mapping ? .object([]) : .array([])
      var plan = try replacement(of: place, by: empty)
      plan.add(YamlPlan(matchCount: entries.count - 1))
      return plan
    }
    return YamlPlan(
      splices: YamlRemoval(tree: tree, collection: place.node, removed: entries).splices(),
      changes: entries.map { .remove(entry: $0) }, matchCount: entries.count)
  }

  // MARK: What is missing

  /// Makes what is missing of the path behind its first `step` steps.
  private func creating(_ place: YamlPlace, step: Int, reason: String) throws(EditRefusal) -> YamlPlan {
    switch missing {
    case .skip: return YamlPlan()
    case .fail: throw EditRefusal(.noMatch, reason, at: tree[place.node].start)
    case .create: break
    }
    let value: EditValue
    switch request.operation {
    case .set(let wanted, _): value = wanted
    case .append(let item, _): value = .array([item])
    case .delete, .rename: throw EditRefusal(.noMatch, reason, at: tree[place.node].start)
    }
    let node = tree[place.node]
    if YamlData.scalar(place.node, in: tree) == .null {
      guard let nested = value.nested(under: request.path[step...]) else {
        throw EditRefusal(.noMatch, "\(reason), and only a list's first element can be created", at: node.start)
      }
      return try replacement(of: place, by: nested)
    }
    guard let nested = value.nested(under: request.path[(step + 1)...]) else {
      throw EditRefusal(.noMatch, "\(reason), and only a list's first element can be created", at: node.start)
    }
    switch (request.path[step], node.kind) {
    case (.key(let key), .mapping): return try insertion(into: place, key: key, value: nested)
    case (.index(node.count), .sequence): return try insertion(into: place, key: nil, value: nested)
    case (_, .sequence) where !request.path[step].isKey:
      throw EditRefusal(.noMatch, "\(reason), and only the next element can be created", at: node.start)
    default: throw EditRefusal(.type, "\(reason), so nothing can be added to it", at: node.start)
    }
  }

  // MARK: Aliases

  /// Puts a copy of what an alias stands for, with the edit made, in the alias's place.
  private func replacing(alias place: YamlPlace, step: Int) throws(EditRefusal) -> YamlPlan {
    let copy = try YamlData(tree: tree, aliases: .resolved).value(of: place.node)
    guard let edited = try YamlCopy(request: request).edited(copy, path: request.path[step...]) else {
      return try isMissing(place, step: step) ? YamlPlan() : .match
    }
    try checkPolicy("\(locator.shown(step)) is an alias", at: tree[place.node].start)
    return try replacement(of: place, by: edited)
  }

  /// Gives a mapping its own value for a key that a merge gives it.
  private func overriding(_ source: Int, in place: YamlPlace, step: Int) throws(EditRefusal) -> YamlPlan {
    guard case .key(let key) = request.path[step] else { return YamlPlan() }
    let copy = try YamlData(tree: tree, aliases: .resolved).value(of: source)
    let isRemoval =
      switch request.operation {
      case .delete, .rename: request.path.count == step + 1
      case .set, .append: false
      }
    if isRemoval {
      throw EditRefusal(
        .alias, "\(locator.shown(step + 1)) comes from a merge, which has to be edited where it is",
        at: tree[place.node].start)
    }
    guard let edited = try YamlCopy(request: request).edited(copy, path: request.path[(step + 1)...]) else {
      return try isMissing(YamlPlace(node: source, parents: []), step: step + 1) ? YamlPlan() : .match
    }
    try checkPolicy("\(locator.shown(step + 1)) comes from a merge", at: tree[place.node].start)
    return try insertion(into: place, key: key, value: edited)
  }

  /// Whether the rest of the path leads nowhere.
  private func isMissing(_ place: YamlPlace, step: Int) throws(EditRefusal) -> Bool {
    let follower = YamlLocator(tree: tree, path: request.path, followsAliases: true)
    return try follower.arrivals(from: place, step: step).allSatisfy { if case .found = $0 { false } else { true } }
  }

  private func checkPolicy(_ reason: String, at offset: Int) throws(EditRefusal) {
    guard request.alias == .replace else {
      throw EditRefusal(.alias, "\(reason); the edit would have to change what others share, or replace it", at: offset)
    }
  }
}

extension EditValue {
  /// The kind of node that the value is written as.
  var nodeKind: YamlNode.Kind {
    switch self {
    case .array: .sequence
    case .object: .mapping
    case .null, .boolean, .number, .string, .code: .scalar
    }
  }
}

extension PathStep {
  fileprivate var isKey: Bool { if case .key = self { true } else { false } }
}
