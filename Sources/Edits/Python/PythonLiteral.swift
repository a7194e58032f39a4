/// One string literal of Python: its prefix and quotes, and the text between them.
struct PythonLiteral {
  let source: SourceText
  let start: Int
  /// Where the opening quotes start.
  let quoteStart: Int
  let quote: UInt8
  /// 1, or 3 for a literal in triple quotes.
  let quoteLength: Int

  init(at start: Int, in source: SourceText) {
    self.source = source
    self.start = start
    var position = start
    while let byte = source.byte(position), byte.isLetter { position += 1 }
    quoteStart = position
    quote = source.byte(position) ?? 0
    quoteLength = source.byte(position + 1) == quote && source.byte(position + 2) == quote ? 3 : 1
  }

  var contentStart: Int { quoteStart + quoteLength }
  var isRaw: Bool { has("r") }
  var isFormatted: Bool { has("f") || has("t") }
  var isBytes: Bool { has("b") }
  var prefix: ArraySlice<UInt8> { source.bytes[start..<quoteStart] }

  private func has(_ letter: Unicode.Scalar) -> Bool {
    prefix.contains { $0 | 0x20 == UInt8(ascii: letter) }
  }

  /// Whether letters in front of a quote belong to the string.
  static func isPrefix(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count <= 2 else { return false }
    return prefixes.contains(String(decoding: bytes.map { $0 | 0x20 }, as: UTF8.self))
  }

  private static let prefixes: Set<String> = [
    "", "r", "u", "b", "f", "t", "br", "rb", "ur", "fr", "rf", "tr", "rt",
  ]

  /// Returns the text of the literal that ends at `end`, or nil where only Python could tell (`\N{…}`).
  func text(end: Int) -> String? {
    let content = source.bytes[contentStart..<(end - quoteLength)]
    let isPlain = !content.contains { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\r") }
    if isPlain { return source.encoding.decode(content) }
    var text = ""
    var position = content.startIndex
    var plain = position
    func flush() { text += source.encoding.decode(content[plain..<position]) }
    while position < content.endIndex {
      if content[position] == UInt8(ascii: "\r") {
        flush()
        text += "\n"
        position = min(source.behindLineBreak(position), content.endIndex)
        plain = position
      } else if content[position] == UInt8(ascii: "\\"), !isRaw {
        flush()
        guard let (escaped, next) = escape(at: position, in: content) else { return nil }
        text += escaped
        position = next
        plain = position
      } else {
        position += 1
      }
    }
    flush()
    return text
  }

  /// The text of an escape and the offset behind it.
  private func escape(at start: Int, in content: ArraySlice<UInt8>) -> (String, Int)? {
    guard start + 1 < content.endIndex else { return nil }
    let mark = content[start + 1]
    switch mark {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return ("", source.behindLineBreak(start + 1))
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): return (String(Unicode.Scalar(mark)), start + 2)
    case UInt8(ascii: "x"): return scalar(content, from: start + 2, length: 2)
    case UInt8(ascii: "u"): return scalar(content, from: start + 2, length: 4)
    case UInt8(ascii: "U"): return scalar(content, from: start + 2, length: 8)
    case UInt8(ascii: "N"): return nil
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      let digits = content[(start + 1)...].prefix(3).prefix { (0x30...0x37).contains($0) }
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 8) ?? 0
      return Unicode.Scalar(value).map { (String($0), digits.endIndex) }
    default:
      if let control = PythonLiteral.controls[mark] { return (String(control), start + 2) }
      return ("\\", start + 1)
    }
  }

  private static let controls: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t", UInt8(ascii: "a"): "\u{7}",
    UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "v"): "\u{B}",
  ]

  private func scalar(_ content: ArraySlice<UInt8>, from start: Int, length: Int) -> (String, Int)? {
    guard start + length <= content.endIndex else { return nil }
    let digits = content[start..<(start + length)]
    guard digits.allSatisfy(\.isHexDigit), let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
      return nil
    }
    return Unicode.Scalar(value).map { (String($0), start + length) }
  }
}
