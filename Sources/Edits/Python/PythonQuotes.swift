/// Finds the quote that strings have around a place: the nearest string shows it.
struct PythonQuotes {
  let source: SourceText

  /// How many elements are looked at for an example.
  private static let examplesLimit = 2000

  func quote(near place: Place, in root: Syntax) -> UInt8 {
    for node in [place.node] + place.parents.reversed().map(\.node) {
      for item in (node.group?.items ?? []).prefix(Self.examplesLimit) {
        if let quote = quote(of: item) { return quote }
      }
    }
    var queue = [root]
    var next = 0
    while next < queue.count, next < Self.examplesLimit {
      for item in (queue[next].group?.items ?? []).prefix(Self.examplesLimit) {
        if let quote = quote(of: item) { return quote }
        if item.value.group != nil { queue.append(item.value) }
      }
      next += 1
    }
    return UInt8(ascii: "\"")
  }

  private func quote(of item: Group.Item) -> UInt8? {
    if case .key(let range) = item.label, let quote = quote(at: range.lowerBound) { return quote }
    guard case .string = item.value.kind else { return nil }
    return quote(at: item.value.range.lowerBound)
  }

  /// The quote of the literal at an offset; literals in triple quotes, as docstrings, show nothing.
  private func quote(at offset: Int) -> UInt8? {
    let literal = PythonLiteral(at: offset, in: source)
    let isQuote = literal.quote == UInt8(ascii: "\"") || literal.quote == UInt8(ascii: "'")
    return isQuote && literal.quoteLength == 1 ? literal.quote : nil
  }
}
