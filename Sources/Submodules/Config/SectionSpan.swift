/// Which bytes go when a section or a line goes.
enum SectionSpan {
  /// Returns the bytes of a section: from its header to the end of its last line, with the blank lines that would be left
  /// over. Comments before the header and behind the last line belong to nobody and stay.
  static func removal(of index: Int, in document: ConfigDocument) -> Range<Int> {
    let bytes = document.bytes
    let section = document.sections[index]
    let header = section.header?.span ?? 0..<0
    let start = startOfIndent(before: header.lowerBound, in: bytes)
    let isAloneAtStart = start == fileStart(bytes) || bytes[start - 1] == .lineFeed
    var end = section.variables.last?.end ?? header.upperBound
    if section.variables.isEmpty, let line = endOfBlankLine(from: end, in: bytes) { end = line }
    guard isAloneAtStart else { return header.lowerBound..<startOfLineEnd(before: end, in: bytes) }
    guard end == bytes.count || bytes[end - 1] == .lineFeed else { return start..<end }

    // One of the two gaps around the section is enough.
    let isAfterGap = start == fileStart(bytes) || isBlankLine(before: start, in: bytes)
    if isAfterGap {
      while end < bytes.count, let line = endOfBlankLine(from: end, in: bytes) { end = line }
    }
    guard end == bytes.count else { return start..<end }
    let gap = startOfGap(before: start, in: bytes)
    // A file without a final line end keeps having none.
    return (bytes.last == .lineFeed ? gap : startOfLineEnd(before: gap, in: bytes))..<end
  }

  /// Returns the bytes of a variable: its whole lines, or less where a header stands on the same line.
  static func line(of variable: ConfigVariable, in bytes: [UInt8]) -> Range<Int> {
    let start = startOfIndent(before: variable.keySpan.lowerBound, in: bytes)
    if start == fileStart(bytes) || bytes[start - 1] == .lineFeed {
      if variable.end < bytes.count || bytes.last == .lineFeed { return start..<variable.end }
      // A file without a final line end keeps having none.
      return startOfLineEnd(before: start, in: bytes)..<variable.end
    }
    return start..<startOfLineEnd(before: variable.end, in: bytes)
  }

  private static func fileStart(_ bytes: [UInt8]) -> Int {
    bytes.starts(with: utf8Mark) ? utf8Mark.count : 0
  }

  private static func startOfIndent(before offset: Int, in bytes: [UInt8]) -> Int {
    var start = offset
    while start > 0, bytes[start - 1] == .space || bytes[start - 1] == .tab { start -= 1 }
    return start
  }

  /// Steps back over one line end.
  private static func startOfLineEnd(before offset: Int, in bytes: [UInt8]) -> Int {
    guard offset > 0, bytes[offset - 1] == .lineFeed else { return offset }
    return offset > 1 && bytes[offset - 2] == .carriageReturn ? offset - 2 : offset - 1
  }

  /// Returns where the line ends if only white space is left on it.
  private static func endOfBlankLine(from offset: Int, in bytes: [UInt8]) -> Int? {
    var end = offset
    while end < bytes.count {
      if bytes[end] == .lineFeed { return end + 1 }
      if !bytes[end].isConfigSpace { return nil }
      end += 1
    }
    return end
  }

  /// Whether the line that ends at `offset` is blank.
  private static func isBlankLine(before offset: Int, in bytes: [UInt8]) -> Bool {
    let end = startOfLineEnd(before: offset, in: bytes)
    guard end < offset else { return false }
    let start = startOfIndent(before: end, in: bytes)
    return start == fileStart(bytes) || bytes[start - 1] == .lineFeed
  }

  private static func startOfGap(before offset: Int, in bytes: [UInt8]) -> Int {
    var start = offset
    while start > fileStart(bytes), isBlankLine(before: start, in: bytes) {
      start = startOfIndent(before: startOfLineEnd(before: start, in: bytes), in: bytes)
    }
    return start
  }
}
