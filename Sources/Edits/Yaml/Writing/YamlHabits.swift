/// How a file is written, for what is added to it.
struct YamlHabits {
  /// How much deeper than its key a mapping's keys are: what is most common, 2 in a file without nesting.
  let step: Int
  /// How much deeper than its key a list's dashes are; 0 is common.
  let listOffset: Int
  /// The quote of strings that need one.
  let quote: YamlNode.Style
  let lineBreak: [UInt8]

  init(of tree: YamlTree) {
    var steps: [Int: Int] = [:]
    var offsets: [Int: Int] = [:]
    var quotes = 0
    for node in tree.nodes {
      if node.style == .doubleQuoted { quotes += 1 }
      if node.style == .singleQuoted { quotes -= 1 }
      guard node.kind == .mapping, node.style == .block else { continue }
      var number = node.firstEntry
      while number >= 0 {
        let value = tree[tree.entries[number].value]
        if value.style == .block {
          if value.kind == .mapping, value.indent > node.indent { steps[value.indent - node.indent, default: 0] += 1 }
          if value.kind == .sequence { offsets[value.indent - node.indent, default: 0] += 1 }
        }
        number = tree.entries[number].next
      }
    }
    let step = Self.mostCommon(steps) ?? Self.mostCommon(offsets.filter { $0.key > 0 }) ?? 2
    self.step = step
    listOffset = Self.mostCommon(offsets) ?? step
    quote = quotes < 0 ? .singleQuoted : .doubleQuoted
    lineBreak = YamlByte.lineBreak(of: tree.bytes)
  }

  /// The key with the highest count, the smallest of several.
  private static func mostCommon(_ counts: [Int: Int]) -> Int? {
    counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
