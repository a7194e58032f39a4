/// Turns tokens into statements, as Jinja2's parser does, with its messages.
struct Parser {
  /// How deep expressions and blocks may be nested; each level takes some of the stack.
  static let depthLimit = 100

  let source: Source
  let environment: Environment
  private var lexer: Lexer
  var current: Token
  private var lookahead: Token?
  var depth = 0
  /// The tags that are open, and what would end the innermost.
  var openTags: [Text] = []
  var endTags: [[Text]] = []

  init(_ source: Source, environment: Environment) throws(TemplateError) {
    self.source = source
    self.environment = environment
    lexer = Lexer(source, settings: environment.settings, delimiters: environment.delimiters)
    current = try lexer.next()
  }

  /// Parses the whole template.
  mutating func parse() throws(TemplateError) -> [Statement] {
    try parseBody(until: nil)
  }

  // MARK: Tokens

  /// Goes one token ahead and returns the one before.
  @discardableResult
  mutating func advance() throws(TemplateError) -> Token {
    let token = current
    if let next = lookahead {
      current = next
      lookahead = nil
    } else if token.kind != .end {
      current = try lexer.next()
    }
    return token
  }

  /// The token after the current one.
  mutating func peek() throws(TemplateError) -> Token {
    if let lookahead { return lookahead }
    let next = current.kind == .end ? current : try lexer.next()
    lookahead = next
    return next
  }

  mutating func skip(_ kind: TokenKind) throws(TemplateError) -> Bool {
    guard current.kind == kind else { return false }
    try advance()
    return true
  }

  mutating func skip(name: StaticString) throws(TemplateError) -> Bool {
    guard current.isName(name) else { return false }
    try advance()
    return true
  }

  @discardableResult
  mutating func expect(_ kind: TokenKind) throws(TemplateError) -> Token {
    guard current.kind == kind else { throw unexpected(expected: kind.rawValue) }
    return try advance()
  }

  mutating func expect(name: StaticString) throws(TemplateError) {
    guard current.isName(name) else { throw unexpected(expected: name.description) }
    try advance()
  }

  private func unexpected(expected: String) -> TemplateError {
    let shown = Text(expected).quoted
    if current.kind == .end { return failure("unexpected end of template, expected \(shown).") }
    let hint = current.isName("if") && openTags.last?.equals("if") == true ? "write elif for else if" : nil
    return failure("expected token \(shown), got \(Text(current.description).quoted)", hint: hint)
  }

  // MARK: Errors

  func failure(_ message: String, at offset: Int? = nil, hint: String? = nil) -> TemplateError {
    let offset = offset ?? current.offset
    let isGitHub = SyntaxHints.isGitHubExpression(source, environment.settings, at: offset)
    return TemplateError(
      .templateSyntax, message, hint: isGitHub ? SyntaxHints.githubActions : hint, place: source.place(at: offset))
  }

  mutating func enter() throws(TemplateError) {
    depth += 1
    if depth > Parser.depthLimit { throw failure("nested more than \(Parser.depthLimit) levels deep") }
  }

  /// The error for a tag that isn't known here, or for the end of the template where a tag is open.
  func unknownTag(_ name: Text?, at offset: Int) -> TemplateError {
    var message = name.map { "Encountered unknown tag \($0.quoted)." } ?? "Unexpected end of template."
    if let wanted = endTags.last {
      let list = wanted.map(\.quoted).joined(separator: " or ")
      if let name, endTags.contains(where: { $0.contains(name) }) {
        message +=
          " You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for \(list)."
      } else {
        message += " Jinja was looking for the following tags: \(list)."
      }
    }
    if let open = openTags.last {
      message += " The innermost block that needs to be closed is \(open.quoted)."
    }
    let known = environment.tagNames + (endTags.last ?? []).map(\.string)
    let hint = name.flatMap { SyntaxHints.unknownTag($0.string, known: known) }
    return failure(message, at: offset, hint: hint)
  }

  // MARK: Bodies

  /// Parses up to one of the end tags, which stays the current token.
  mutating func parseBody(until ends: [Text]?) throws(TemplateError) -> [Statement] {
    var body: [Statement] = []
    var parts: [OutputPart] = []
    var partsOffset = 0
    if let ends { endTags.append(ends) }
    func flush() {
      guard !parts.isEmpty else { return }
      body.append(Statement(.output(parts), at: partsOffset))
      parts = []
    }
    while current.kind != .end {
      if parts.isEmpty { partsOffset = current.offset }
      switch current.kind {
      case .data:
        parts.append(.data(try advance().text))
      case .variableBegin:
        try advance()
        parts.append(.expression(try parseTuple()))
        try expect(.variableEnd)
      default:
        flush()
        try advance()
        if let ends, current.kind == .name, ends.contains(current.text) {
          endTags.removeLast()
          return body
        }
        body.append(try parseStatement())
        try expect(.blockEnd)
      }
    }
    flush()
    if ends != nil { endTags.removeLast() }
    return body
  }

  /// Parses the body of a statement, from the end of its tag on.
  mutating func parseStatements(until ends: [Text], dropsEnd: Bool = false) throws(TemplateError) -> [Statement] {
    _ = try skip(.colon)
    try expect(.blockEnd)
    try enter()
    let body = try parseBody(until: ends)
    depth -= 1
    if current.kind == .end {
      endTags.append(ends)
      throw unknownTag(nil, at: current.offset)
    }
    if dropsEnd { try advance() }
    return body
  }
}
