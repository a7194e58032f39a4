/// Removes elements from a collection in brackets.
///
/// An element on lines of its own goes with them and with the comment at their end; one that shares its line goes with
/// a comma and the space on one side. Comments on other lines stay.
struct GroupRemoval<Language: Dialect> {
  let dialect: Language
  let source: SourceText
  let group: Group
  /// Whether a single element needs a comma behind it, as in Python's tuples.
  let isTuple: Bool
  let indexes: Set<Int>

  func splices() -> [Splice] {
    let kept = group.items.indices.filter { !indexes.contains($0) }
    if kept.isEmpty, let cleared = clearing() { return [cleared] }
    var splices: [Splice] = []
    var index = 0
    while index < group.items.count {
      guard indexes.contains(index) else {
        index += 1
        continue
      }
      if let lines = ownLines(of: index) {
        splices.append(Splice(range: lines, replacement: []))
        index += 1
        continue
      }
      var last = index
      while indexes.contains(last + 1), ownLines(of: last + 1) == nil { last += 1 }
      splices.append(Splice(range: shared(index...last), replacement: []))
      index = last + 1
    }
    if let comma = danglingComma(kept, splices) { splices.append(Splice(range: comma..<(comma + 1), replacement: [])) }
    if isTuple, kept.count == 1, group.items[kept[0]].comma == nil {
      let end = group.items[kept[0]].range.upperBound
      splices.append(Splice(range: end..<end, replacement: [UInt8(ascii: ",")]))
    }
    return splices
  }

  /// Everything between the brackets, unless there are comments that aren't the elements' own.
  private func clearing() -> Splice? {
    var position = group.opening
    for index in group.items.indices {
      guard onlySpace(position..<group.items[index].range.lowerBound) else { return nil }
      position = ownLines(of: index)?.upperBound ?? end(of: index)
    }
    guard onlySpace(position..<group.closing) else { return nil }
    return Splice(range: group.opening..<group.closing, replacement: [])
  }

  /// The lines of an element that shares them with nothing but its comma and comments behind it.
  private func ownLines(of index: Int) -> Range<Int>? {
    let start = group.items[index].range.lowerBound
    guard source.isFirstOnLine(start), source.lineStart(of: start) >= group.opening else { return nil }
    var end = end(of: index)
    while true {
      end = source.skippingBlanks(from: end)
      guard let comment = dialect.commentEnd(at: end, in: source) else { break }
      end = comment
    }
    guard let byte = source.byte(end), byte.isLineEnd else { return nil }
    return source.lineStart(of: start)..<source.behindLineBreak(end)
  }

  /// The range of neighbouring elements that share lines with others, with one comma.
  private func shared(_ run: ClosedRange<Int>) -> Range<Int> {
    let start = group.items[run.lowerBound].range.lowerBound
    let end = end(of: run.upperBound)
    if run.upperBound + 1 < group.items.count {
      let next = group.items[run.upperBound + 1].range.lowerBound
      return start..<(onlySpace(end..<next) ? next : end)
    }
    guard run.lowerBound > 0, let comma = group.items[run.lowerBound - 1].comma else { return start..<end }
    let behind = comma + 1
    if !onlySpace(behind..<start) { return start..<end }
    let keepsComma = group.hasTrailingComma || (isTuple && indexes.count == group.items.count - 1)
    if keepsComma { return behind..<end }
    let before = group.items[run.lowerBound - 1].range.upperBound
    return (onlySpace(before..<comma) ? before : comma)..<end
  }

  /// The comma that would be left behind the last element of a collection that had none there.
  private func danglingComma(_ kept: [Int], _ splices: [Splice]) -> Int? {
    guard !group.hasTrailingComma, let last = kept.last, let comma = group.items[last].comma,
      !(isTuple && kept.count == 1), !splices.contains(where: { $0.range.contains(comma) })
    else { return nil }
    return comma
  }

  /// The offset behind an element and its comma.
  private func end(of index: Int) -> Int {
    group.items[index].comma.map { $0 + 1 } ?? group.items[index].range.upperBound
  }

  private func onlySpace(_ range: Range<Int>) -> Bool {
    source.bytes[range].allSatisfy { $0.isBlank || $0.isLineEnd }
  }
}
