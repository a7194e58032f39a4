/// Checks that a spliced file, read again, is the old one with the planned changes and no others.
struct YamlVerification {
  private let old: YamlTree
  private let new: YamlTree
  private var replaced: [Int: EditValue] = [:]
  private var inserted: [Int: (key: String?, value: EditValue)] = [:]
  private var removed = Set<Int>()
  private var renamed: [Int: String] = [:]
  /// Which of the old nodes and entries are in the tables above: a file may have millions that aren't.
  private var changedNodes: [Bool]
  private var changedEntries: [Bool]
  /// What became of each old node that has an anchor, for aliases to be compared by.
  private var counterparts: [Int: Int] = [:]

  init(old: YamlTree, new: YamlTree, changes: [YamlPlan.Change]) {
    self.old = old
    self.new = new
    changedNodes = Array(repeating: false, count: old.nodes.count)
    changedEntries = Array(repeating: false, count: old.entries.count)
    for change in changes {
      switch change {
      case .replace(let node, let value):
        replaced[node] = value
        changedNodes[node] = true
      case .insert(let collection, let key, let value):
        inserted[collection] = (key, value)
        changedNodes[collection] = true
      case .remove(let entry):
        removed.insert(entry)
        changedEntries[entry] = true
      case .rename(let entry, let name):
        renamed[entry] = name
        changedEntries[entry] = true
      }
    }
  }

  /// Whether the changes are there and everything else is as it was.
  func isKept() throws(EditRefusal) -> Bool {
    guard old.documents.count == new.documents.count else { return false }
    var comparison = self
    for (before, after) in zip(old.documents, new.documents) {
      guard before.isMarked == after.isMarked, try comparison.isKept(before.root, after.root) else { return false }
    }
    return true
  }

  private mutating func isKept(_ before: Int, _ after: Int) throws(EditRefusal) -> Bool {
    guard arePropertiesKept(before, after) else { return false }
    if changedNodes[before], let value = replaced[before] {
      return try YamlData(tree: new, aliases: .asWritten).value(of: after).isSame(as: value, in: .yaml)
    }
    guard old[before].kind == new[after].kind else { return false }
    switch old[before].kind {
    case .alias: return counterparts[old[before].target] == new[after].target
    case .scalar:
      return old[before].style == new[after].style
        && (isSpelledAlike(before, after)
          || YamlText.text(of: before, in: old) == YamlText.text(of: after, in: new))
    case .sequence, .mapping: return try areEntriesKept(before, after)
    }
  }

  private mutating func areEntriesKept(_ before: Int, _ after: Int) throws(EditRefusal) -> Bool {
    var next = new[after].firstEntry
    var number = old[before].firstEntry
    while number >= 0 {
      defer { number = old.entries[number].next }
      if changedEntries[number], removed.contains(number) { continue }
      let newName = changedEntries[number] ? renamed[number] : nil
      guard next >= 0, try isEntryKept(old.entries[number], new.entries[next], newName: newName) else { return false }
      next = new.entries[next].next
    }
    guard changedNodes[before], let insert = inserted[before] else { return next < 0 }
    guard next >= 0, new.entries[next].next < 0 else { return false }
    if let key = insert.key, !new.isKey(next, key) { return false }
    return try YamlData(tree: new, aliases: .asWritten).value(of: new.entries[next].value)
      .isSame(as: insert.value, in: .yaml)
  }

  private mutating func isEntryKept(
    _ before: YamlEntry, _ after: YamlEntry, newName: String?
  ) throws(EditRefusal) -> Bool {
    guard (before.key < 0) == (after.key < 0) else { return false }
    if let newName {
      if old[before.key].properties >= 0 { counterparts[before.key] = after.key }
      guard YamlText.text(of: after.key, in: new).elementsEqual(newName.utf8) else { return false }
    } else if before.key >= 0, try !isKept(before.key, after.key) {
      return false
    }
    return try isKept(before.value, after.value)
  }

  /// Whether the bytes of two scalars of one style say by themselves that their texts are the same; those of a block scalar
  /// mean what its indentation makes of them.
  private func isSpelledAlike(_ before: Int, _ after: Int) -> Bool {
    let (left, right) = (old[before], new[after])
    switch left.style {
    case .literal, .folded: return false
    default:
      return left.end - left.start == right.end - right.start
        && old.bytes[left.start..<left.end].elementsEqual(new.bytes[right.start..<right.end])
    }
  }

  private mutating func arePropertiesKept(_ before: Int, _ after: Int) -> Bool {
    if old[before].properties < 0 { return new[after].properties < 0 }
    counterparts[before] = after
    return propertyText(before, in: old) == propertyText(after, in: new)
  }

  /// A node's anchor and tag as they are written.
  private func propertyText(_ node: Int, in tree: YamlTree) -> [ArraySlice<UInt8>] {
    let number = tree[node].properties
    guard number >= 0 else { return [] }
    let properties = tree.properties[number]
    return [properties.anchor.map { tree.bytes[$0] } ?? [], properties.tag.map { tree.bytes[$0] } ?? []]
  }
}
