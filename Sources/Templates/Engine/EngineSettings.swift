import Jinja

/// How a template wants Jinja2: `_jinja2_env_vars` and `_extensions` of its context.
struct EngineSettings: Sendable, Hashable {
  /// Each with its value's JSON, so that two can be compared.
  private let keywords: [Keyword]
  let extensions: [String]

  private struct Keyword: Sendable, Hashable {
    let name: String
    let value: AnswerValue

    static func == (left: Keyword, right: Keyword) -> Bool { left.name == right.name && left.value == right.value }
    func hash(into hasher: inout Hasher) { hasher.combine(name) }
  }

  init(_ values: AnswerMapping) throws(ProjectTemplateError) {
    switch values["_jinja2_env_vars"] {
    case nil: keywords = []
    case .mapping(let members)?: keywords = members.members.map { Keyword(name: $0.key, value: $0.value) }
    case let value?:
      throw ProjectTemplateError(.configuration, "_jinja2_env_vars", "must be an object, not \(value.text)")
    }
    switch values["_extensions"] {
    case nil: extensions = []
    case .list(let names)?: extensions = names.map(\.text)
    case let value?:
      throw ProjectTemplateError(.configuration, "_extensions", "must be a list of names, not \(value.text)")
    }
  }

  /// Jinja2's settings with cookiecutter's own: nothing undefined is let through, and the last line feed stays.
  func settings() throws(ProjectTemplateError) -> Settings {
    var settings = Settings()
    settings.undefined = .strict
    settings.keepsTrailingNewline = true
    settings.limits = EngineSettings.limits
    for keyword in keywords {
      do throws(TemplateError) {
        guard !["undefined", "keep_trailing_newline", "extensions", "context"].contains(keyword.name) else {
          throw TemplateError(runtime: "cookiecutter sets \(keyword.name) itself")
        }
        try settings.set(keyword.name, to: keyword.value.templateValue)
      } catch {
        throw ProjectTemplateError(.configuration, "_jinja2_env_vars", error.message, hint: error.hint)
      }
    }
    if let problem = settings.problem { throw ProjectTemplateError(.configuration, "_jinja2_env_vars", problem) }
    return settings
  }

  /// What all templates of one project may use up together.
  private static let limits = Limits(stepCount: 10_000_000, outputByteCount: 100_000_000)
}
