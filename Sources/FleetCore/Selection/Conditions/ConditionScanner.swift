/// A condition's text and the place that reading has come to.
struct ConditionScanner {
  private let scalars: [Unicode.Scalar]
  /// Counts scalars from 0.
  private(set) var position = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  var isAtEnd: Bool { position == scalars.count }
  /// The scalar that comes next.
  var next: Unicode.Scalar? { isAtEnd ? nil : scalars[position] }

  func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  /// The word that comes next, for messages and keywords: up to white space, a parenthesis or the end.
  var nextWord: String {
    let end = scalars[position...].firstIndex(where: Self.endsWord) ?? scalars.count
    return text(position..<end)
  }

  mutating func skipSpaces() {
    while let scalar = next, scalar.properties.isWhitespace { position += 1 }
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  mutating func take(word: String) -> Bool {
    skipSpaces()
    guard nextWord == word else { return false }
    position += word.unicodeScalars.count
    return true
  }

  /// Reads letters and dashes, such as the name in front of a clause's colon.
  mutating func takeKey() -> String {
    let start = position
    while let scalar = next, scalar.properties.isAlphabetic || scalar == "-" || scalar == "_" { position += 1 }
    return text(start..<position)
  }

  /// Reads up to white space, a parenthesis or the end.
  mutating func takeWord() -> String {
    let word = nextWord
    position += word.unicodeScalars.count
    return word
  }

  /// Reads what stands between two delimiters, the first of which is next; nil, at the end, where the second is missing.
  ///
  /// - Parameter escapes: what a backslash is taken away in front of.
  mutating func takeDelimited(escapes: Set<Unicode.Scalar>) -> String? {
    guard let delimiter = next else { return nil }
    position += 1
    var view = String.UnicodeScalarView()
    while let scalar = next {
      position += 1
      if scalar == delimiter { return String(view) }
      if scalar == "\\", let escaped = next {
        position += 1
        if !escapes.contains(escaped) { view.append(scalar) }
        view.append(escaped)
      } else {
        view.append(scalar)
      }
    }
    return nil
  }

  mutating func skipOne() {
    if !isAtEnd { position += 1 }
  }

  private static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "(" || scalar == ")"
  }
}
