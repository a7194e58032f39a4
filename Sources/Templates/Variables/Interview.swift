import Jinja

/// The questions of a template, one after the other: each default may depend on the answers before it.
///
/// Ask with `next()`, answer with `answer(_:)`, until there is no question left; `finish()` gives the answers. Where
/// nobody is asked, `finish()` alone takes the defaults. Stays on one thread.
public final class Interview {
  private enum Pass { case values, mappings }

  private let members: [(key: String, value: AnswerValue)]
  private let prompts: AnswerMapping
  private let base: AnswerMapping
  private let original: AnswerMapping
  private let engine: Engine
  private let session: RenderSession
  private let questionCount: Int
  /// What templates see as `cookiecutter`: they may change it.
  private let answers = DictValue(isOrderedDict: true)
  private var pass = Pass.values
  private var index = 0
  private var number = 0
  private var pending: Question?

  /// - Parameter variables: with the defaults that a user configuration and a command line gave.
  /// - Parameter replayed: the values of a replay file: only what it lacks is asked.
  /// - Throws: where the settings name an extension that isn't known.
  public init(
    _ variables: TemplateVariables, replayed: AnswerMapping? = nil, inputs: RenderInputs
  ) throws(ProjectTemplateError) {
    var asked = variables.members
    if let replayed { asked = asked.filter { replayed[$0] == nil } }
    engine = try Engine(EngineSettings(asked), templates: nil)
    session = RenderSession(inputs)
    base = (replayed ?? asked).filter { $0 != "__prompts__" }
    var original = (replayed ?? asked).filter { !$0.hasPrefix("_") }
    original.isOrderedDict = false
    self.original = original
    if case .mapping(let prompts)? = asked["__prompts__"] { self.prompts = prompts } else { prompts = AnswerMapping() }
    asked["__prompts__"] = nil
    members = asked.members
    questionCount = members.count { !$0.key.hasPrefix("_") }
  }

  /// Returns the question to answer next; nil when all are answered.
  ///
  /// - Throws: where a default can't be rendered.
  public func next() throws(ProjectTemplateError) -> Question? {
    while pending == nil {
      guard index < members.count else {
        guard pass == .values else { return nil }
        pass = .mappings
        index = 0
        continue
      }
      let (key, raw) = members[index]
      pending = pass == .values ? try askValue(key, raw) : try askMapping(key, raw)
      if pending == nil { index += 1 }
    }
    return pending
  }

  /// Answers the question that `next()` returned.
  public func answer(_ value: AnswerValue) {
    guard let question = pending else { return }
    answers.set(Text(question.name), value.templateValue)
    pending = nil
    index += 1
  }

  /// Takes the default of every question that is left and returns all answers.
  ///
  /// - Throws: where a default can't be rendered, or there is none.
  public func finish() throws(ProjectTemplateError) -> Answers {
    while let question = try next() { answer(question.standard ?? .null) }
    return Answers(values: base.updated(with: try AnswerMapping(answers)), original: original)
  }

  // MARK: Passes

  /// The first pass: everything but mappings, which may refer to all the rest.
  private func askValue(_ key: String, _ raw: AnswerValue) throws(ProjectTemplateError) -> Question? {
    let name = Text(key)
    if key.hasPrefix("__") {
      answers.set(name, try render(raw, key).templateValue)
      return nil
    }
    if key.hasPrefix("_") {
      answers.set(name, raw.templateValue)
      return nil
    }
    if case .mapping = raw { return nil }
    number += 1
    switch raw {
    case .list(let options):
      guard !options.isEmpty else { throw ProjectTemplateError(.configuration, key, "the list of choices is empty") }
      var rendered: [Question.Option] = []
      for option in options {
        let value = try render(option, key)
        rendered.append(Question.Option(value: value, label: label(of: value, key)))
      }
      return question(key, .choice(rendered))
    case .bool(let value): return question(key, .yesNo(standard: value))
    default:
      let value = try render(raw, key)
      return question(key, .text(standard: value == .null ? nil : value))
    }
  }

  private func askMapping(_ key: String, _ raw: AnswerValue) throws(ProjectTemplateError) -> Question? {
    if key.hasPrefix("_"), !key.hasPrefix("__") { return nil }
    guard case .mapping = raw else { return nil }
    number += 1
    guard case .mapping(let value) = try render(raw, key) else { return nil }
    if key.hasPrefix("__") {
      answers.set(Text(key), .dict(value.templateValue))
      return nil
    }
    return question(key, .mapping(standard: value))
  }

  private func question(_ key: String, _ kind: Question.Kind) -> Question {
    Question(name: key, text: text(of: key, kind), kind: kind, number: number, count: questionCount)
  }

  private func text(of key: String, _ kind: Question.Kind) -> String {
    switch prompts[key] {
    case .string(let text)? where !text.isEmpty: return text
    case .mapping(let texts)?:
      if case .string(let text)? = texts["__prompt__"] { return text }
    default: break
    }
    if case .choice = kind { return "Select \(key)" }
    return key
  }

  private func label(of value: AnswerValue, _ key: String) -> String {
    if case .mapping(let texts)? = prompts[key], let label = texts[value.text] { return label.text }
    return value.text
  }

  // MARK: Rendering

  /// cookiecutter's `render_variable`: texts and numbers are rendered to text, the rest keeps its type.
  private func render(_ raw: AnswerValue, _ key: String) throws(ProjectTemplateError) -> AnswerValue {
    switch raw {
    case .null, .bool: return raw
    case .number, .string: return .string(try render(raw.text, key))
    case .list(let items):
      var rendered: [AnswerValue] = []
      for item in items { rendered.append(try render(item, key)) }
      return .list(rendered)
    case .mapping(let mapping):
      var rendered = AnswerMapping()
      for (name, value) in mapping.members { rendered[try render(name, key)] = try render(value, key) }
      return .mapping(rendered)
    }
  }

  private func render(_ text: String, _ key: String) throws(ProjectTemplateError) -> String {
    guard engine.mayHoldTemplate(text) else { return text }
    session.begin("cookiecutter.json:\(key)", continuing: true)
    do throws(TemplateError) {
      let template = try engine.template(of: text, name: "cookiecutter.json")
      let bytes = try template.render(["cookiecutter": .dict(answers)], host: session)
      return String(decoding: bytes, as: UTF8.self)
    } catch {
      // The place is one in the value's text, which has no lines of its own in the file.
      throw ProjectTemplateError(error, in: key).withoutPlace
    }
  }
}

extension ProjectTemplateError {
  /// The error without the place that a text inside another file has.
  var withoutPlace: ProjectTemplateError { ProjectTemplateError(kind, subject, message, hint: hint) }
}
