/// Writes a value in the place of a node; anchor and key stay, and so does a comment behind the value.
struct YamlReplacement {
  let tree: YamlTree
  let habits: YamlHabits
  let place: YamlPlace
  let value: EditValue

  private var old: YamlNode { tree[place.node] }

  func splices() throws(EditRefusal) -> [Splice] {
    try checkTag()
    let isInFlow = tree.isInFlow(place)
    let writer = YamlValueWriter(
      habits: habits, isInFlow: isInFlow, stringStyle: stringStyle, keyStyle: tree.keyStyle(near: place),
      allowsLiterals: !tree.hasComment(below: old.end, from: 1))
    if value.isWrittenInLines {
      return isInFlow || old.style == .flow ? inline(try writer.flow(value)) : try lines(writer)
    }
    if !isInFlow, let splices = blockScalar(writer.scalars) { return splices }
    return inline(try writer.scalars.text(of: value, like: stringStyle))
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

  // MARK: Where the text goes

  /// Behind what introduces the node: its properties, its key's colon or its dash.
  private var introduction: Int? {
    if old.properties >= 0 { return tree.properties[old.properties].end }
    guard let parent = place.parents.last else {
      return tree.documents.first { $0.root == place.node && $0.isMarked }?.start
    }
    let entry = tree.entries[parent.entry]
    if entry.colon >= 0 { return entry.colon + 1 }
    return tree[parent.collection].kind == .sequence ? entry.start + 1 : nil
  }

  /// Whether the node begins on a later line than what introduces it.
  private var isOnLaterLine: Bool {
    guard let introduction else { return true }
    return tree.lineEnd(of: introduction) < old.start
  }

  /// Behind what goes with the node: a block collection takes the comment behind its last line along.
  ///
  /// Not so where it is one line behind a dash, whose comment may be about the item, and something is left of it.
  private var oldEnd: Int {
    guard old.style == .block else { return old.end }
    let isItemLine = !isOnLaterLine && tree.lineEnd(of: old.start) >= old.end
    return isItemLine && value != .object([]) && value != .array([]) ? old.end : tree.lineEnd(of: old.end)
  }

  /// Replaces the node by text on one line, and lines below it where there are some.
  private func inline(_ text: [UInt8], below: [[UInt8]] = []) -> [Splice] {
    let tail = joined(below)
    switch old.style {
    case .empty: return empty(text, tail: tail)
    case .literal, .folded:
      let headerEnd = YamlBlockText(of: old, in: tree).headerEnd
      let comment = tree.bytes[headerEnd..<tree.lineEnd(of: headerEnd)]
      return [Splice(range: old.start..<old.end, replacement: text + comment + tail)]
    case .block:
      guard let introduction, isOnLaterLine else {
        return [Splice(range: old.start..<oldEnd, replacement: text + tail)]
      }
      let comment = tree.bytes[introduction..<tree.lineEnd(of: introduction)]
      return [Splice(range: introduction..<oldEnd, replacement: [YamlByte.space] + text + comment + tail)]
    case .plain, .singleQuoted, .doubleQuoted, .flow, .pair, .alias:
      return [Splice(range: old.start..<old.end, replacement: text)] + inserted(tail, behind: old.end)
    }
  }

  /// Writes text where nothing is.
  private func empty(_ text: [UInt8], tail: [UInt8]) -> [Splice] {
    guard let parent = place.parents.last else {
      if let introduction {
        return [Splice(range: introduction..<introduction, replacement: [YamlByte.space] + text)]
          + inserted(tail, behind: introduction)
      }
      return tree.appendedLines(text + tail, lineBreak: habits.lineBreak)
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
    return [Splice(range: old.end..<old.end, replacement: head + text)] + inserted(tail, behind: old.end)
  }

  private func inserted(_ text: [UInt8], behind offset: Int) -> [Splice] {
    let end = tree.lineEnd(of: offset)
    return text.isEmpty ? [] : [Splice(range: end..<end, replacement: text)]
  }

  /// The lines, each behind a line break.
  private func joined(_ lines: [[UInt8]]) -> [UInt8] { Array(lines.flatMap { habits.lineBreak + $0 }) }

  private func indentation(_ column: Int) -> [UInt8] { [UInt8](repeating: YamlByte.space, count: column) }

  // MARK: Text of several lines

  /// The splices that write the string as a literal or folded scalar, if that is its style and it can hold it.
  private func blockScalar(_ scalars: YamlScalarWriter) -> [Splice]? {
    guard case .string(let text) = value, let parent = place.parents.last else { return nil }
    let hasBreaks = text.utf8.contains(YamlByte.lineFeed)
    guard old.style.isBlockScalar || hasBreaks && !stringStyle.isQuoted else { return nil }
    // The last line has to keep its break, which a file that ends without one can't give.
    if text.utf8.last == YamlByte.lineFeed, tree.lineEnd(of: old.end) == tree.bytes.count { return nil }
    let parentColumn = tree[parent.collection].indent
    let column = old.style.isBlockScalar && old.indent > parentColumn ? old.indent : parentColumn + habits.step
    if tree.hasComment(below: old.end, from: column) { return nil }
    let style: YamlNode.Style = old.style == .folded ? .folded : .literal
    let block = scalars.block(Array(text.utf8), style: style, column: column, parent: parentColumn)
    return block.map { inline($0.header, below: $0.lines) }
  }

  // MARK: Collections

  private func lines(_ writer: YamlValueWriter) throws(EditRefusal) -> [Splice] {
    guard let parent = place.parents.last else { return try rootLines(writer) }
    let collection = tree[parent.collection]
    let isList = if case .array = value { true } else { false }
    if collection.kind == .sequence, old.properties < 0, !isOnLaterLine {
      let start = tree.entries[parent.entry].start
      let between = tree.bytes[start + 1..<old.start]
      let isSpaced = old.style != .empty && between.allSatisfy { $0 == YamlByte.space }
      let gap = isSpaced ? old.start - start : 2
      return inlineCollection(try writer.lines(of: value, column: collection.indent + gap), from: start + 1, gap: gap)
    }
    if collection.kind == .mapping, tree.entries[parent.entry].colon < 0 {
      throw EditRefusal(.type, "the key has no colon that a collection could be written behind", at: old.start)
    }
    if isOnLaterLine, old.style == .block || tree.startsLine(old.start) {
      let needed = isList && collection.kind == .mapping ? collection.indent : collection.indent + 1
      let found = tree.column(of: old.start)
      let column = found >= needed ? found : collection.indent + habits.step
      let text = joinedCollection(try writer.lines(of: value, column: column))
      return [Splice(range: old.start..<oldEnd, replacement: indentation(column - found) + text)]
    }
    let column = collection.indent + (isList && collection.kind == .mapping ? habits.listOffset : habits.step)
    var lines = try writer.lines(of: value, column: column)
    lines[0] = indentation(column) + lines[0]
    return belowIntroduction(joined(lines))
  }

  /// Replaces what is on the introducing line by lines below it; a comment there stays.
  private func belowIntroduction(_ text: [UInt8]) -> [Splice] {
    guard let introduction else { return [] }
    if old.style.isBlockScalar {
      let headerEnd = YamlBlockText(of: old, in: tree).headerEnd
      let comment = tree.bytes[headerEnd..<tree.lineEnd(of: headerEnd)]
      return [Splice(range: introduction..<old.end, replacement: comment + text)]
    }
    let lineEnd = tree.lineEnd(of: old.end)
    let comment = tree.bytes[old.end..<lineEnd]
    let kept = comment.allSatisfy(YamlByte.isBlank) ? [] : Array(comment)
    return [Splice(range: introduction..<lineEnd, replacement: kept + text)]
  }

  /// Writes a collection's first line behind the dash that ends at `dashEnd`, where the old value's comment stays.
  private func inlineCollection(_ lines: [[UInt8]], from dashEnd: Int, gap: Int) -> [Splice] {
    let head = [UInt8](repeating: YamlByte.space, count: gap - 1)
    if old.style.isBlockScalar || old.style == .block {
      return [Splice(range: dashEnd..<oldEnd, replacement: head + joinedCollection(lines))]
    }
    let lineEnd = tree.lineEnd(of: old.end)
    let comment = tree.bytes[old.end..<lineEnd]
    let rest = joined(Array(lines.dropFirst()))
    return [Splice(range: dashEnd..<lineEnd, replacement: head + lines[0] + comment + rest)]
  }

  private func joinedCollection(_ lines: [[UInt8]]) -> [UInt8] {
    Array(lines.joined(separator: habits.lineBreak))
  }

  private func rootLines(_ writer: YamlValueWriter) throws(EditRefusal) -> [Splice] {
    let isFresh = old.style != .empty && isOnLaterLine
    let text = try writer.lines(of: value, column: isFresh ? tree.column(of: old.start) : 0)
    if introduction != nil, !isOnLaterLine { return belowIntroduction(joined(text)) }
    if old.style == .empty { return tree.appendedLines(joinedCollection(text), lineBreak: habits.lineBreak) }
    return [Splice(range: old.start..<oldEnd, replacement: joinedCollection(text))]
  }
}
