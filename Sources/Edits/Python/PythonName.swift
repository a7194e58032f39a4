/// What may be a name and a number in Python.
enum PythonName {
  static func isIdentifier(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, first.isNameStart, bytes.allSatisfy(\.isNamePart) else { return false }
    return !keywords.contains(text)
  }

  static func isNumber(_ text: String) -> Bool {
    let source = SourceText(Array(text.utf8), encoding: .utf8)
    // What the tokenizer refuses isn't a number, so why it does is of no interest.
    guard let tokens = try? PythonTokenizer.tokens(of: source), tokens.count >= 2, tokens.count <= 3 else {
      return false
    }
    let hasSign = tokens.count == 3
    if hasSign, !tokens[0].isSpelled("-", in: source) { return false }
    let number = tokens[tokens.count - 2]
    return number.kind == .number && number.range == (hasSign ? 1 : 0)..<source.bytes.count
  }

  private static let keywords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
  ]

  /// Words that start a statement, so that no expression starts with them.
  static func startsStatement(_ word: String) -> Bool {
    keywords.contains(word) && !["False", "None", "True", "await", "lambda", "not", "yield"].contains(word)
  }
}
