import Changes
import Jinja

/// One rendering of a template: the project's folder, its files, and its hooks' texts.
///
/// Call `folder`, `hooks(.beforeFiles)`, `files` and `hooks(.afterFiles)` in this order: a template may change the
/// variables while it is rendered, and what comes later sees it. Stays on one thread.
public final class ProjectRender {
  let template: ProjectTemplate
  let blueprint: Blueprint
  let session: RenderSession
  /// What templates see as `cookiecutter`: they may change it.
  let values: DictValue
  let original: DictValue
  private var byteCount = 0

  /// What all files of a project may have together.
  static let byteLimit = 512 << 20

  /// - Throws: where the answers name an extension or a setting that isn't known.
  public init(
    _ template: ProjectTemplate, answers: Answers, inputs: RenderInputs
  ) throws(ProjectTemplateError) {
    self.template = template
    blueprint = try template.blueprint(for: answers.values)
    session = RenderSession(inputs)
    values = answers.values.templateValue
    original = answers.original.templateValue
  }

  /// Returns the project's folder, relative to the output folder.
  ///
  /// - Throws: for a name that is empty or leads elsewhere.
  public func folder() throws(ProjectTemplateError) -> TreePath {
    let name = String(decoding: blueprint.root.name, as: UTF8.self)
    let rendered = try render(name, in: blueprint.root.description)
    let path = try OutputPath.path(of: rendered, from: blueprint.root.description)
    guard path != .root else {
      throw ProjectTemplateError(.rendering, blueprint.root.description, "the project's name is empty")
    }
    return path
  }

  /// Returns the scripts to run at a moment, filled in.
  public func hooks(_ moment: HookScript.Moment) throws(ProjectTemplateError) -> [RenderedHook] {
    var hooks: [RenderedHook] = []
    for script in template.hooks where script.moment == moment {
      guard moment != .beforeQuestions else {
        hooks.append(RenderedHook(script: script, content: script.content))
        continue
      }
      session.begin(script.path)
      do throws(TemplateError) {
        let hook = try blueprint.hookEngine.template(of: script.content, name: script.path)
        hooks.append(RenderedHook(script: script, content: try hook.render(variables, host: session)))
      } catch {
        throw ProjectTemplateError(error, in: script.path)
      }
    }
    return hooks
  }

  var variables: [Text: Value] { ["cookiecutter": .dict(values), "_cookiecutter": .dict(original)] }

  /// Renders a name; the result may be anything.
  func render(_ name: String, in subject: String) throws(ProjectTemplateError) -> [UInt8] {
    guard blueprint.engine.mayHoldTemplate(name) else { return Array(name.utf8) }
    session.begin("name:" + name)
    do throws(TemplateError) {
      return try blueprint.engine.template(of: name, name: nil).render(variables, host: session)
    } catch {
      throw ProjectTemplateError(error, in: "the name of \(subject)").withoutPlace
    }
  }

  /// Renders a file's content.
  func render(_ file: Blueprint.File) throws(ProjectTemplateError) -> [UInt8] {
    session.begin(file.path)
    do throws(TemplateError) {
      return try blueprint.engine.environment.template(named: file.path).render(variables, host: session)
    } catch {
      throw located(error, file)
    }
  }

  /// Counts a file's bytes against the limit.
  func count(_ content: [UInt8], _ path: String) throws(ProjectTemplateError) {
    byteCount += content.count
    guard byteCount <= ProjectRender.byteLimit else {
      throw ProjectTemplateError(.limit, blueprint.shown(path), "the project has more than 512 MiB")
    }
  }

  /// Returns a template's error with the names that its author knows.
  private func located(_ error: TemplateError, _ file: Blueprint.File) -> ProjectTemplateError {
    let error = ProjectTemplateError(error, in: blueprint.shown(file.path))
    guard let place = error.place, let name = place.template else { return error }
    let isOwn = blueprint.sources.file(at: blueprint.root.appending(name.utf8)) != nil
    let path = isOwn ? blueprint.shown(name) : template.directory.appending("templates/\(name)".utf8).description
    return ProjectTemplateError(
      error.kind, error.subject, error.message, hint: error.hint, place: place.renamed(path))
  }
}
