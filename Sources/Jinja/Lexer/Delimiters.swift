/// The strings that start and end tags, in the order in which they are tried.
struct Delimiters: Sendable {
  enum Opening: Sendable { case block, variable, comment, lineStatement, lineComment }

  struct Rule: Sendable {
    let opening: Opening
    let bytes: [UInt8]
  }

  let rules: [Rule]
  let blockStart: [UInt8]
  let blockEnd: [UInt8]
  let variableEnd: [UInt8]
  let commentEnd: [UInt8]
  /// The bytes with which a tag that isn't a line's prefix may start.
  private let firstBytes: [Bool]
  let hasLinePrefixes: Bool

  init(_ settings: Settings) {
    blockStart = Array(settings.blockStart.utf8)
    blockEnd = Array(settings.blockEnd.utf8)
    variableEnd = Array(settings.variableEnd.utf8)
    commentEnd = Array(settings.commentEnd.utf8)
    // The rank breaks ties between strings of one length as Jinja2 does: by the names of its tokens.
    var ranked: [(rank: Int, rule: Rule)] = [
      (0, Rule(opening: .block, bytes: blockStart)),
      (1, Rule(opening: .comment, bytes: Array(settings.commentStart.utf8))),
      (4, Rule(opening: .variable, bytes: Array(settings.variableStart.utf8))),
    ]
    if let prefix = settings.lineCommentPrefix {
      ranked.append((2, Rule(opening: .lineComment, bytes: Array(prefix.utf8))))
    }
    if let prefix = settings.lineStatementPrefix {
      ranked.append((3, Rule(opening: .lineStatement, bytes: Array(prefix.utf8))))
    }
    rules = ranked.sorted { left, right in
      let (leftCount, rightCount) = (
        codePointCount(of: left.rule.bytes[...]), codePointCount(of: right.rule.bytes[...])
      )
      return leftCount != rightCount ? leftCount > rightCount : left.rank > right.rank
    }.map(\.rule)
    hasLinePrefixes = settings.lineCommentPrefix != nil || settings.lineStatementPrefix != nil
    var firstBytes = [Bool](repeating: false, count: 256)
    for rule in rules { if let first = rule.bytes.first { firstBytes[Int(first)] = true } }
    self.firstBytes = firstBytes
  }

  func mayStart(with byte: UInt8) -> Bool { firstBytes[Int(byte)] }
}
