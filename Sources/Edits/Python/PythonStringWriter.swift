/// Writes Python's string literals in the style of another.
struct PythonStringWriter {
  let source: SourceText
  let quote: UInt8
  private let prefix: [UInt8]
  private let isTriple: Bool

  /// The style of plain strings in a quote.
  init(quote: UInt8, in source: SourceText) {
    self.source = source
    self.quote = quote
    prefix = []
    isTriple = false
  }

  /// The style of a literal; the prefixes of bytes and f-strings aren't part of it.
  init(like literal: PythonLiteral) {
    source = literal.source
    quote = literal.quote
    prefix = literal.isFormatted || literal.isBytes ? [] : Array(literal.prefix)
    isTriple = literal.quoteLength == 3
  }

  /// Returns a literal for the text.
  func literal(_ text: String) throws(EditRefusal) -> [UInt8] {
    let isRaw = prefix.contains { $0 | 0x20 == UInt8(ascii: "r") }
    let quotes = [UInt8](repeating: quote, count: isTriple ? 3 : 1)
    if isRaw, isRawSafe(text) { return prefix + quotes + (try source.encoded(text)) + quotes }
    let kept = prefix.filter { $0 | 0x20 != UInt8(ascii: "r") }
    return kept + quotes + (try escaped(text)) + quotes
  }

  /// Whether a raw literal can hold the text as it is.
  private func isRawSafe(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return !bytes.contains(quote) && bytes.last != UInt8(ascii: "\\") && bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
  }

  private func escaped(_ text: String) throws(EditRefusal) -> [UInt8] {
    var result: [UInt8] = []
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\\": result += Array("\\\\".utf8)
      case "\n": result += isTriple ? source.lineEnd() : Array("\\n".utf8)
      case "\r": result += Array("\\r".utf8)
      case "\t": result += Array("\\t".utf8)
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
        result += Array("\\x\(hex(scalar.value, digits: 2))".utf8)
      case "\u{2028}", "\u{2029}", "\u{FEFF}": result += Array("\\u\(hex(scalar.value, digits: 4))".utf8)
      case _ where scalar.value == UInt32(quote):
        let isEscaped = !isTriple || index == scalars.count - 1 || scalars[index + 1] == scalar
        result += (isEscaped ? [UInt8(ascii: "\\")] : []) + [quote]
      default: result += try source.encoded(String(scalar))
      }
    }
    return result
  }
}
