import Changes
import Jinja

/// One template file on its own, as its author tries it out: with cookiecutter's settings, filters, functions and tags.
public struct SingleTemplate: Sendable {
  private let environment: Environment

  /// - Parameter settings: `_jinja2_env_vars` by their names, and `extensions`, a list of names. What cookiecutter sets
  ///   itself (undefined values are errors, the last line feed stays) may be set otherwise here.
  /// - Parameter files: where included templates lie.
  public init(
    settings: AnswerMapping, files: some TemplateFiles & Sendable
  ) throws(ProjectTemplateError) {
    var engine = AnswerMapping()
    engine["_extensions"] = settings["extensions"]
    let names = try EngineSettings(engine).extensions
    var jinja = try EngineSettings(AnswerMapping()).settings()
    for (name, value) in settings.members where name != "extensions" {
      do throws(TemplateError) {
        try jinja.set(name, to: value.templateValue)
      } catch {
        throw ProjectTemplateError(.configuration, name, error.message, hint: error.hint)
      }
    }
    if let problem = jinja.problem { throw ProjectTemplateError(.configuration, nil, problem) }
    environment = Environment(
      settings: jinja, extensions: try NativeExtensions.extensions(named: names), loader: FilesLoader(files: files))
  }

  /// Renders a template of the files.
  ///
  /// - Throws: an error whose places name templates as they were included, and this one by its name.
  public func render(
    _ name: String, _ context: AnswerMapping, inputs: RenderInputs
  ) throws(TemplateError) -> [UInt8] {
    let session = RenderSession(inputs)
    session.begin(name)
    let variables = Dictionary(
      context.members.map { (Text($0.key), $0.value.templateValue) }, uniquingKeysWith: { first, _ in first })
    return try environment.template(named: name).render(variables, host: session)
  }
}

/// Templates in a folder, links followed as long as they stay in it.
private struct FilesLoader<Files: TemplateFiles & Sendable>: Loader {
  let files: Files

  func source(of name: String) throws(TemplateError) -> [UInt8]? {
    guard let parts = TemplateName.parts(of: name) else { return nil }
    do {
      guard let end = try files.resolve(TreePath(parts.joined(separator: "/"))), case .file = end.kind else {
        return nil
      }
      return try files.content(of: end.path)
    } catch {
      throw TemplateError(runtime: "\(name) can't be read: \(error)")
    }
  }
}
