/// Takes entries out of a collection: their lines and the comments at the end of these, not the comments above others.
struct YamlRemoval {
  let tree: YamlTree
  let collection: Int
  /// The entries to remove; not all of the collection's.
  let removed: Set<Int>

  func splices() -> [Splice] {
    let numbers = Array(tree.entries(of: collection))
    let lastKept = numbers.lastIndex { !removed.contains($0) } ?? -1
    var splices: [Splice] = []
    for (index, number) in numbers.enumerated() where removed.contains(number) {
      let next = index + 1 < numbers.count ? numbers[index + 1] : nil
      if tree[collection].style == .block {
        splices.append(block(number, next: next))
      } else {
        let previous = index > 0 ? numbers[index - 1] : nil
        splices += flow(number, previous: previous, next: next, isLast: index > lastKept)
      }
    }
    let joined = Self.joined(splices)
    return tree[collection].style == .block ? withoutNewFinalBreak(joined, of: numbers) : joined
  }

  // MARK: Block style

  /// Where the last lines of a file without a final line break go, the line before them loses its break.
  private func withoutNewFinalBreak(_ splices: [Splice], of numbers: [Int]) -> [Splice] {
    let end = tree.bytes.count
    guard let last = splices.last, last.range.upperBound == end, !YamlByte.isBreak(tree.bytes[end - 1]) else {
      return splices
    }
    let start = last.range.lowerBound
    guard start > tree.textStart, YamlByte.isBreak(tree.bytes[start - 1]), !endsInBlockScalar(numbers) else {
      return splices
    }
    return splices.dropLast() + [Splice(range: beforeBreak(start)..<end, replacement: [])]
  }

  private func block(_ number: Int, next: Int?) -> Splice {
    let entry = tree.entries[number]
    let lineEnd = tree.lineEnd(of: tree.end(of: number))
    let start = tree.lineStart(of: entry.start)
    guard tree.startsLine(entry.start) else { return compact(entry, lineEnd: lineEnd, next: next) }
    let end = tree.afterBreak(at: deeperCommentsEnd(behind: lineEnd))
    return Splice(range: start..<end, replacement: [])
  }

  /// Removes the first entry of a mapping that begins behind a dash: `- name: a`.
  private func compact(_ entry: YamlEntry, lineEnd: Int, next: Int?) -> Splice {
    guard let next else { return Splice(range: entry.start..<lineEnd, replacement: []) }
    let nextStart = tree.entries[next].start
    let between = tree.bytes[lineEnd..<nextStart]
    if between.allSatisfy(YamlByte.isWhite) { return Splice(range: entry.start..<nextStart, replacement: []) }
    var start = entry.start
    while tree.bytes[start - 1] == YamlByte.space { start -= 1 }
    return Splice(range: start..<lineEnd, replacement: [])
  }

  /// Behind the comment lines below the entry that are deeper than it: they are about what it holds.
  private func deeperCommentsEnd(behind lineEnd: Int) -> Int {
    var end = lineEnd
    var line = tree.afterBreak(at: lineEnd)
    while line < tree.bytes.count {
      let nextEnd = tree.lineEnd(of: line)
      let text = tree.bytes[line..<nextEnd].drop { $0 == YamlByte.space }
      if text.first == YamlByte.hash, text.startIndex - line > tree[collection].indent {
        end = nextEnd
      } else if !text.allSatisfy(YamlByte.isBlank) {
        break
      }
      line = max(tree.afterBreak(at: nextEnd), line + 1)
    }
    return end
  }

  private func beforeBreak(_ lineStart: Int) -> Int {
    let isPair =
      lineStart >= 2 && tree.bytes[lineStart - 1] == YamlByte.lineFeed
      && tree.bytes[lineStart - 2] == YamlByte.carriageReturn
    return lineStart - (isPair ? 2 : 1)
  }

  /// Whether what stays ends in a literal or folded scalar, to which its line break belongs.
  private func endsInBlockScalar(_ numbers: [Int]) -> Bool {
    guard let last = numbers.last(where: { !removed.contains($0) }) else { return false }
    return tree.lastScalar(of: tree.entries[last].value).style.isBlockScalar
  }

  // MARK: Flow style

  private func flow(_ number: Int, previous: Int?, next: Int?, isLast: Bool) -> [Splice] {
    let entry = tree.entries[number]
    let end = tree.end(of: number)
    let behind = entry.comma >= 0 ? entry.comma + 1 : end
    let rest = tree.bytes[behind..<tree.lineEnd(of: behind)].drop(while: YamlByte.isBlank)
    guard rest.isEmpty || rest.first == YamlByte.hash else {
      if let next, !isLast { return [Splice(range: entry.start..<tree.entries[next].start, replacement: [])] }
      return last(entry, end: end, previous: previous)
    }
    let lineEnd = tree.lineEnd(of: behind)
    let range =
      tree.startsLine(entry.start)
      ? tree.lineStart(of: entry.start)..<tree.afterBreak(at: lineEnd) : entry.start..<lineEnd
    var splices = [Splice(range: range, replacement: [])]
    // The comma of the entry before has nothing to divide any more.
    if isLast, numbersEndWithoutComma, let previous, !removed.contains(previous) {
      let comma = tree.entries[previous].comma
      if comma >= 0 { splices.insert(Splice(range: comma..<comma + 1, replacement: []), at: 0) }
    }
    return splices
  }

  /// Removes the last entry of a line that goes on behind it, with the comma before it.
  private func last(_ entry: YamlEntry, end: Int, previous: Int?) -> [Splice] {
    guard let previous else { return [Splice(range: entry.start..<end, replacement: [])] }
    let comma = tree.entries[previous].comma
    if tree.bytes[comma + 1..<entry.start].allSatisfy(YamlByte.isWhite) {
      return [Splice(range: comma..<end, replacement: [])]
    }
    // A comment is between them.
    return [Splice(range: comma..<comma + 1, replacement: []), Splice(range: entry.start..<end, replacement: [])]
  }

  private var numbersEndWithoutComma: Bool {
    let last = tree[collection].lastEntry
    return last >= 0 && tree.entries[last].comma < 0
  }

  /// Joins splices that touch or overlap, since several entries in a row share what is between them.
  private static func joined(_ splices: [Splice]) -> [Splice] {
    var result: [Splice] = []
    for splice in splices.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      if let last = result.last, last.range.upperBound >= splice.range.lowerBound {
        let upper = max(last.range.upperBound, splice.range.upperBound)
        result[result.count - 1] = Splice(range: last.range.lowerBound..<upper, replacement: [])
      } else {
        result.append(splice)
      }
    }
    return result
  }
}
