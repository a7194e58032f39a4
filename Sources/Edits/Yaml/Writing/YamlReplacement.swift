/// Writes a value in the place of a node; anchor and key stay, and so does a comment behind the value.
struct YamlReplacement {
  let tree: YamlTree
  let habits: YamlHabits
  let place: YamlPlace
  let value: EditValue

  private var slot: YamlSlot { YamlSlot(tree: tree, place: place) }

  private var old: YamlNode { tree[place.node] }

  private var remainder: YamlSlot.Remainder {
    slot.remainder(isEmptied: value == .object([]) || value == .array([]))
  }

  func splices() throws(EditRefusal) -> [Splice] {
    try checkTag()
    let isInFlow = tree.isInFlow(place)
    let writer = YamlValueWriter(
      habits: habits, isInFlow: isInFlow, stringStyle: stringStyle, keyStyle: tree.keyStyle(near: place),
      surroundings: tree.surroundings(below: old.end))
    if value.isWrittenInLines, !isInFlow, old.style != .flow { return try collection(writer) }
    if value.isWrittenInLines { return [inBrackets(try writer.flow(value))] }
    if isInFlow, old.style != .empty { return [inBrackets(try writer.scalars.text(of: value, like: stringStyle))] }
    if !isInFlow, let splices = blockScalar(writer.scalars) { return splices }
    return scalar(try writer.scalars.text(of: value, like: stringStyle))
  }

  /// The style that a new string should have: the old scalar's, or that of the strings beside it.
  private var stringStyle: YamlNode.Style {
    old.kind == .scalar && old.style != .empty ? old.style : tree.stringStyle(near: place)
  }

  /// Refuses a value that the node's tag would turn into something else.
  private func checkTag() throws(EditRefusal) {
    let isRight =
      switch (tree.tag(of: place.node), value) {
      case (.none, _), (.string, .string), (.boolean, .boolean), (.null, .null), (.sequence, .array),
        (.mapping, .object), (.float, .number), (.nonSpecific, .string):
        true
      case (.integer, .number(let text)): YamlSchema.meaning(ofPlain: Array(text.utf8)[...]) == .integer
      default: false
      }
    guard isRight else {
      let tag = tree.properties[old.properties].tag.map { String(decoding: tree.bytes[$0], as: UTF8.self) } ?? ""
      throw EditRefusal(.type, "the value has the tag \(tag), which \(value.shown) doesn't fit", at: old.start)
    }
  }

  // MARK: Scalars

  /// Replaces exactly the old bytes.
  private func inBrackets(_ text: [UInt8]) -> Splice {
    guard old.style != .empty else { return empty(text) }
    var text = text
    // Behind a plain key without a space, as in `{a:[b]}`, a plain value would become part of the key.
    if let parent = place.parents.last, tree.entries[parent.entry].colon + 1 == old.start, old.properties < 0,
      !tree[tree.entries[parent.entry].key].style.isQuoted
    {
      text.insert(YamlByte.space, at: 0)
    }
    return Splice(range: old.start..<old.end, replacement: text)
  }

  /// Writes text on the node's first line, and the lines below it where there are some.
  private func scalar(_ text: [UInt8], below: [[UInt8]] = []) -> [Splice] {
    let tail = joined(below)
    if old.style == .empty {
      let splice = empty(text, tail: place.parents.isEmpty ? tail : [])
      return tail.isEmpty || place.parents.isEmpty ? [splice] : [splice, behindLine(tail)]
    }
    if old.style == .block, let introduction = slot.introduction, slot.isOnLaterLine {
      let comment = tree.bytes[introduction..<tree.lineEnd(of: introduction)]
      let replacement = [YamlByte.space] + text + comment + tail
      return [Splice(range: introduction..<remainder.end, replacement: replacement)]
    }
    if below.isEmpty, old.style != .block, !old.style.isBlockScalar {
      return [Splice(range: old.start..<old.end, replacement: text)]
    }
    return [Splice(range: old.start..<remainder.end, replacement: text + remainder.comment + tail)]
  }

  /// Writes text where nothing is.
  private func empty(_ text: [UInt8], tail: [UInt8] = []) -> Splice {
    guard let parent = place.parents.last else {
      guard let introduction = slot.introduction else {
        return tree.appendedLines(text + tail, lineBreak: habits.lineBreak)
      }
      return Splice(range: introduction..<introduction, replacement: [YamlByte.space] + text)
    }
    let entry = tree.entries[parent.entry]
    var head = [YamlByte.space]
    if entry.key >= 0, entry.colon < 0 {
      let mapping = tree[parent.collection]
      // Right behind a `?` the colon would make it a name.
      let isBare = tree[entry.key].style == .empty
      let gap = mapping.style == .block ? joined([indentation(mapping.indent)]) : isBare ? head : []
      head = gap + [YamlByte.colon, YamlByte.space]
    }
    return Splice(range: old.end..<old.end, replacement: head + text)
  }

