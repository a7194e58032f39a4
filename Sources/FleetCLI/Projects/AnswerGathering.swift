import Documents
import FleetCore
import Foundation
import Templates

/// Gathers a template's answers: from the command line, a replay, the user's configuration, and the person.
struct AnswerGathering {
  let options: NewProject.Options
  let live: LiveEnvironment
  let configuration: UserConfiguration

  /// Returns all answers, asking for those that nobody has given.
  func answers(to chosen: ChosenTemplate, inputs: RenderInputs) throws -> Answers {
    do {
      let variables = chosen.template.variables
      let given = try given(variables)
      let overridden = try variables.overridden(configured: configuration.defaultContext, given: given)
      if let warning = overridden.warning { Console.standardError.write("user configuration: \(warning)\n") }
      let replayed = try replayed(chosen)
      func interview() throws -> Interview {
        try Interview(overridden.variables, replayed: replayed, inputs: inputs)
      }
      let mayAsk = !options.asksNothing && live.canAsk
      if !options.asksNothing && !live.canAsk { try requireAnswers(try interview(), given) }
      let questions = try interview()
      while mayAsk, let question = try questions.next() {
        if given[question.name] != nil, let standard = question.standard {
          questions.answer(standard)
        } else {
          questions.answer(try Questionnaire().ask(question))
        }
      }
      return try questions.finish().adding(chosen.facts)
    } catch let error as CommandError {
      throw error
    } catch {
      throw CommandError(StampError(error))
    }
  }

  /// The answers of the command line; NAME is that of the first public variable.
  private func given(_ variables: TemplateVariables) throws -> AnswerMapping {
    var given = AnswerMapping()
    for (key, value) in options.given {
      guard variables.members[key] != nil else {
        let meant = suggestion(for: key, among: variables.publicNames).map { "; did you mean \(quoted($0))?" } ?? ""
        Console.standardError.write("\(key): the template asks for no such thing\(meant)\n")
        continue
      }
      given[key] = .string(value)
    }
    if let name = options.name {
      guard let first = variables.publicNames.first else {
        throw CommandError(message: "\(name): the template asks for nothing that could be named so")
      }
      guard given[first] == nil else {
        throw CommandError(message: "\(name) and \(first)=\(given[first]?.text ?? ""): both name the project")
      }
      given[first] = .string(name)
    }
    return given
  }

  /// - Throws: where answers are missing, all of them with their defaults.
  private func requireAnswers(_ interview: Interview, _ given: AnswerMapping) throws {
    var missing: [(name: String, line: String)] = []
    while let question = try interview.next() {
      if given[question.name] == nil {
        var line = question.name
        if question.text != question.name { line += ": \(question.text)" }
        switch question.kind {
        case .choice(let options): line += " (one of \(options.map(\.value.text).joined(separator: ", ")))"
        case .yesNo(let standard): line += " (yes or no; \(standard ? "yes" : "no") by default)"
        case .text, .mapping:
          if let standard = question.standard { line += " (by default: \(Questionnaire.shown(standard)))" }
        }
        missing.append((question.name, line))
      }
      interview.answer(question.standard ?? .null)
    }
    guard let first = missing.first else { return }
    let count = missing.count == 1 ? "1 answer is" : "\(missing.count) answers are"
    throw CommandError(
      findings: missing.map(\.line), message: "fleet: \(count) missing, and there is no terminal to ask on",
      hint: "add \(first.name)=…, or --no-input to take the defaults")
  }

  private func replayed(_ chosen: ChosenTemplate) throws -> AnswerMapping? {
    let path: String
    switch options.replay {
    case nil: return nil
    case .last?: path = "\(live.replayFolder(configuration))/\(Replay.fileName(for: chosen.name))"
    case .file(let file)?: path = live.absolutePath(file)
    }
    let shown = live.shownPath(path)
    return try Replay.values(reading: try NamedFile.read(path, shownAs: shown), file: shown)
  }
}
