/// Python's `textwrap.wrap` without tabs and white space being replaced.
struct TextWrapper {
  let width: Int
  let breaksLongWords: Bool
  let breaksOnHyphens: Bool

  private static func isSpace(_ scalar: UInt32) -> Bool {
    (0x09...0x0D).contains(scalar) || scalar == 0x20
  }

  /// Returns the lines of one paragraph.
  func wrap(_ text: Text) throws(TemplateError) -> [[UInt8]] {
    guard width > 0 else { throw .value("invalid width \(width) (must be > 0)") }
    var chunks = Array(split(text.scalars).map { $0[...] }.reversed())
    var lines: [[UInt8]] = []
    while !chunks.isEmpty {
      var line: [ArraySlice<UInt32>] = []
      var length = 0
      if !lines.isEmpty, let first = chunks.last, isBlank(first) { chunks.removeLast() }
      while let chunk = chunks.last, length + chunk.count <= width {
        length += chunk.count
        line.append(chunk)
        chunks.removeLast()
      }
      if let chunk = chunks.last, chunk.count > width { breakLongWord(&chunks, &line, length) }
      if let last = line.last, isBlank(last) { line.removeLast() }
      if !line.isEmpty { lines.append(Text(scalars: line.joined()).bytes) }
    }
    return lines
  }

  private func isBlank(_ chunk: ArraySlice<UInt32>) -> Bool {
    chunk.allSatisfy(CodePoint.isSpace)
  }

  private func breakLongWord(
    _ chunks: inout [ArraySlice<UInt32>], _ line: inout [ArraySlice<UInt32>], _ length: Int
  ) {
    guard let chunk = chunks.popLast() else { return }
    let space = max(1, width - length)
    if breaksLongWords {
      // A slice, so that a word of a million letters isn't copied for each of its lines.
      var end = chunk.startIndex + space
      if breaksOnHyphens, chunk.count > space {
        // Break after a hyphen, but not after hyphens alone.
        if let hyphen = chunk[..<end].lastIndex(of: 0x2D), hyphen > chunk.startIndex,
          chunk[..<hyphen].contains(where: { $0 != 0x2D })
        {
          end = hyphen + 1
        }
      }
      line.append(chunk[..<end])
      chunks.append(chunk[end...])
    } else if line.isEmpty {
      line.append(chunk)
    } else {
      chunks.append(chunk)
    }
  }

  // MARK: Chunks

  private func split(_ scalars: [UInt32]) -> [[UInt32]] {
    var chunks: [[UInt32]] = []
    var start = 0
    while start < scalars.count {
      let end = breaksOnHyphens ? chunkEnd(scalars, start) : simpleChunkEnd(scalars, start)
      chunks.append(Array(scalars[start..<end]))
      start = end
    }
    return chunks
  }

  private func simpleChunkEnd(_ scalars: [UInt32], _ start: Int) -> Int {
    let isSpace = TextWrapper.isSpace(scalars[start])
    return scalars[start...].firstIndex { TextWrapper.isSpace($0) != isSpace } ?? scalars.count
  }

  /// The end of a chunk as `TextWrapper.wordsep_re` finds it.
  private func chunkEnd(_ scalars: [UInt32], _ start: Int) -> Int {
    func at(_ index: Int) -> UInt32? { scalars.indices.contains(index) ? scalars[index] : nil }
    func isLetter(_ index: Int) -> Bool {
      at(index).map { CodePoint.isWord($0) && $0 != 0x5F && !CodePoint.isDecimal($0) } ?? false
    }
    func isWord(_ index: Int) -> Bool { at(index).map(CodePoint.isWord) ?? false }
    func isWordPunctuation(_ index: Int) -> Bool {
      at(index).map { CodePoint.isWord($0) || [0x21, 0x22, 0x27, 0x26, 0x2E, 0x2C, 0x3F].contains($0) } ?? false
    }
    func dashesEnd(_ index: Int) -> Int {
      var end = index
      while at(end) == 0x2D { end += 1 }
      return end
    }
    if TextWrapper.isSpace(scalars[start]) { return simpleChunkEnd(scalars, start) }
    // A dash between words.
    if isWordPunctuation(start - 1), scalars[start] == 0x2D {
      let end = dashesEnd(start)
      if end - start >= 2, isWord(end) { return end }
    }
    var end = start + 1
    while end <= scalars.count {
      // After a hyphen inside a word.
      if at(end) == 0x2D, end > start, !TextWrapper.isSpace(scalars[end]) {
        let follows =
          (isLetter(end - 2) && isLetter(end - 1))
          || (isLetter(end - 3) && at(end - 2) == 0x2D && isWordPunctuation(end - 1))
        let follows2 = isLetter(end - 2) && at(end - 1) == 0x2D
        let isBefore = isLetter(end + 1) && (isLetter(end + 2) || (at(end + 2) == 0x2D && isLetter(end + 3)))
        if follows || follows2, isBefore { return end + 1 }
      }
      if end == scalars.count || TextWrapper.isSpace(scalars[end]) { return end }
      if isWordPunctuation(end - 1), at(end) == 0x2D {
        let dashes = dashesEnd(end)
        if dashes - end >= 2, isWord(dashes) { return end }
      }
      end += 1
    }
    return scalars.count
  }
}
