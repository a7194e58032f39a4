/// A line or a path of a template in which nothing but variables is filled in: what the filled-in text says of them.
struct TagPattern {
  /// One more than names: what stands before, between and behind them.
  private let literals: [Substring]
  private let names: [String]

  /// Nil for a text with other tags than `{{ cookiecutter.NAME }}`, and for one that two variables touch in.
  init?(_ text: Substring, variableStart: String = "{{", variableEnd: String = "}}") {
    guard !text.contains("{%"), !text.contains("{#") else { return nil }
    var (literals, names): ([Substring], [String]) = ([], [])
    var rest = text
    while let start = rest.firstRange(of: variableStart) {
      let inside = rest[start.upperBound...]
      guard let end = inside.firstRange(of: variableEnd) else { return nil }
      let expression = inside[..<end.lowerBound].filter { $0 != " " }
      let name = expression.dropFirst("cookiecutter.".count)
      guard expression.hasPrefix("cookiecutter."), !name.isEmpty,
        name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
      else { return nil }
      literals.append(rest[..<start.lowerBound])
      names.append(String(name))
      rest = inside[end.upperBound...]
    }
    literals.append(rest)
    guard literals.dropFirst().dropLast().allSatisfy({ !$0.isEmpty }) else { return nil }
    (self.literals, self.names) = (literals, names)
  }

  var isPlain: Bool { names.isEmpty }

  /// How many characters of it are the template's own, spaces left out.
  var weight: Int { literals.reduce(0) { sum, literal in sum + literal.count { !$0.isWhitespace } } }

  /// Returns the variables' values in a text that was made of the pattern; nil for another text.
  func values(in text: Substring) -> [String: String]? {
    guard text.hasPrefix(literals[0]) else { return nil }
    var rest = text.dropFirst(literals[0].count)
    var values: [String: String] = [:]
    for (index, (name, literal)) in zip(names, literals.dropFirst()).enumerated() {
      let isLast = index == names.count - 1
      guard let value = isLast ? rest.before(suffix: literal) : rest.before(literal) else { return nil }
      guard !value.isEmpty, values[name] ?? String(value) == String(value) else { return nil }
      values[name] = String(value)
      rest = rest[value.endIndex...].dropFirst(literal.count)
    }
    return names.isEmpty && !rest.isEmpty ? nil : values
  }

  /// Returns the text with values filled in; nil where one is missing.
  func filled(_ values: [String: String]) -> String? {
    var text = String(literals[0])
    for (name, literal) in zip(names, literals.dropFirst()) {
      guard let value = values[name] else { return nil }
      text += value + literal
    }
    return text
  }
}

extension Substring {
  fileprivate func before(_ literal: Substring) -> Substring? {
    firstRange(of: String(literal)).map { self[..<$0.lowerBound] }
  }

  fileprivate func before(suffix literal: Substring) -> Substring? {
    hasSuffix(literal) ? dropLast(literal.count) : nil
  }
}
