/// Turns a template into tokens, one at a time, so that errors come in the order of the text.
struct Lexer {
  private enum State { case root, block, variable, lineStatement }

  let source: Source
  /// The source's, at hand: every byte is asked for.
  let bytes: [UInt8]
  let settings: Settings
  let delimiters: Delimiters
  var position = 0
  private var states: [State] = [.root]
  private var brackets: [(kind: TokenKind, offset: Int)] = []
  /// Whether what was read last ended with a newline: then spaces before a tag are a line's indent.
  var isAtLineStart = true
  /// Tokens that were read and not given out yet, from `pendingStart` on.
  private var pending: [Token] = []
  private var pendingStart = 0
  private var lastOffset = 0

  init(_ source: Source, settings: Settings, delimiters: Delimiters) {
    self.source = source
    bytes = source.bytes
    self.settings = settings
    self.delimiters = delimiters
  }

  /// Returns the next token; after the last one, the end at the place of the last token.
  mutating func next() throws(TemplateError) -> Token {
    while pendingStart == pending.count {
      let state = states.last ?? .root
      // A line statement that ends with the file still has its end.
      if state != .root, readTagEnd(state) { continue }
      guard position < bytes.count else { return Token(.end, at: lastOffset) }
      if state == .root { try readRoot() } else { try readExpressionToken() }
    }
    let token = pending[pendingStart]
    pendingStart += 1
    if pendingStart == pending.count {
      pending.removeAll(keepingCapacity: true)
      pendingStart = 0
    }
    lastOffset = token.offset
    return token
  }

  mutating func emit(_ token: Token) {
    pending.append(token)
  }

  func failure(_ message: String, at offset: Int, hint: String? = nil) -> TemplateError {
    let isGitHub = SyntaxHints.isGitHubExpression(source, settings, at: offset)
    return TemplateError(
      .templateSyntax, message, hint: isGitHub ? SyntaxHints.githubActions : hint, place: source.place(at: offset))
  }

  func matches(_ part: [UInt8], at offset: Int) -> Bool {
    guard offset + part.count <= bytes.count else { return false }
    for index in part.indices where bytes[offset + index] != part[index] { return false }
    return true
  }

  func skippingSpace(from offset: Int) -> Int {
    var end = offset
    while end < bytes.count {
      let (scalar, length) = bytes.codePoint(at: end)
      guard CodePoint.isSpace(scalar) else { break }
      end += length
    }
    return end
  }

  // MARK: Text between tags

  private mutating func readRoot() throws(TemplateError) {
    let start = position
    guard let opening = findOpening() else {
      emitData(start..<bytes.count)
      position = bytes.count
      return
    }
    let text = trimmed(start..<opening.start, sign: opening.sign, opening.rule)
    emitData(text)
    position = opening.end
    isAtLineStart = bytes[position - 1] == 0x0A
    switch opening.rule {
    case nil: try readRaw(from: opening.start)
    case .comment: try skipComment(from: opening.start)
    case .lineComment: position = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
    case .block: open(.block, .blockBegin, at: opening.start)
    case .lineStatement: open(.lineStatement, .blockBegin, at: opening.start)
    case .variable: open(.variable, .variableBegin, at: opening.start)
    }
  }

  private mutating func open(_ state: State, _ kind: TokenKind, at offset: Int) {
    states.append(state)
    emit(Token(kind, at: offset))
  }

  mutating func emitData(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    var data = Array(bytes[range])
    if settings.newlineSequence.utf8.count != 1 || settings.newlineSequence.utf8.first != 0x0A {
      data = TextSearch.replace([0x0A], with: Array(settings.newlineSequence.utf8), in: data, limit: -1)
    }
    emit(Token(.data, at: range.lowerBound, .string(Text(bytes: data))))
  }

  // MARK: Inside tags

  /// Reads the end of the tag, if it is there and no bracket is open.
  private mutating func readTagEnd(_ state: State) -> Bool {
    guard brackets.isEmpty else { return false }
    let start = position
    let end: Int?
    switch state {
    case .root: end = nil
    case .block: end = self.end(delimiters.blockEnd, at: position, trims: settings.trimsBlocks, allowsPlus: true)
    case .variable: end = self.end(delimiters.variableEnd, at: position, trims: false, allowsPlus: false)
    case .lineStatement: end = lineStatementEnd()
    }
    guard let end else { return false }
    emit(Token(state == .variable ? .variableEnd : .blockEnd, at: start))
    if end > start { isAtLineStart = bytes[end - 1] == 0x0A }
    position = end
    states.removeLast()
    return true
  }

  /// Returns the offset after an end string with its sign and what it takes away; nil if there is none.
  func end(_ string: [UInt8], at offset: Int, trims: Bool, allowsPlus: Bool) -> Int? {
    guard offset < bytes.count else { return nil }
    if allowsPlus, bytes[offset] == UInt8(ascii: "+"), matches(string, at: offset + 1) {
      return offset + 1 + string.count
    }
    if bytes[offset] == UInt8(ascii: "-"), matches(string, at: offset + 1) {
      return skippingSpace(from: offset + 1 + string.count)
    }
    guard matches(string, at: offset) else { return nil }
    let end = offset + string.count
    return trims && end < bytes.count && bytes[end] == 0x0A ? end + 1 : end
  }

  /// A line statement ends with its line; blank lines after it belong to it.
  private func lineStatementEnd() -> Int? {
    let spaceEnd = skippingSpace(from: position)
    if spaceEnd == bytes.count { return spaceEnd }
    return bytes[position..<spaceEnd].lastIndex(of: 0x0A).map { $0 + 1 }
  }

  private mutating func readExpressionToken() throws(TemplateError) {
    let start = position
    let spaceEnd = skippingSpace(from: position)
    if spaceEnd > position {
      position = spaceEnd
      return
    }
    if let token = try readLiteralOrName() {
      emit(token)
      return
    }
    let long = start + 1 < bytes.count ? TokenKind.operation(bytes[start], bytes[start + 1]) : nil
    if let kind = long ?? TokenKind.operation(bytes[start]) {
      try balance(kind, at: start)
      position = start + (long == nil ? 1 : 2)
      emit(Token(kind, at: start))
      return
    }
    let (scalar, _) = bytes.codePoint(at: start)
    let shown = Text(scalars: [scalar]).quoted
    throw failure(
      "unexpected char \(shown) at \(codePointCount(of: bytes[..<start]))", at: start,
      hint: SyntaxHints.unexpectedCharacter(scalar, bytes, at: start))
  }

  private mutating func balance(_ kind: TokenKind, at offset: Int) throws(TemplateError) {
    switch kind {
    case .leftBrace: brackets.append((.rightBrace, offset))
    case .leftParenthesis: brackets.append((.rightParenthesis, offset))
    case .leftBracket: brackets.append((.rightBracket, offset))
    case .rightBrace, .rightParenthesis, .rightBracket:
      guard let expected = brackets.popLast() else { throw failure("unexpected '\(kind.rawValue)'", at: offset) }
      guard expected.kind == kind else {
        throw failure("unexpected '\(kind.rawValue)', expected '\(expected.kind.rawValue)'", at: offset)
      }
    default: break
    }
  }
}
