/// Merge keys: `<<: *base` gives a mapping the members of another one that it hasn't itself.
struct YamlMerge {
  let tree: YamlTree

  /// Returns the value that a merge gives a mapping for a key, nil if none does.
  func value(of key: String, in mapping: Int) throws(EditRefusal) -> Int? {
    for entry in try inheritedEntries(of: mapping) where tree.isKey(entry, key) { return tree.entries[entry].value }
    return nil
  }

  /// Returns the entries that a mapping gets from merges and doesn't override, the first of a key only.
  func inheritedEntries(of mapping: Int) throws(EditRefusal) -> [Int] {
    var names = Set<[UInt8]>()
    guard hasMerge(mapping) else { return [] }
    for entry in tree.entries(of: mapping) {
      if let name = YamlData.key(tree.entries[entry].key, in: tree) { names.insert(name) }
    }
    var found: [Int] = []
    var visited = Set<Int>()
    try collect(mapping, depth: 0, visited: &visited, names: &names, into: &found)
    return found
  }

  /// Whether the entry is a merge key: `<<`, not quoted.
  func isMerge(_ entry: Int) -> Bool {
    let key = tree[tree.entries[entry].key]
    return key.style == .plain && key.end == key.start + 2 && tree.bytes[key.start] == YamlByte.less
      && tree.bytes[key.start + 1] == YamlByte.less
  }

  /// Returns the mappings that a merge key merges, in order.
  func sources(of entry: Int) -> [Int] {
    let value = tree.resolved(tree.entries[entry].value)
    let nodes =
      tree[value].kind == .sequence
      ? tree.entries(of: value).map { tree.resolved(tree.entries[$0].value) } : [value]
    return nodes.filter { tree[$0].kind == .mapping }
  }

  private func hasMerge(_ mapping: Int) -> Bool {
    tree[mapping].kind == .mapping && tree.entries(of: mapping).contains(where: isMerge)
  }

  /// Adds the entries of everything that is merged into `mapping`.
  ///
  /// A source that is merged again brings no new names, and following it each time would take time without end.
  private func collect(
    _ mapping: Int, depth: Int, visited: inout Set<Int>, names: inout Set<[UInt8]>, into found: inout [Int]
  ) throws(EditRefusal) {
    guard depth < YamlParser.maximumDepth else {
      throw EditRefusal(.alias, "too many merges in one another", at: tree[mapping].start)
    }
    for entry in tree.entries(of: mapping) where isMerge(entry) {
      for source in sources(of: entry) where visited.insert(source).inserted {
        for inherited in tree.entries(of: source) where !isMerge(inherited) {
          guard let name = YamlData.key(tree.entries[inherited].key, in: tree), names.insert(name).inserted else {
            continue
          }
          found.append(inherited)
        }
        try collect(source, depth: depth + 1, visited: &visited, names: &names, into: &found)
      }
    }
  }
}
