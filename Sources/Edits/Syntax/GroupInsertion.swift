/// Adds an element to a collection in brackets, behind its last one and written like it.
struct GroupInsertion<Language: Dialect> {
  let dialect: Language
  let source: SourceText
  let root: Syntax
  /// The collection.
  let place: Place

  private var reader: StyleReader<Language> { StyleReader(dialect: dialect, source: source, root: root) }

  /// Returns the plan that adds an element; `key` is nil in lists.
  func plan(key: String?, value: EditValue) throws(EditRefusal) -> SyntaxPlan {
    guard let group = place.node.group else { return SyntaxPlan() }
    let splices =
      group.items.isEmpty
      ? try splicesIntoEmpty(group, key, value) : try splicesBehindLast(group, key, value)
    let change = SyntaxPlan.Change(
      address: place.address, action: .insert(key: key, value, at: group.items.count))
    return SyntaxPlan(splices: splices, changes: [change], matchCount: 1)
  }

  private var isArgument: Bool {
    if case .call = place.node.kind { true } else { false }
  }

  private func splicesBehindLast(
    _ group: Group, _ key: String?, _ value: EditValue
  ) throws(EditRefusal) -> [Splice] {
    guard let last = group.items.last else { return [] }
    let comma = [UInt8(ascii: ",")]
    let style = reader.style(in: place)
    let writer = ValueWriter(dialect: dialect, source: source, style: style)
    let startsLine = reader.startsLine(group.items.count - 1, in: group)
    let indentation = startsLine || style.isMultiline ? source.indentation(at: last.range.lowerBound) : []
    let entry = try writer.entry(key, value, isArgument: isArgument, indentation: indentation)
    // A tuple of one needs its comma; that says nothing of its style.
    let keepsComma = group.hasTrailingComma && (startsLine || !isTuple || group.items.count > 1)
    let text =
      (startsLine ? style.lineEnd + indentation : style.itemSeparator) + entry + (keepsComma ? comma : [])
    let end = last.range.upperBound
    let anchor = last.comma.map { $0 + 1 } ?? end
    let position = startsLine ? behindComments(from: anchor) : anchor
    if last.comma != nil { return [Splice(range: position..<position, replacement: text)] }
    if position == end { return [Splice(range: end..<end, replacement: comma + text)] }
    return [
      Splice(range: end..<end, replacement: comma), Splice(range: position..<position, replacement: text),
    ]
  }

  private var isTuple: Bool {
    guard case .list(let group) = place.node.kind else { return false }
    return source.bytes[group.opening - 1] == UInt8(ascii: "(")
  }

  /// The offset behind the comments that follow on the same line.
  private func behindComments(from anchor: Int) -> Int {
    var end = anchor
    while true {
      let next = source.skippingBlanks(from: end)
      guard let comment = dialect.commentEnd(at: next, in: source) else { return end }
      end = comment
    }
  }

  private func splicesIntoEmpty(
    _ group: Group, _ key: String?, _ value: EditValue
  ) throws(EditRefusal) -> [Splice] {
    let style = reader.style(in: place)
    let writer = ValueWriter(dialect: dialect, source: source, style: style)
    let interior = source.bytes[group.opening..<group.closing]
    let hasBreak = interior.contains(where: \.isLineEnd)
    let outer = source.indentation(at: hasBreak ? group.closing : group.opening - 1)
    let comma: [UInt8] = [UInt8(ascii: ",")]
    guard reader.expandsEmpty(place) else {
      let entry = try writer.entry(key, value, isArgument: isArgument, indentation: outer) + (isTuple ? comma : [])
      if interior.allSatisfy(\.isBlank) {
        let padding = source.bytes[group.opening - 1] == UInt8(ascii: "{") ? style.bracePadding : []
        return [Splice(range: group.opening..<group.closing, replacement: padding + entry + padding)]
      }
      let end = endOfComments(in: group)
      return [Splice(range: end..<end, replacement: [UInt8(ascii: " ")] + entry)]
    }
    let inner = outer + style.indent
    let end = style.endsLinesWithComma || isTuple ? comma : []
    if interior.allSatisfy({ $0.isBlank || $0.isLineEnd }) {
      let entry = try writer.entry(key, value, isArgument: isArgument, indentation: inner) + end
      let text = style.lineEnd + inner + entry + style.lineEnd + outer
      return [Splice(range: group.opening..<group.closing, replacement: text)]
    }
    let position = endOfComments(in: group)
    let indentation = source.isFirstOnLine(lastComment(in: group)) ? source.indentation(at: position) : inner
    let entry = try writer.entry(key, value, isArgument: isArgument, indentation: indentation) + end
    let rest = source.bytes[position..<group.closing]
    let close = rest.contains(where: \.isLineEnd) ? [] : style.lineEnd + outer
    return [Splice(range: position..<position, replacement: style.lineEnd + indentation + entry + close)]
  }

  /// The end of the last comment in a collection that has no elements.
  private func endOfComments(in group: Group) -> Int {
    dialect.commentEnd(at: lastComment(in: group), in: source) ?? group.opening
  }

  /// The start of the last comment in a collection that has no elements.
  private func lastComment(in group: Group) -> Int {
    var last = group.opening
    var position = group.opening
    while position < group.closing {
      if let end = dialect.commentEnd(at: position, in: source) {
        last = position
        position = end
      } else {
        position += 1
      }
    }
    return last
  }
}
