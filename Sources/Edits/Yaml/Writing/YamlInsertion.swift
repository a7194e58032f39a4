/// Adds an entry at the end of a collection, written as its neighbours are.
struct YamlInsertion {
  let tree: YamlTree
  let habits: YamlHabits
  /// The collection: a mapping or a list.
  let place: YamlPlace
  /// The key in a mapping, nil in a list.
  let key: String?
  let value: EditValue

  private var collection: YamlNode { tree[place.node] }

  func splices() throws(EditRefusal) -> [Splice] {
    switch collection.style {
    case .flow: return try flow()
    case .block: return try block()
    default:
      throw EditRefusal(.type, "a pair without braces can't get another key", at: collection.start)
    }
  }

  private func writer(isInFlow: Bool) -> YamlValueWriter {
    YamlValueWriter(
      habits: habits, isInFlow: isInFlow, stringStyle: tree.stringStyle(in: place.node),
      keyStyle: key == nil ? tree.keyStyle(near: place) : tree.keyStyle(in: place.node),
      surroundings: tree.surroundings(below: collection.end, column: collection.indent + 1))
  }

  // MARK: Block style

  /// Adds lines behind the line on which the last entry ends, so that comments below stay with what follows them.
  private func block() throws(EditRefusal) -> [Splice] {
    let writer = writer(isInFlow: false)
    let lines =
      if let key {
        try writer.entry(key, value, column: collection.indent)
      } else {
        try writer.item(value, column: collection.indent, gap: gap)
      }
    // Behind a text that keeps its last line breaks a blank line would be text.
    let last = tree.lastScalar(of: place.node)
    let blank: [[UInt8]] = isSpacedOut && !last.style.isBlockScalar ? [[]] : []
    let text = Array((blank + lines).flatMap { habits.lineBreak + $0 })
    let end = tree.lineEnd(of: collection.end)
    if end == tree.bytes.count, last.style.isBlockScalar, last.end == end {
      return behindUnterminated(last, text)
    }
    return [Splice(range: end..<end, replacement: text)]
  }

  /// How far behind their dashes the items begin: as the last one does.
  private var gap: Int {
    guard collection.lastEntry >= 0 else { return 2 }
    let entry = tree.entries[collection.lastEntry]
    let start = tree.outerStart(of: entry.value)
    guard tree[entry.value].style != .empty, tree.lineEnd(of: entry.start) > start else { return 2 }
    return min(max(start - entry.start, 2), 8)
  }

  /// Whether a blank line is between any two of the collection's entries.
  private var isSpacedOut: Bool {
    guard collection.count > 1 else { return false }
    var previousEnd: Int?
    for number in tree.entries(of: place.node) {
      if let previousEnd, !hasBlankLine(from: previousEnd, to: tree.entries[number].start) { return false }
      previousEnd = tree.end(of: number)
    }
    return true
  }

  private func hasBlankLine(from start: Int, to end: Int) -> Bool {
    var position = tree.afterBreak(at: tree.lineEnd(of: start))
    while position < end {
      let lineEnd = tree.lineEnd(of: position)
      if lineEnd < end, tree.bytes[position..<lineEnd].allSatisfy(YamlByte.isBlank) { return true }
      position = max(tree.afterBreak(at: lineEnd), position + 1)
    }
    return false
  }

  /// Adds lines behind a literal or folded scalar that the file ends in without a line break.
  ///
  /// A line behind it would give its text a break, so it gets the indicator `-` that leaves the break out.
  private func behindUnterminated(_ node: YamlNode, _ text: [UInt8]) -> [Splice] {
    let end = tree.bytes.count
    let scalar = YamlBlockText(of: node, in: tree)
    let header: Splice
    switch scalar.chomping {
    case .strip: return [Splice(range: end..<end, replacement: text)]
    case .clip: header = Splice(range: scalar.headerEnd..<scalar.headerEnd, replacement: [YamlByte.dash])
    case .keep:
      guard let plus = tree.bytes[node.start..<scalar.headerEnd].firstIndex(of: YamlByte.plus) else { return [] }
      header = Splice(range: plus..<plus + 1, replacement: [YamlByte.dash])
    }
    return [header, Splice(range: end..<end, replacement: text)]
  }

  // MARK: Flow style

  private func flow() throws(EditRefusal) -> [Splice] {
    let writer = writer(isInFlow: true)
    var text = try writer.flow(value)
    if let key { text = try writer.scalars.key(key, like: writer.keyStyle) + colonGap + text }
    guard collection.lastEntry >= 0 else {
      return [Splice(range: collection.start + 1..<collection.end - 1, replacement: emptyGap(text))]
    }
    let last = tree.entries[collection.lastEntry]
    let end = tree.end(of: collection.lastEntry)
    // Some readers take `x:,` for a name with a colon in it.
    let isBare = tree[last.value].style == .empty && last.colon == end - 1
    let space = isBare ? [YamlByte.space] : []
    guard tree.startsLine(last.start) else {
      return [Splice(range: end..<end, replacement: space + separator + text)]
    }
    let indentation = tree.bytes[tree.lineStart(of: last.start)..<last.start]
    let line = habits.lineBreak + indentation + text
    if last.comma >= 0 {
      let lineEnd = hasOnlyComment(behind: last.comma + 1) ? tree.lineEnd(of: last.comma) : last.comma + 1
      return [Splice(range: lineEnd..<lineEnd, replacement: line + [YamlByte.comma])]
    }
    let lineEnd = hasOnlyComment(behind: end) ? tree.lineEnd(of: end) : end
    if lineEnd == end { return [Splice(range: end..<end, replacement: space + [YamlByte.comma] + line)] }
    return [
      Splice(range: end..<end, replacement: space + [YamlByte.comma]),
      Splice(range: lineEnd..<lineEnd, replacement: line),
    ]
  }

  private func hasOnlyComment(behind offset: Int) -> Bool {
    let rest = tree.bytes[offset..<tree.lineEnd(of: offset)].drop(while: YamlByte.isBlank)
    return rest.isEmpty || rest.first == YamlByte.hash
  }

  /// The entry between the brackets of an empty collection, with the white space that is there if it is on one line.
  private func emptyGap(_ text: [UInt8]) -> [UInt8] {
    let inside = tree.bytes[collection.start + 1..<collection.end - 1]
    guard !inside.isEmpty, inside.allSatisfy({ $0 == YamlByte.space }) else { return text }
    return [YamlByte.space] + text + [YamlByte.space]
  }

  /// What is between two entries: as between the first two, `, ` where there aren't two on a line.
  private var separator: [UInt8] {
    let first = tree.entries[collection.firstEntry]
    guard first.comma >= 0, first.next >= 0 else { return [YamlByte.comma, YamlByte.space] }
    let gap = tree.bytes[first.comma + 1..<tree.entries[first.next].start]
    return gap.allSatisfy { $0 == YamlByte.space }
      ? [YamlByte.comma] + gap : [YamlByte.comma, YamlByte.space]
  }

  /// What is between key and value: a colon alone only where the keys are quoted and have it so.
  private var colonGap: [UInt8] {
    guard collection.lastEntry >= 0 else { return [YamlByte.colon, YamlByte.space] }
    let last = tree.entries[collection.lastEntry]
    let isTight =
      last.colon >= 0 && tree.keyStyle(in: place.node) == .doubleQuoted && tree[last.value].style != .empty
      && tree.outerStart(of: last.value) == last.colon + 1
    return isTight ? [YamlByte.colon] : [YamlByte.colon, YamlByte.space]
  }
}
