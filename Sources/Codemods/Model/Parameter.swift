import Documents
import Edits
import Patterns

/// A value that a codemod's user chooses.
public struct Parameter: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case string
    case integer
    case number
    case boolean
  }

  public let name: String
  public let kind: Kind
  public let description: String?
  /// Nil where the user has to choose.
  public let defaultValue: EditValue?
  let choices: [EditValue]?
  let minimum: String?
  let maximum: String?
  let pattern: Pattern?

  /// Returns what a user's text means, or throws what is wrong with it.
  func value(written text: String) throws(ParameterProblem) -> EditValue {
    let value: EditValue
    switch kind {
    case .string: value = .string(text)
    case .boolean:
      guard text == "true" || text == "false" else {
        throw ParameterProblem("must be true or false, not \(quoted(text))")
      }
      value = .boolean(text == "true")
    case .integer, .number: value = .number(text)
    }
    try check(value)
    return value
  }

  /// Throws where a value doesn't fit the type or the limits.
  func check(_ value: EditValue) throws(ParameterProblem) {
    try checkKind(of: value)
    if let choices, !choices.contains(where: { $0.isSame(as: value, in: .json) }) {
      let shown = choices.map { quoted($0.shown) }.joined(separator: ", ")
      throw ParameterProblem("must be one of \(shown), not \(quoted(value.shown))")
    }
    if case .number(let text) = value {
      if let minimum, NumberOrder.isBelow(text, minimum) {
        throw ParameterProblem("must be at least \(minimum), not \(text)")
      }
      if let maximum, NumberOrder.isBelow(maximum, text) {
        throw ParameterProblem("must be at most \(maximum), not \(text)")
      }
    }
    if let pattern, case .string(let text) = value { try check(text, against: pattern) }
  }

  private func checkKind(of value: EditValue) throws(ParameterProblem) {
    switch (kind, value) {
    case (.string, .string), (.boolean, .boolean): return
    case (.integer, .number(let text)) where Int(text) != nil && NumberOrder.isNumber(text): return
    case (.number, .number(let text)) where NumberOrder.isNumber(text): return
    default: throw ParameterProblem("must be \(kind.words), not \(quoted(value.shown))")
    }
  }

  private func check(_ text: String, against pattern: Pattern) throws(ParameterProblem) {
    let isFound: Bool
    do throws(PatternFailure) { isFound = try pattern.isFound(in: Array(text.utf8)) } catch {
      throw ParameterProblem("couldn't be compared with \(quoted(pattern.text)): \(error.message)")
    }
    if !isFound { throw ParameterProblem("must match \(quoted(pattern.text)), not \(quoted(text))") }
  }
}

extension Parameter.Kind {
  /// The kind as messages name it.
  var words: String {
    switch self {
    case .string: "text"
    case .integer: "a whole number"
    case .number: "a number"
    case .boolean: "true or false"
    }
  }
}

/// Why a value doesn't fit a parameter: words that follow its name.
struct ParameterProblem: Error, Equatable {
  let message: String

  init(_ message: String) {
    self.message = message
  }
}
