// Numbers and bare words.
extension JSONReader {
  /// Reads a number (RFC 8259, 6) and gives its text; leading zeros are reported and stepped over.
  mutating func readNumber() throws(Unreadable) -> String {
    let start = offset
    let place = position
    let word = bytes[start...].prefix { isWordByte($0) }
    offset += word.count
    let text = String(decoding: word, as: UTF8.self)
    if isJSONNumber(word) { return text }
    if let rest = withoutLeadingZeros(word) {
      report("syntax", "a number has no leading zeros in JSON, found \(quoted(text))", at: place)
      return rest
    }
    offset = start
    throw fail("\(quoted(text)) isn't a JSON number")
  }

  private func withoutLeadingZeros(_ word: ArraySlice<UInt8>) -> String? {
    let sign = word.prefix { $0 == UInt8(ascii: "-") }
    let digits = word.dropFirst(sign.count).drop { $0 == UInt8(ascii: "0") }
    // At least one digit has to stay: 00 is 0, and 00.5 is 0.5.
    let isBare = digits.first.map { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? true
    let rest = Array(sign) + (isBare ? [UInt8(ascii: "0")] : []) + Array(digits)
    return isJSONNumber(rest[...]) ? String(decoding: rest, as: UTF8.self) : nil
  }

  mutating func readWord() throws(Unreadable) -> Node.Value {
    let word = String(decoding: bytes[offset...].prefix { isWordByte($0) }, as: UTF8.self)
    switch word {
    case "true": offset += 4; return .boolean(true)
    case "false": offset += 5; return .boolean(false)
    case "null": offset += 4; return .null
    case "": break
    default: throw fail(hint(forWord: word))
    }
    if peek == UInt8(ascii: "'") { throw fail("expected a value, found \"'\": JSON's text stands in double quotes") }
    throw fail("expected a value, found \(found)")
  }

  private func hint(forWord word: String) -> String {
    switch word.lowercased() {
    case "true", "false", "null": "expected a value, found \(quoted(word)): JSON writes it \(quoted(word.lowercased()))"
    case "none", "nil": "expected a value, found \(quoted(word)): JSON writes it \"null\""
    case "nan", "infinity", "inf": "\(quoted(word)) isn't a JSON number"
    case _ where word.hasPrefix("+") || word.hasPrefix("."): "\(quoted(word)) isn't a JSON number"
    default: "expected a value, found \(quoted(word)): text stands in double quotes"
    }
  }
}

/// Whether bytes are a whole number literal of JSON: `-? (0 | [1-9][0-9]*) (\.[0-9]+)? ([eE][+-]?[0-9]+)?`.
func isJSONNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
  var rest = bytes
  func digits(_ rest: inout ArraySlice<UInt8>) -> Int {
    let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
    rest = rest.dropFirst(count)
    return count
  }
  if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
  let startsWithZero = rest.first == UInt8(ascii: "0")
  let count = digits(&rest)
  guard count == 1 || count > 1 && !startsWithZero else { return false }
  if rest.first == UInt8(ascii: ".") {
    rest = rest.dropFirst()
    guard digits(&rest) > 0 else { return false }
  }
  if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    guard digits(&rest) > 0 else { return false }
  }
  return rest.isEmpty
}
