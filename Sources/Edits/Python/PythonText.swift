/// The text of Python's string literals that stand beside one another.
enum PythonText {
  /// Returns the text of the literals in a range, nil where there is anything else or only Python could tell.
  static func decode(_ range: Range<Int>, in source: SourceText) -> String? {
    // What the tokenizer refuses isn't a string, so why it does is of no interest.
    guard let tokens = try? PythonTokenizer.tokens(of: source, in: range) else { return nil }
    var text = ""
    for token in tokens {
      if token.kind == .lineEnd { continue }
      guard token.kind == .string else { return nil }
      let literal = PythonLiteral(at: token.range.lowerBound, in: source)
      guard !literal.isFormatted, !literal.isBytes, let part = literal.text(end: token.range.upperBound) else {
        return nil
      }
      text += part
    }
    return text
  }
}
