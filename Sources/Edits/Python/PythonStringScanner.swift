/// Finds the end of Python's string literals, with the fields of f-strings as Python 3.12 nests them.
struct PythonStringScanner {
  let source: SourceText
  let end: Int
  private var depth = 0

  init(source: SourceText, end: Int) {
    self.source = source
    self.end = end
  }

  /// Returns the offset behind the string whose prefix or quote is at `start`.
  mutating func end(ofStringAt start: Int) throws(EditRefusal) -> Int {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 20 else { throw EditRefusal(.parse, "strings nest too deep", at: start) }
    let literal = PythonLiteral(at: start, in: source)
    var position = literal.contentStart
    while position < end {
      let byte = source.bytes[position]
      if byte == UInt8(ascii: "\\") {
        position = behindEscape(at: position, in: literal)
      } else if byte == literal.quote, isClosed(literal, at: position) {
        return position + literal.quoteLength
      } else if byte.isLineEnd, literal.quoteLength == 1 {
        break
      } else if literal.isFormatted, byte == UInt8(ascii: "{") {
        position = source.byte(position + 1) == byte ? position + 2 : try end(ofFieldAt: position, in: literal)
      } else {
        position += 1
      }
    }
    throw EditRefusal(.parse, "the string isn't closed", at: start)
  }

  /// The offset behind a backslash and what it takes the meaning from; a field's brace keeps its own.
  private func behindEscape(at position: Int, in literal: PythonLiteral) -> Int {
    guard let next = source.byte(position + 1) else { return position + 1 }
    if next.isLineEnd { return source.behindLineBreak(position + 1) }
    return literal.isFormatted && next == UInt8(ascii: "{") ? position + 1 : position + 2
  }

  private func isClosed(_ literal: PythonLiteral, at position: Int) -> Bool {
    guard literal.quoteLength == 3 else { return true }
    return position + 2 < end && source.bytes[position + 1] == literal.quote
      && source.bytes[position + 2] == literal.quote
  }

  /// Returns the offset behind the `}` of a replacement field.
  private mutating func end(ofFieldAt start: Int, in literal: PythonLiteral) throws(EditRefusal) -> Int {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 20 else { throw EditRefusal(.parse, "fields nest too deep", at: start) }
    var position = start + 1
    var brackets = 0
    while position < end {
      let byte = source.bytes[position]
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        brackets += 1
        position += 1
      case UInt8(ascii: "}") where brackets == 0: return position + 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        brackets -= 1
        position += 1
      case UInt8(ascii: ":") where brackets == 0: return try end(ofFormatAt: position + 1, in: literal)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        position = try end(ofStringAt: prefixStart(before: position, after: start))
      case UInt8(ascii: "#"): position = source.lineBreak(from: position)
      default: position += 1
      }
    }
    throw EditRefusal(.parse, "the field of the f-string isn't closed", at: start)
  }

  /// Returns the offset behind the `}` that ends a field's format, whose quotes are plain characters.
  private mutating func end(ofFormatAt start: Int, in literal: PythonLiteral) throws(EditRefusal) -> Int {
    var position = start
    while position < end {
      switch source.bytes[position] {
      case UInt8(ascii: "}"): return position + 1
      case UInt8(ascii: "{"): position = try end(ofFieldAt: position, in: literal)
      case literal.quote where isClosed(literal, at: position): position = end
      default: position += 1
      }
    }
    throw EditRefusal(.parse, "the field of the f-string isn't closed", at: start)
  }

  /// The start of the prefix of the string whose quote is at `quote`.
  private func prefixStart(before quote: Int, after limit: Int) -> Int {
    var start = quote
    while start > limit + 1, source.bytes[start - 1].isNamePart { start -= 1 }
    return PythonLiteral.isPrefix(source.bytes[start..<quote]) ? start : quote
  }
}
