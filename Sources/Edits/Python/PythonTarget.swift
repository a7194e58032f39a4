/// The part of an assignment in front of its value, such as `A = B["x"]: int = `.
enum PythonTarget {
  /// Whether one of the targets is the name, or a subscript that ends with the key.
  static func isTarget(_ range: Range<Int>, _ key: String, in source: SourceText) -> Bool {
    last(of: range, in: source).contains { part in
      let bytes = source.bytes[part]
      guard let last = bytes.last else { return false }
      if last == UInt8(ascii: "\"") || last == UInt8(ascii: "'") {
        return PythonText.decode(part, in: source)?.utf8.elementsEqual(key.utf8) ?? false
      }
      return source.text(part).utf8.elementsEqual(key.utf8)
    }
  }

  /// The names and the last subscripts of the targets: the ranges that a renaming replaces.
  static func last(of range: Range<Int>, in source: SourceText) -> [Range<Int>] {
    // The range was read before, so that there is no refusal to report.
    guard let tokens = try? PythonTokenizer.tokens(of: source, in: range) else { return [] }
    var parts: [Range<Int>] = []
    var start = 0
    for (index, token) in tokens.enumerated() where token.isSpelled("=", in: source) {
      var end = start
      while end < index, !tokens[end].isSpelled(":", in: source) {
        end = Int(tokens[end].partner) > end ? Int(tokens[end].partner) + 1 : end + 1
      }
      if end > start { parts.append(lastPart(of: tokens[start..<end], in: tokens, source)) }
      start = index + 1
    }
    return parts
  }

  private static func lastPart(
    of target: ArraySlice<PythonToken>, in tokens: [PythonToken], _ source: SourceText
  ) -> Range<Int> {
    guard let last = target.last, last.isSpelled("]", in: source), Int(last.partner) >= target.startIndex else {
      return target.last?.range ?? 0..<0
    }
    let inner = tokens[(Int(last.partner) + 1)..<(target.endIndex - 1)]
    guard let first = inner.first, let end = inner.last else { return last.range }
    return first.range.lowerBound..<end.range.upperBound
  }
}
