import Patterns

/// Searches one content line by line, as `git grep` does: a match counts for the line that it begins in, and has to be one
/// of that line alone.
struct LineSearch {
  /// So much of a line is kept.
  static let lineLimit = 2000
  /// So much of a content's lines is kept, in bytes.
  static let byteLimit = 4 << 20

  let query: SearchQuery
  private let bytes: [UInt8]
  private var findings = ContentFindings()
  private var byteCount = 0
  /// The number of the last line that was kept, and where the next one begins.
  private var kept = (number: 0, nextStart: 0)
  /// The last line that matched.
  private var lastMatch = 0

  private init(_ query: SearchQuery, _ bytes: [UInt8]) {
    (self.query, self.bytes) = (query, bytes)
  }

  static func findings(of query: SearchQuery, in bytes: [UInt8]) throws(PatternFailure) -> ContentFindings {
    var search = LineSearch(query, bytes)
    try search.run()
    return search.findings
  }

  private mutating func run() throws(PatternFailure) {
    var (start, number) = (0, 1)
    while start < bytes.count, let match = try query.pattern.firstMatch(in: bytes, from: start) {
      while let feed = bytes[start..<match.range.lowerBound].firstIndex(of: .lineFeed) {
        (start, number) = (feed + 1, number + 1)
      }
      // Behind the last line's end there is no line.
      guard start < bytes.count else { break }
      let end = self.end(from: match.range.lowerBound)
      if let first = try ofLineAlone(match.range, start..<end) {
        findings.matchCount += 1
        try keep(first, start..<end, number)
        if query.detail == .files || findings.matchCount == query.limit || findings.isCut { break }
      }
      (start, number) = (end + 1, number + 1)
    }
    keepAfter(upTo: .max)
  }

  /// Returns the match if the line has it without what follows: another one of the line where this one goes on behind it.
  private func ofLineAlone(_ range: Range<Int>, _ line: Range<Int>) throws(PatternFailure) -> Range<Int>? {
    if range.upperBound <= line.upperBound { return range }
    guard let match = try query.pattern.firstMatch(in: Array(bytes[line])) else { return nil }
    return match.range.lowerBound + line.lowerBound..<match.range.upperBound + line.lowerBound
  }

  private mutating func keep(_ first: Range<Int>, _ line: Range<Int>, _ number: Int) throws(PatternFailure) {
    guard case .lines(let before, _) = query.detail else { return }
    keepAfter(upTo: number)
    keepBefore(line.lowerBound, number, count: min(before, number - 1 - kept.number))
    append(number, line, matches: try matches(from: first, in: line))
    lastMatch = number
  }

  /// The matches of a line from its first on; they end with the part that is shown.
  private func matches(from first: Range<Int>, in line: Range<Int>) throws(PatternFailure) -> [Range<Int>] {
    var matches = [first]
    let end = min(line.upperBound, first.lowerBound + Self.lineLimit)
    while let last = matches.last, last.upperBound < end, matches.count < 100 {
      var from = last.upperBound
      if last.isEmpty {
        // It would be found again.
        from += 1
        while from < end, bytes[from].isContinuation { from += 1 }
      }
      guard from < end, let next = try query.pattern.firstMatch(in: bytes, from: from), next.range.upperBound <= end
      else {
        break
      }
      matches.append(next.range)
    }
    return matches
  }

  /// Keeps the lines that stand after the last match, before line `number`.
  private mutating func keepAfter(upTo number: Int) {
    guard case .lines(_, let after) = query.detail, lastMatch > 0 else { return }
    while kept.number < lastMatch + after, kept.number + 1 < number, kept.nextStart < bytes.count {
      append(kept.number + 1, kept.nextStart..<end(from: kept.nextStart))
    }
  }

  private mutating func keepBefore(_ start: Int, _ number: Int, count: Int) {
    guard count > 0 else { return }
    var starts: [Int] = []
    var end = start - 1
    for _ in 0..<count {
      let lineStart = bytes[..<end].lastIndex(of: .lineFeed).map { $0 + 1 } ?? 0
      starts.append(lineStart)
      end = lineStart - 1
    }
    for (index, lineStart) in starts.enumerated().reversed() {
      append(number - 1 - index, lineStart..<self.end(from: lineStart))
    }
  }

  private func end(from offset: Int) -> Int { bytes[offset...].firstIndex(of: .lineFeed) ?? bytes.count }

  private mutating func append(_ number: Int, _ line: Range<Int>, matches: [Range<Int>] = []) {
    guard !findings.isCut else { return }
    kept = (number, line.upperBound + 1)
    var text = line
    if text.upperBound > text.lowerBound, bytes[text.upperBound - 1] == .carriageReturn {
      text = text.lowerBound..<text.upperBound - 1
    }
    let shown = part(of: text, around: matches.first?.lowerBound ?? text.lowerBound)
    findings.lines.append(
      FoundLine(
        number: number, column: matches.first.map { $0.lowerBound - line.lowerBound + 1 }, text: Array(bytes[shown]),
        matches: matches.map { $0.clamped(to: shown) }.filter { !$0.isEmpty }
          .map { $0.lowerBound - shown.lowerBound..<$0.upperBound - shown.lowerBound },
        omittedBefore: shown.lowerBound - text.lowerBound, omittedAfter: text.upperBound - shown.upperBound))
    byteCount += shown.count + 96
    findings.isCut = byteCount > Self.byteLimit
  }

  /// The part of a long line that is kept: with what stands before the match, and without halves of characters.
  private func part(of line: Range<Int>, around place: Int) -> Range<Int> {
    guard line.count > Self.lineLimit else { return line }
    var start = max(line.lowerBound, min(place - 200, line.upperBound - Self.lineLimit))
    var end = start + Self.lineLimit
    for _ in 0..<3 where start > line.lowerBound && bytes[start].isContinuation { start += 1 }
    for _ in 0..<3 where end < line.upperBound && bytes[end].isContinuation { end -= 1 }
    return start..<end
  }
}

extension UInt8 {
  fileprivate static let lineFeed = UInt8(ascii: "\n")
  fileprivate static let carriageReturn = UInt8(ascii: "\r")

  /// Whether it is a later byte of a UTF-8 character.
  fileprivate var isContinuation: Bool { self & 0xC0 == 0x80 }
}
