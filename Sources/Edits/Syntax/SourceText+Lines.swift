/// Whole lines: where they are put in and taken out.
extension SourceText {
  /// Puts lines, without the last line end, at the start of a line or at the file's end.
  ///
  /// Behind a last line without an end they have none either.
  func inserting(_ lines: [UInt8], at position: Int, lineEnd: [UInt8]) -> Splice {
    let isOpen = position > start && !bytes[position - 1].isLineEnd
    return Splice(range: position..<position, replacement: isOpen ? lineEnd + lines : lines + lineEnd)
  }

  /// Where removals reach the end of a file without a final line end, the line that becomes the last loses its own.
  ///
  /// The splices have to be sorted.
  func withoutNewFinalBreak(_ splices: [Splice]) -> [Splice] {
    guard let last = bytes.last, !last.isLineEnd else { return splices }
    var kept = splices[...]
    var removed = bytes.count
    while let splice = kept.last, splice.range.upperBound == removed, splice.replacement.isEmpty, !splice.range.isEmpty
    {
      removed = splice.range.lowerBound
      kept.removeLast()
    }
    guard removed < bytes.count, removed > start, bytes[removed - 1].isLineEnd else { return splices }
    let isPair =
      removed > start + 1 && bytes[removed - 1] == UInt8(ascii: "\n") && bytes[removed - 2] == UInt8(ascii: "\r")
    let end = removed - (isPair ? 2 : 1)
    if let before = kept.last, before.range.upperBound > end { return splices }
    return kept + [Splice(range: end..<bytes.count, replacement: [])]
  }

  /// Whether the last line is empty, so that a new block needs no gap.
  func endsWithEmptyLine() -> Bool {
    guard let last = bytes.last, bytes.count > start, last.isLineEnd else { return false }
    let isPair = last == UInt8(ascii: "\n") && bytes.count > start + 1 && bytes[bytes.count - 2] == UInt8(ascii: "\r")
    let end = bytes.count - (isPair ? 2 : 1)
    return isFirstOnLine(end)
  }

  /// The start of the comment lines that stand right above a line, or of the line itself.
  ///
  /// `marks` are the signs that a comment line starts with.
  func commentBlockStart(above offset: Int, marks: String) -> Int {
    var block = lineStart(of: offset)
    while block > start {
      var previous = block - 1
      if previous > start, bytes[previous] == UInt8(ascii: "\n"), bytes[previous - 1] == UInt8(ascii: "\r") {
        previous -= 1
      }
      let line = lineStart(of: previous)
      guard let mark = byte(skippingBlanks(from: line)), marks.utf8.contains(mark) else { break }
      block = line
    }
    return block
  }

  /// A range of lines with the empty ones behind it; at the file's end with those in front of it.
  func block(_ lines: Range<Int>) -> Range<Int> {
    var end = lines.upperBound
    while end < bytes.count, byte(skippingBlanks(from: end)).map(\.isLineEnd) ?? true {
      end = behindLineBreak(skippingBlanks(from: end))
    }
    var first = lines.lowerBound
    guard end == bytes.count else { return first..<end }
    while first > start {
      var previous = first - 1
      if previous > start, bytes[previous] == UInt8(ascii: "\n"), bytes[previous - 1] == UInt8(ascii: "\r") {
        previous -= 1
      }
      let line = lineStart(of: previous)
      guard skippingBlanks(from: line) == previous else { break }
      first = line
    }
    return first..<end
  }
}
