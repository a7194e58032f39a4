/// Checks that a spliced file, read again, is the old one with the planned changes and no others.
struct YamlVerification {
  private let old: YamlTree
  private let new: YamlTree
  private var replaced: [Int: EditValue] = [:]
  private var inserted: [Int: (key: String?, value: EditValue)] = [:]
  private var removed = Set<Int>()
  private var renamed: [Int: String] = [:]
  /// What became of each old node, for aliases to be compared by.
  private var counterparts: [Int: Int] = [:]

  init(old: YamlTree, new: YamlTree, changes: [YamlPlan.Change]) {
    self.old = old
    self.new = new
    for change in changes {
      switch change {
      case .replace(let node, let value): replaced[node] = value
      case .insert(let collection, let key, let value): inserted[collection] = (key, value)
      case .remove(let entry): removed.insert(entry)
      case .rename(let entry, let name): renamed[entry] = name
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
    counterparts[before] = after
    guard propertyText(before, in: old) == propertyText(after, in: new) else { return false }
    if let value = replaced[before] {
      return try YamlData(tree: new, aliases: .asWritten).value(of: after).isSame(as: value, in: .yaml)
    }
    guard old[before].kind == new[after].kind else { return false }
    switch old[before].kind {
    case .alias: return counterparts[old[before].target] == new[after].target
    case .scalar:
      return old[before].style == new[after].style
        && YamlText.text(of: before, in: old) == YamlText.text(of: after, in: new)
    case .sequence, .mapping: return try areEntriesKept(before, after)
    }
  }

  private mutating func areEntriesKept(_ before: Int, _ after: Int) throws(EditRefusal) -> Bool {
    var next = new[after].firstEntry
    for number in old.entries(of: before) where !removed.contains(number) {
      guard next >= 0, try isEntryKept(old.entries[number], new.entries[next], newName: renamed[number]) else {
        return false
      }
      next = new.entries[next].next
    }
    guard let insert = inserted[before] else { return next < 0 }
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
      counterparts[before.key] = after.key
      guard YamlText.text(of: after.key, in: new).elementsEqual(newName.utf8) else { return false }
    } else if before.key >= 0, try !isKept(before.key, after.key) {
      return false
    }
    return try isKept(before.value, after.value)
  }

  /// A node's anchor and tag as they are written.
  private func propertyText(_ node: Int, in tree: YamlTree) -> [ArraySlice<UInt8>] {
    let number = tree[node].properties
    guard number >= 0 else { return [] }
    let properties = tree.properties[number]
    return [properties.anchor.map { tree.bytes[$0] } ?? [], properties.tag.map { tree.bytes[$0] } ?? []]
  }
}
