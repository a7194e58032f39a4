/// A value on its way to becoming a typed one: a node, its path, and the collector that hears of what is wrong.
///
/// Each reading function returns nil after it has reported why. A caller goes on with the other fields, and asks the
/// collector at the end.
public struct Field {
  public let node: Node
  public let path: [PathPart]
  public let findings: FindingCollector

  public init(_ node: Node, at path: [PathPart] = [], findings: FindingCollector) {
    self.node = node
    self.path = path
    self.findings = findings
  }

  /// Reports something wrong with this value.
  public func report(_ code: String, _ message: String, suggestion: String? = nil) {
    findings.add(
      Finding(code: code, position: node.position, path: path, message: message, suggestion: suggestion))
  }

  /// Reports that the value isn't of the kind that was expected, such as `text` or `a list`.
  public func reportType(_ expected: String) {
    var message = "must be \(expected), not \(node.shown)"
    if expected.hasPrefix("text"), case .number(let number) = node.value { message += "; write \(quoted(number))" }
    report("type", message)
  }

  /// Whether the value is null or left out.
  public var isNull: Bool { node.value == .null }
}

// MARK: Single values

extension Field {
  /// Returns the text, or reports that it isn't one. Empty text is text.
  public func text() -> String? {
    guard case .string(let text) = node.value else {
      reportType("text")
      return nil
    }
    return text
  }

  /// Returns text of at least one character.
  public func nonEmptyText() -> String? {
    guard let text = text() else { return nil }
    if text.isEmpty {
      report("value", "must not be empty")
      return nil
    }
    return text
  }

  /// Returns a truth value: `true` or `false` and nothing else.
  public func boolean() -> Bool? {
    guard case .boolean(let value) = node.value else {
      reportType("true or false")
      return nil
    }
    return value
  }

  /// Returns a whole number in a range; `1.0` and `1e3` aren't written as whole numbers, so they are refused.
  public func integer(in range: ClosedRange<Int> = .min ... .max) -> Int? {
    guard case .number(let digits) = node.value, let value = Int(digits), range.contains(value) else {
      reportType("a whole number" + bounds(of: range))
      return nil
    }
    return value
  }

  /// Returns a number by its text, as it stands in the document.
  public func number() -> String? {
    guard case .number(let digits) = node.value else {
      reportType("a number")
      return nil
    }
    return digits
  }

  /// Returns one of the cases of an enumeration whose raw values are the words to write.
  public func choice<Choice>(_ type: Choice.Type) -> Choice?
  where Choice: RawRepresentable<String> & CaseIterable {
    let words = type.allCases.map(\.rawValue)
    if case .string(let word) = node.value, let choice = Choice(rawValue: word) { return choice }
    let expected = words.map(quoted).joined(separator: ", ")
    var meant: String?
    if case .string(let word) = node.value { meant = suggestion(for: word, among: words) }
    report(
      node.isString ? "value" : "type", "must be \(words.count == 1 ? "" : "one of ")\(expected), not \(node.shown)",
      suggestion: meant)
    return nil
  }

  /// Returns a length of time that is longer than zero, written as `500ms`, `3s` or `2m`.
  public func duration() -> Duration? {
    guard case .string(let text) = node.value, let duration = Duration(written: text) else {
      reportType("a length of time such as \"500ms\", \"3s\" or \"2m\"")
      return nil
    }
    return duration
  }

  private func bounds(of range: ClosedRange<Int>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (.min, .max): ""
    case (let least, .max): " of at least \(least)"
    case (.min, let most): " of at most \(most)"
    case (let least, let most): " from \(least) to \(most)"
    }
  }
}

extension Node {
  fileprivate var isString: Bool {
    if case .string = value { true } else { false }
  }
}
