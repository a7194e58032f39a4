import Documents

/// One thing that a template asks a person.
public struct Question: Sendable {
  public enum Kind: Sendable {
    /// Any text; nil where there is no default and something must be typed.
    case text(standard: AnswerValue?)
    case yesNo(standard: Bool)
    /// At least one option; the first is the default.
    case choice([Option])
    /// A JSON object.
    case mapping(standard: AnswerMapping)
  }

  public struct Option: Sendable, Equatable {
    public let value: AnswerValue
    /// What a person sees.
    public let label: String
  }

  /// The variable's name.
  public let name: String
  /// The question in the template's words, or the variable's name.
  public let text: String
  public let kind: Kind
  /// Which of all questions it is, from 1.
  public let number: Int
  public let count: Int

  /// What was typed isn't an answer.
  public struct InvalidAnswer: Error, Sendable, Equatable {
    /// One line, lower case.
    public let message: String
  }

  /// The value where nothing is typed; nil where something must be.
  public var standard: AnswerValue? {
    switch kind {
    case .text(let standard): standard
    case .yesNo(let standard): .bool(standard)
    case .choice(let options): options.first?.value
    case .mapping(let standard): .mapping(standard)
    }
  }

  /// Returns the answer that a typed line is: of a choice the number of an option, or its text.
  public func answer(typed line: String) throws(InvalidAnswer) -> AnswerValue {
    let typed = trimmed(line)
    if typed.isEmpty {
      guard let standard else { throw InvalidAnswer(message: "an answer is needed") }
      return standard
    }
    switch kind {
    case .text: return .string(typed)
    case .yesNo:
      guard let value = YesNo.value(of: typed) else { throw InvalidAnswer(message: "please answer yes or no") }
      return .bool(value)
    case .choice(let options):
      if let number = Int(typed), options.indices.contains(number - 1) { return options[number - 1].value }
      guard let option = options.first(where: { $0.value == .string(typed) }) else {
        throw InvalidAnswer(message: "please choose one of the numbers 1 to \(options.count)")
      }
      return option.value
    case .mapping:
      let document = Document(reading: Array(typed.utf8), as: .json)
      guard document.findings.isEmpty, let root = document.root, case .mapping = root.value else {
        throw InvalidAnswer(message: document.findings.first?.message ?? "a JSON object is needed")
      }
      return AnswerValue(root, isOrderedDict: true)
    }
  }
}
