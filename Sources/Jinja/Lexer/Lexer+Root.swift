extension Lexer {
  private static let rawName = Array("raw".utf8)
  private static let rawEndName = Array("endraw".utf8)

  /// Where a tag starts: the rule is nil for `raw`.
  struct Opening {
    let rule: Delimiters.Opening?
    let start: Int
    /// After the sign; for `raw` after the whole tag.
    let end: Int
    let sign: UInt8?
  }

  /// Finds the first tag, line statement or line comment.
  func findOpening() -> Opening? {
    var offset = position
    while offset < bytes.count {
      if delimiters.hasLinePrefixes || delimiters.mayStart(with: bytes[offset]), let opening = opening(at: offset) {
        return opening
      }
      offset += 1
    }
    return nil
  }

  private func opening(at offset: Int) -> Opening? {
    if let raw = rawOpening(at: offset) { return raw }
    for rule in delimiters.rules {
      let prefixEnd: Int?
      switch rule.opening {
      case .lineStatement: prefixEnd = lineStatementPrefixEnd(rule.bytes, at: offset)
      case .lineComment: prefixEnd = lineCommentPrefixEnd(rule.bytes, at: offset)
      default: prefixEnd = matches(rule.bytes, at: offset) ? offset + rule.bytes.count : nil
      }
      if let prefixEnd {
        let sign = sign(at: prefixEnd)
        return Opening(rule: rule.opening, start: offset, end: sign == nil ? prefixEnd : prefixEnd + 1, sign: sign)
      }
    }
    return nil
  }

  private func sign(at offset: Int) -> UInt8? {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "-") || bytes[offset] == UInt8(ascii: "+") else {
      return nil
    }
    return bytes[offset]
  }

  private func rawOpening(at offset: Int) -> Opening? {
    guard matches(delimiters.blockStart, at: offset) else { return nil }
    let afterStart = offset + delimiters.blockStart.count
    let sign = sign(at: afterStart)
    let word = skippingSpace(from: sign == nil ? afterStart : afterStart + 1)
    guard matches(Lexer.rawName, at: word) else { return nil }
    // The newline after `raw` stays, whatever the settings say.
    let end = end(delimiters.blockEnd, at: skippingSpace(from: word + 3), trims: false, allowsPlus: false)
    return end.map { Opening(rule: nil, start: offset, end: $0, sign: sign) }
  }

  private func isLineStart(_ offset: Int) -> Bool {
    offset == 0 || bytes[offset - 1] == 0x0A
  }

  private func lineStatementPrefixEnd(_ prefix: [UInt8], at offset: Int) -> Int? {
    guard isLineStart(offset) else { return nil }
    var start = offset
    while start < bytes.count, [0x20, 0x09, 0x0B].contains(bytes[start]) { start += 1 }
    return matches(prefix, at: start) ? start + prefix.count : nil
  }

  private func lineCommentPrefixEnd(_ prefix: [UInt8], at offset: Int) -> Int? {
    if !isLineStart(offset) {
      let previous = bytes.startOfCodePoint(before: offset)
      guard !CodePoint.isSpace(bytes.codePoint(at: previous).scalar) else { return nil }
    }
    var start = offset
    while start < bytes.count, bytes[start] != 0x0A {
      let (scalar, length) = bytes.codePoint(at: start)
      guard CodePoint.isSpace(scalar) else { break }
      start += length
    }
    return matches(prefix, at: start) ? start + prefix.count : nil
  }

  /// Returns the text before a tag without what the tag's sign, or the settings, take away.
  func trimmed(_ range: Range<Int>, sign: UInt8?, _ opening: Delimiters.Opening?) -> Range<Int> {
    if sign == UInt8(ascii: "-") {
      let rest = TextSearch.droppingTrailingSpace(bytes[range])
      return range.lowerBound..<max(range.lowerBound, rest.endIndex)
    }
    guard sign != UInt8(ascii: "+"), settings.stripsBlockIndent, opening != .variable else { return range }
    let lineStart = bytes[range].lastIndex(of: 0x0A).map { $0 + 1 } ?? range.lowerBound
    guard lineStart > range.lowerBound || isAtLineStart, lineStart < range.upperBound,
      skippingSpace(from: lineStart) >= range.upperBound
    else { return range }
    return range.lowerBound..<lineStart
  }

  mutating func skipComment(from start: Int) throws(TemplateError) {
    var offset = position
    while offset < bytes.count {
      if let end = end(delimiters.commentEnd, at: offset, trims: settings.trimsBlocks, allowsPlus: true) {
        position = end
        isAtLineStart = bytes[end - 1] == 0x0A
        return
      }
      offset += 1
    }
    // Jinja2 accepts an opening that is the very last thing of the file.
    if position == bytes.count { return }
    throw failure(
      "Missing end of comment tag", at: position, hint: SyntaxHints.unclosedComment(source, settings, at: start))
  }

  /// Reads to `endraw`; the text in between is data.
  mutating func readRaw(from start: Int) throws(TemplateError) {
    var offset = position
    while offset < bytes.count {
      if let (end, sign) = endRaw(at: offset) {
        emitData(trimmed(position..<offset, sign: sign, nil))
        position = end
        isAtLineStart = bytes[end - 1] == 0x0A
        return
      }
      offset += 1
    }
    if position == bytes.count { return }
    throw failure("Missing end of raw directive", at: position, hint: "every raw block needs its own endraw")
  }

  private func endRaw(at offset: Int) -> (end: Int, sign: UInt8?)? {
    guard matches(delimiters.blockStart, at: offset) else { return nil }
    let afterStart = offset + delimiters.blockStart.count
    let sign = sign(at: afterStart)
    let word = skippingSpace(from: sign == nil ? afterStart : afterStart + 1)
    guard matches(Lexer.rawEndName, at: word) else { return nil }
    let end = end(
      delimiters.blockEnd, at: skippingSpace(from: word + 6), trims: settings.trimsBlocks, allowsPlus: true)
    return end.map { ($0, sign) }
  }
}
