import Foundation
import Reports
import Templates

/// A template's questions at the terminal, in cookiecutter's form.
struct Questionnaire {
  /// Where the questions are written, and where the lines come from.
  var write: (String) -> Void = { Console.standardError.write($0) }
  var read: () -> String? = { readLine() }

  /// Asks until the answer is one.
  func ask(_ question: Question) throws -> AnswerValue {
    let number = "  [\(question.number)/\(question.count)] "
    while true {
      switch question.kind {
      case .choice(let options):
        var text = number + question.text.showingControls + "\n"
        for (index, option) in options.enumerated() { text += "    \(index + 1) - \(option.label.showingControls)\n" }
        write(text + "    Choose from [\(options.indices.map { String($0 + 1) }.joined(separator: "/"))] (1): ")
      case .yesNo(let standard):
        write(number + "\(question.text.showingControls) [y/n] (\(standard ? "y" : "n")): ")
      case .text, .mapping:
        let standard = question.standard.map { " (\(Self.shown($0).showingControls))" } ?? ""
        write(number + "\(question.text.showingControls)\(standard): ")
      }
      let typed = try line()
      do throws(Question.InvalidAnswer) {
        return try question.answer(typed: typed)
      } catch {
        write("    \(error.message)\n")
      }
    }
  }

  /// Asks which of several templates is meant.
  func choose(_ nested: NestedTemplates) throws -> NestedTemplates.Choice {
    while true {
      var text = "  Select template\n"
      for (index, choice) in nested.choices.enumerated() {
        text += "    \(index + 1) - \(choice.label.showingControls)\n"
      }
      write(text + "    Choose from [\(nested.choices.indices.map { String($0 + 1) }.joined(separator: "/"))] (1): ")
      let typed = try line().trimmingCharacters(in: .whitespaces)
      if typed.isEmpty { return nested.choices[0] }
      if let number = Int(typed), nested.choices.indices.contains(number - 1) { return nested.choices[number - 1] }
      write("    please choose one of the numbers 1 to \(nested.choices.count)\n")
    }
  }

  private func line() throws -> String {
    if let line = read() { return line }
    write("\n")
    throw CommandError(message: "the answers ended before the questions did; nothing was made")
  }

  /// A default as it is shown: of an object its JSON in one line.
  static func shown(_ value: AnswerValue) -> String {
    guard case .mapping(let mapping) = value else { return value.text }
    return mapping.json.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
  }
}