  private func behindLine(_ text: [UInt8]) -> Splice {
    let end = tree.lineEnd(of: old.end)
    return Splice(range: end..<end, replacement: text)
  }

  /// The splices that write the string as a literal or folded scalar, if that is its style and it can hold it.
  private func blockScalar(_ scalars: YamlScalarWriter) -> [Splice]? {
    guard case .string(let text) = value, let parent = place.parents.last else { return nil }
    let hasBreaks = text.utf8.contains(YamlByte.lineFeed)
    guard old.style.isBlockScalar || hasBreaks && !stringStyle.isQuoted else { return nil }
    let parentColumn = tree[parent.collection].indent
    let column = old.style.isBlockScalar && old.indent > parentColumn ? old.indent : parentColumn + habits.step
    guard tree.surroundings(below: old.end, column: column).allowsLiteral(text) else { return nil }
    let style: YamlNode.Style = old.style == .folded ? .folded : .literal
    let block = scalars.block(Array(text.utf8), style: style, column: column, parent: parentColumn)
    return block.map { scalar($0.header, below: $0.lines) }
  }

  // MARK: Collections in lines

  private func collection(_ writer: YamlValueWriter) throws(EditRefusal) -> [Splice] {
    let isList = if case .array = value { true } else { false }
    guard let parent = place.parents.last else { return [try root(writer)] }
    let collection = tree[parent.collection]
    let entry = tree.entries[parent.entry]
    if entry.key < 0, old.properties < 0, !slot.isOnLaterLine {
      return [try compact(writer, dash: entry.start, column: collection.indent)]
    }
    if entry.key >= 0, entry.colon < 0 {
      throw EditRefusal(.type, "the key has no colon that a collection could be written behind", at: old.start)
    }
    if slot.isOnLaterLine, old.style == .block || tree.startsLine(old.start) {
      let leastColumn = isList && entry.key >= 0 ? collection.indent : collection.indent + 1
      let found = tree.column(of: old.start)
      let column = found >= leastColumn ? found : collection.indent + habits.step
      let lines = try writer.lines(of: value, column: column)
      return [ownLines(lines, from: old.start, head: indentation(column - found))]
    }
    let column = collection.indent + (isList && entry.key >= 0 ? habits.listOffset : habits.step)
    return [belowIntroduction(try writer.lines(of: value, column: column), column: column)]
  }

  /// Writes a topmost collection, which may not begin on the line of `---`.
  private func root(_ writer: YamlValueWriter) throws(EditRefusal) -> Splice {
    let isFresh = slot.isOnLaterLine && old.style != .empty
    let column = isFresh ? tree.column(of: old.start) : 0
    let lines = try writer.lines(of: value, column: column)
    if isFresh { return ownLines(lines, from: old.start, head: []) }
    if slot.introduction != nil { return belowIntroduction(lines, column: 0) }
    return tree.appendedLines(Array(lines.joined(separator: habits.lineBreak)), lineBreak: habits.lineBreak)
  }

  /// Writes a collection that begins on the line of its dash.
  private func compact(_ writer: YamlValueWriter, dash: Int, column: Int) throws(EditRefusal) -> Splice {
    let between = tree.bytes[dash + 1..<old.start]
    let isSpaced = old.style != .empty && between.allSatisfy { $0 == YamlByte.space }
    let gap = isSpaced ? old.start - dash : 2
    let lines = try writer.lines(of: value, column: column + gap)
    return ownLines(lines, from: dash + 1, head: indentation(gap - 1))
  }

  /// Puts lines from `start` on in the node's place; the comment that stays is behind the first one.
  private func ownLines(_ lines: [[UInt8]], from start: Int, head: [UInt8]) -> Splice {
    let text = head + lines[0] + remainder.comment + joined(Array(lines.dropFirst()))
    return Splice(range: start..<remainder.end, replacement: text)
  }

  /// Replaces what is on the introducing line by lines below it; a comment there stays.
  private func belowIntroduction(_ lines: [[UInt8]], column: Int) -> Splice {
    let start = slot.introduction ?? old.start
    let comment = remainder.comment.allSatisfy(YamlByte.isBlank) ? [] : remainder.comment
    let text = joined([indentation(column) + lines[0]] + lines.dropFirst())
    return Splice(range: start..<remainder.end, replacement: comment + text)
  }

  /// The lines, each behind a line break.
  private func joined(_ lines: [[UInt8]]) -> [UInt8] { Array(lines.flatMap { habits.lineBreak + $0 }) }

  private func indentation(_ column: Int) -> [UInt8] { [UInt8](repeating: YamlByte.space, count: column) }
}
