/// Expressions that a codemod writes as they are.
enum PythonCode {
  /// Returns the bytes of one expression; refuses what isn't one or would mean something else inside a collection.
  static func checked(_ text: String, in source: SourceText) throws(EditRefusal) -> [UInt8] {
    let bytes = try source.encoded(text)
    let code = SourceText(bytes, encoding: source.encoding)
    let tokens: [PythonToken]
    do throws(EditRefusal) {
      tokens = try PythonTokenizer.tokens(of: code)
    } catch {
      throw EditRefusal(.type, "\(text) isn't an expression of Python: \(error.message)")
    }
    var depth = 0
    for (index, token) in tokens.enumerated() {
      if token.partner >= 0 { depth += Int(token.partner) > index ? 1 : -1 }
      guard depth == 0 else { continue }
      let isEnd = index == tokens.count - 1
      let isForbidden = ["=", ":=", ";", ",", "for"].contains(code.text(token.range))
      if isForbidden || (token.kind == .lineEnd && !isEnd) {
        throw EditRefusal(.type, "\(text) isn't one expression of Python")
      }
    }
    let hasComment = bytes.contains(UInt8(ascii: "#")) && hasComment(code, tokens)
    guard tokens.count > 1, !hasComment, !PythonName.startsStatement(code.text(tokens[0].range)),
      tokens.first?.range.lowerBound == 0, tokens[tokens.count - 2].range.upperBound == bytes.count
    else { throw EditRefusal(.type, "\"\(text)\" isn't an expression of Python") }
    return bytes
  }

  private static func hasComment(_ code: SourceText, _ tokens: [PythonToken]) -> Bool {
    var position = 0
    for token in tokens {
      if code.bytes[position..<token.range.lowerBound].contains(UInt8(ascii: "#")) { return true }
      position = token.range.upperBound
    }
    return false
  }

  /// Whether the expression at a range has the same tokens; parentheses around it don't count.
  static func isSame(_ text: String, as range: Range<Int>, in source: SourceText) -> Bool {
    guard let bytes = source.encoding.encode(text) else { return false }
    let code = SourceText(bytes, encoding: source.encoding)
    return spelled(code, 0..<bytes.count) == spelled(source, range)
  }

  /// The spellings of an expression's tokens, without parentheses around it; nil where it can't be read.
  private static func spelled(_ source: SourceText, _ range: Range<Int>) -> [ArraySlice<UInt8>]? {
    // An expression that can't be read is never the same.
    guard var tokens = try? PythonTokenizer.tokens(of: source, in: range)[...] else { return nil }
    tokens.removeLast(tokens.last?.kind == .lineEnd ? 1 : 0)
    while let first = tokens.first, first.isSpelled("(", in: source), Int(first.partner) == tokens.endIndex - 1 {
      tokens = tokens.dropFirst().dropLast()
    }
    return tokens.map { source.bytes[$0.range] }
  }
}
