/// Refuses to remove an anchor that an alias elsewhere needs.
struct YamlAnchorCheck {
  private let tree: YamlTree
  /// The aliases, sorted by where the anchors that they need begin.
  private let uses: [(anchor: Int, alias: Int)]

  init(tree: YamlTree) {
    self.tree = tree
    uses = tree.aliases.map { (tree.outerStart(of: tree[$0].target), $0) }.sorted { $0.0 < $1.0 }
  }

  func check(_ changes: [YamlPlan.Change]) throws(EditRefusal) {
    for change in changes {
      switch change {
      // The node's own anchor is before its content, and stays.
      case .replace(let node, _): try check(tree[node].start..<tree[node].end)
      case .remove(let entry): try check(tree.entries[entry].start..<tree.end(of: entry))
      case .insert, .rename: continue
      }
    }
  }

  private func check(_ removed: Range<Int>) throws(EditRefusal) {
    for use in uses[firstUse(from: removed.lowerBound)...].prefix(while: { $0.anchor < removed.upperBound }) {
      let alias = tree[use.alias]
      if removed.contains(alias.start) { continue }
      let name = String(decoding: tree.bytes[alias.start + 1..<alias.end], as: UTF8.self)
      throw EditRefusal(.alias, "what would be removed has the anchor \(name), which an alias uses", at: use.anchor)
    }
  }

  /// The first use of an anchor at `offset` or behind it.
  private func firstUse(from offset: Int) -> Int {
    var (low, high) = (0, uses.count)
    while low < high {
      let middle = (low + high) / 2
      if uses[middle].anchor < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
