import Documents

/// Reads a condition and gathers everything that is wrong with it.
///
///     expression = part {"or" part};  part = unary {"and" unary};  unary = "not" unary | "(" expression ")" | clause
struct ConditionParser {
  /// So deep parentheses and `not` may stand in one another.
  static let depthLimit = 100

  let libraries: [String]
  var scanner: ConditionScanner
  private(set) var findings: [SelectionConditionErrors.Finding] = []

  init(_ text: String, libraries: [String]) {
    self.libraries = libraries
    scanner = ConditionScanner(text)
  }

  /// Returns the whole text's condition; nil only where there are findings.
  mutating func parse() -> ConditionNode? {
    expression(depth: 0, isInside: false)
  }

  /// Notes what is wrong at a place, the scanner's if none is given.
  mutating func note(_ message: String, at position: Int? = nil) {
    findings.append(.init(column: (position ?? scanner.position) + 1, message: message))
  }

  /// What comes next, in the words of a message.
  var found: String {
    guard let next = scanner.next else { return "the end" }
    return quoted(scanner.nextWord.isEmpty ? String(next) : scanner.nextWord)
  }

  private mutating func expression(depth: Int, isInside: Bool) -> ConditionNode? {
    let node = disjunction(depth)
    while true {
      scanner.skipSpaces()
      guard let next = scanner.next, !(isInside && next == ")") else { return node }
      let word = scanner.nextWord.lowercased()
      let isKeyword = word == "and" || word == "or"
      note(
        isKeyword
          ? "expected \(word) in small letters, found \(found)"
          : "expected and, or, or \(isInside ? "\")\"" : "the end"), found \(found)")
      // The rest is read for what else is wrong in it.
      if isKeyword { _ = scanner.takeWord() } else if scanner.take(")") { scanner.skipSpaces() }
      if scanner.take(word: "and") || scanner.take(word: "or") { scanner.skipSpaces() }
      if let next = scanner.next, next != ")" { _ = disjunction(depth) }
    }
  }

  private mutating func disjunction(_ depth: Int) -> ConditionNode? {
    series("or", { .any($0) }) { parser in
      parser.series("and", { .all($0) }) { $0.unary(depth) }
    }
  }

  private mutating func series(
    _ word: String, _ kind: ([ConditionNode]) -> ConditionNode.Kind, _ part: (inout Self) -> ConditionNode?
  ) -> ConditionNode? {
    scanner.skipSpaces()
    let start = scanner.position
    var parts = [part(&self)]
    var end = scanner.position
    while scanner.take(word: word) {
      parts.append(part(&self))
      end = scanner.position
    }
    if parts.count == 1 { return parts[0] }
    return node(kind(parts.compactMap(\.self)), start..<end)
  }

  private mutating func unary(_ depth: Int) -> ConditionNode? {
    scanner.skipSpaces()
    let start = scanner.position
    guard depth < Self.depthLimit else {
      note("parentheses and not stand deeper than \(Self.depthLimit) in one another")
      while !scanner.isAtEnd { scanner.skipOne() }
      return nil
    }
    if scanner.take(word: "not") {
      let part = unary(depth + 1)
      return part.map { node(.not($0), start..<scanner.position) }
    }
    guard scanner.take("(") else { return clause() }
    let inside = expression(depth: depth + 1, isInside: true)
    if !scanner.take(")") { note("expected \")\" for the \"(\" in column \(start + 1), found \(found)") }
    return inside
  }

  func node(_ kind: ConditionNode.Kind, _ range: Range<Int>) -> ConditionNode {
    ConditionNode(kind: kind, text: scanner.text(range).trimmed)
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
