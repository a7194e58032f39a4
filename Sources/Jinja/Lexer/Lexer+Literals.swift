extension Lexer {
  /// Reads a number, a name or a string, if one is next.
  mutating func readLiteralOrName() throws(TemplateError) -> Token? {
    let start = position
    let (scalar, _) = bytes.codePoint(at: start)
    if CodePoint.isASCIIDigit(scalar) { return readNumber() }
    if scalar == 0x22 || scalar == 0x27 { return try readString(quote: UInt8(scalar)) }
    guard CodePoint.isWord(scalar) || CodePoint.isIdentifierPart(scalar) else { return nil }
    var isIdentifier = CodePoint.isIdentifierStart(scalar)
    while position < bytes.count {
      let (next, length) = bytes.codePoint(at: position)
      let isPart = CodePoint.isIdentifierPart(next)
      guard isPart || CodePoint.isWord(next) else { break }
      isIdentifier = isIdentifier && isPart
      position += length
    }
    guard isIdentifier else { throw failure("Invalid character in identifier", at: start) }
    return Token(.name, at: start, .string(Text(bytes[start..<position])))
  }

  // MARK: Numbers

  /// Returns the end of digits with single underscores between them; nil if there is no digit.
  private func digitsEnd(from offset: Int, _ isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }) -> Int? {
    guard offset < bytes.count, isDigit(bytes[offset]) else { return nil }
    var end = offset + 1
    while end < bytes.count {
      if isDigit(bytes[end]) {
        end += 1
      } else if bytes[end] == UInt8(ascii: "_"), end + 1 < bytes.count, isDigit(bytes[end + 1]) {
        end += 2
      } else {
        break
      }
    }
    return end
  }

  private mutating func readNumber() -> Token {
    let start = position
    if start == 0 || bytes[start - 1] != UInt8(ascii: "."), let end = floatEnd(from: start) {
      position = end
      let digits = bytes[start..<end].filter { $0 != UInt8(ascii: "_") }
      return Token(.float, at: start, .float(Double(String(decoding: digits, as: UTF8.self)) ?? .infinity))
    }
    let (base, digitStart, end) = integerParts(from: start)
    position = end
    let digits = bytes[digitStart..<end].filter { $0 != UInt8(ascii: "_") }.map { byte in
      byte >= UInt8(ascii: "a")
        ? Int(byte) - 0x61 + 10 : byte >= UInt8(ascii: "A") ? Int(byte) - 0x41 + 10 : Int(byte) - 0x30
    }
    return Token(.integer, at: start, Constant(BigInteger(digits: digits, base: base, isNegative: false)))
  }

  private func floatEnd(from start: Int) -> Int? {
    guard let wholeEnd = digitsEnd(from: start) else { return nil }
    var end = wholeEnd
    var isFloat = false
    if end < bytes.count, bytes[end] == UInt8(ascii: "."), let fractionEnd = digitsEnd(from: end + 1) {
      end = fractionEnd
      isFloat = true
    }
    if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
      var digits = end + 1
      if digits < bytes.count, bytes[digits] == UInt8(ascii: "+") || bytes[digits] == UInt8(ascii: "-") { digits += 1 }
      if let exponentEnd = digitsEnd(from: digits) { return exponentEnd }
    }
    return isFloat ? end : nil
  }

  private func integerParts(from start: Int) -> (base: Int, digits: Int, end: Int) {
    if bytes[start] == UInt8(ascii: "0"), start + 2 < bytes.count {
      let rest = bytes[start + 2] == UInt8(ascii: "_") ? start + 3 : start + 2
      switch bytes[start + 1] | 0x20 {
      case UInt8(ascii: "x"):
        let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
        if let end = digitsEnd(from: rest, isDigit) { return (16, rest, end) }
      case UInt8(ascii: "o"):
        if let end = digitsEnd(from: rest, { (0x30...0x37).contains($0) }) { return (8, rest, end) }
      case UInt8(ascii: "b"):
        if let end = digitsEnd(from: rest, { (0x30...0x31).contains($0) }) { return (2, rest, end) }
      default: break
      }
    }
    if bytes[start] == UInt8(ascii: "0") {
      return (10, start, digitsEnd(from: start, { $0 == UInt8(ascii: "0") }) ?? start + 1)
    }
    return (10, start, digitsEnd(from: start) ?? start + 1)
  }

  // MARK: Strings

  private mutating func readString(quote: UInt8) throws(TemplateError) -> Token? {
    let start = position
    var end = start + 1
    while end < bytes.count, bytes[end] != quote {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < bytes.count else { return nil }
    position = end + 1
    var content = Array(bytes[(start + 1)..<end])
    if settings.newlineSequence.utf8.count != 1 || settings.newlineSequence.utf8.first != 0x0A {
      content = TextSearch.replace([0x0A], with: Array(settings.newlineSequence.utf8), in: content, limit: -1)
    }
    guard content.contains(UInt8(ascii: "\\")) else {
      return Token(.string, at: start, .string(Text(bytes: content)))
    }
    var reader = EscapeReader(content)
    guard let text = reader.read() else {
      throw failure(reader.problem, at: start)
    }
    return Token(.string, at: start, .string(text))
  }
}
