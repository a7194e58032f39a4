/// Refuses to remove an anchor that an alias elsewhere needs.
struct YamlAnchorCheck {
  let tree: YamlTree

  func check(_ changes: [YamlPlan.Change]) throws(EditRefusal) {
    guard !tree.aliases.isEmpty else { return }
    for change in changes {
      let removed: Range<Int>
      switch change {
      case .replace(let node, _):
        // The node's own anchor stays.
        removed = tree[node].start..<tree[node].end
        try check(removed) { $0 == node }
      case .remove(let entry):
        removed = tree.entries[entry].start..<tree.end(of: entry)
        try check(removed) { _ in false }
      case .insert, .rename: continue
      }
    }
  }

  private func check(_ removed: Range<Int>, keeps: (Int) -> Bool) throws(EditRefusal) {
    for alias in tree.aliases where !removed.contains(tree[alias].start) {
      let target = tree[alias].target
      let start = tree.outerStart(of: target)
      guard removed.contains(start) || removed.contains(tree[target].start), !keeps(target) else { continue }
      let name = String(decoding: tree.bytes[tree[alias].start + 1..<tree[alias].end], as: UTF8.self)
      throw EditRefusal(.alias, "what would be removed has the anchor \(name), which an alias uses", at: start)
    }
  }
}
