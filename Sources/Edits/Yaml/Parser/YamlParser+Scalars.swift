/// Plain and quoted scalars: only where they end; their text is read by `YamlText`.
extension YamlParser {
  /// Parses a plain scalar, over as many lines as belong to it.
  mutating func parsePlain(parent: Int, isInFlow: Bool) throws(EditRefusal) -> Int {
    let start = position
    try checkPlainStart(isInFlow: isInFlow)
    var lastEnd = scanPlainLine(isInFlow: isInFlow)
    while position < end, YamlByte.isBreak(bytes[position]) {
      let (savedPosition, savedLine) = (position, lineStart)
      let isContinued = moveToContinuation(parent: parent)
      let lineBegin = position
      let lineEnd = isContinued ? scanPlainLine(isInFlow: isInFlow) : lineBegin
      guard lineEnd > lineBegin else {
        (position, lineStart) = (savedPosition, savedLine)
        break
      }
      lastEnd = lineEnd
    }
    position = lastEnd
    return tree.add(YamlNode(kind: .scalar, style: .plain, start: start, end: lastEnd))
  }

  private func checkPlainStart(isInFlow: Bool) throws(EditRefusal) {
    let byte = bytes[position]
    if YamlByte.isLeadingIndicator(byte) {
      throw refusal("\"\(String(decoding: [byte], as: UTF8.self))\" can't begin a value")
    }
    guard byte == YamlByte.dash || byte == YamlByte.question || byte == YamlByte.colon else { return }
    if isWhiteOrEnd(at: position + 1) || isInFlow && YamlByte.isFlowIndicator(bytes[position + 1]) {
      throw refusal("\"\(String(decoding: [byte], as: UTF8.self))\" can't stand alone here")
    }
  }

  /// Moves over the scalar's part of this line, and returns where its last character that isn't blank ends.
  ///
  /// `position` is then at the line break if the scalar may go on, else at what ended it.
  private mutating func scanPlainLine(isInFlow: Bool) -> Int {
    var lastEnd = position
    while position < end {
      let byte = bytes[position]
      if byte == YamlByte.colon {
        if isWhiteOrEnd(at: position + 1) || isInFlow && YamlByte.isFlowIndicator(bytes[position + 1]) { break }
      } else if byte == YamlByte.hash {
        if position > lineStart, YamlByte.isBlank(bytes[position - 1]) { break }
      } else if YamlByte.isBreak(byte) || isInFlow && YamlByte.isFlowIndicator(byte) {
        break
      }
      position += 1
      if !YamlByte.isBlank(byte) { lastEnd = position }
    }
    return lastEnd
  }

  /// Moves over line breaks to a line that continues the scalar; false where there is none.
  private mutating func moveToContinuation(parent: Int) -> Bool {
    while position < end, YamlByte.isWhite(bytes[position]) {
      if YamlByte.isBreak(bytes[position]) {
        position = tree.afterBreak(at: position)
        lineStart = position
      } else {
        position += 1
      }
    }
    guard position < end, bytes[position] != YamlByte.hash, !isAnyMarker else { return false }
    return indentation > parent
  }

  /// Parses a quoted scalar; the lines that continue it have to be deeper than column `parent`.
  mutating func parseQuoted(parent: Int) throws(EditRefusal) -> Int {
    let start = position
    let quote = bytes[start]
    position += 1
    while position < end, bytes[position] != quote || isDoubledQuote(quote) {
      let byte = bytes[position]
      if YamlByte.isBreak(byte) {
        try continueQuoted(parent: parent, opening: start)
      } else if byte == YamlByte.backslash, quote == YamlByte.doubleQuote {
        try skipEscape()
      } else {
        position += byte == quote ? 2 : 1
      }
    }
    guard position < end else { throw refusal("a quote that isn't closed", at: start) }
    position += 1
    let style: YamlNode.Style = quote == YamlByte.singleQuote ? .singleQuoted : .doubleQuoted
    return tree.add(YamlNode(kind: .scalar, style: style, start: start, end: position))
  }

  private func isDoubledQuote(_ quote: UInt8) -> Bool {
    quote == YamlByte.singleQuote && position + 1 < end && bytes[position + 1] == quote
  }

  /// Moves from a line break inside quotes to the next line's text.
  private mutating func continueQuoted(parent: Int, opening: Int) throws(EditRefusal) {
    while position < end, YamlByte.isBreak(bytes[position]) {
      position = tree.afterBreak(at: position)
      lineStart = position
      if isAnyMarker { throw refusal("a document marker inside quotes") }
      skipBlanks()
    }
    guard position < end else { throw refusal("a quote that isn't closed", at: opening) }
    guard indentation > parent else { throw refusal("indented less than the value that it is in") }
  }

  private mutating func skipEscape() throws(EditRefusal) {
    guard position + 1 < end else { throw refusal("an escape at the end of the file") }
    let escaped = bytes[position + 1]
    if YamlByte.isBreak(escaped) {
      position += 1
      return
    }
    let digitCount: Int
    switch escaped {
    case UInt8(ascii: "x"): digitCount = 2
    case UInt8(ascii: "u"): digitCount = 4
    case UInt8(ascii: "U"): digitCount = 8
    default:
      guard YamlText.meaning(ofEscape: escaped) != nil else { throw refusal("an escape that yaml doesn't know") }
      digitCount = 0
    }
    let last = position + 2 + digitCount
    guard last <= end, bytes[position + 2..<last].allSatisfy(YamlByte.isHexDigit) else {
      throw refusal("an escape without its \(digitCount) hexadecimal digits")
    }
    position = last
  }
}
