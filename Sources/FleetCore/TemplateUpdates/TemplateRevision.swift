import Changes
import Documents
import Git
import Patterns
import Templates

/// One commit of a template, compiled once for all services that are rendered with it.
final class TemplateRevision: Sendable {
  let commit: ObjectID
  let template: ProjectTemplate
  /// What the template stamps and never updates: `_once` of its `cookiecutter.json`.
  let once: PathGlobs

  /// Takes a template that a hook before the questions has changed.
  init(_ template: ProjectTemplate, at commit: ObjectID) throws(Refusal) {
    (self.commit, self.template) = (commit, template)
    do {
      once = try Self.once(of: template)
    } catch {
      throw Refusal(cannotRender: error, at: commit)
    }
  }

  /// Reads the template from its mirror.
  init(_ commit: ObjectID, directory: String?, in mirror: String) throws(Refusal) {
    self.commit = commit
    do {
      let repository = try Repository(openingBare: mirror)
      let tree = try repository.tree(of: commit)
      let files = try SnapshotFiles(MirrorSnapshot(repository, tree: tree, commit: commit))
      template = try ProjectTemplate(files, directory: TreePath(directory ?? ""))
      once = try Self.once(of: template)
    } catch {
      throw Refusal(cannotRender: error, at: commit)
    }
  }

  private static func once(of template: ProjectTemplate) throws -> PathGlobs {
    switch template.variables.members["_once"] {
    case nil: return .none
    case .list(let items)?: return try PathGlobs(items.map(\.text))
    default: throw ProjectTemplateError(.configuration, "_once", "must be a list of globs")
    }
  }

  /// Renders what a service's record says.
  func render(_ record: TemplateRecord, runsHooks: Bool) throws(Refusal) -> ServiceRender {
    do throws(ProjectTemplateError) {
      return try render(try record.answers(to: template.variables), record, runsHooks)
    } catch {
      throw Refusal(cannotRender: error, at: commit)
    }
  }

  /// Renders for a service that comes from another commit, and returns the answers too: those that it has given, unless
  /// others are given now, and defaults for what it wasn't asked.
  ///
  /// - Throws: for an answer that the template doesn't take any more, and a question without a default.
  func render(
    _ record: TemplateRecord, given: AnswerMapping, runsHooks: Bool
  ) throws(Refusal) -> (render: ServiceRender, answers: AnswerMapping) {
    do throws(ProjectTemplateError) {
      let asked = given.filter { template.variables.members[$0] != nil }
      let variables = try template.variables.overridden(given: asked).variables
      let interview = try Interview(variables, inputs: record.inputs)
      while let question = try interview.next() {
        let kept = asked[question.name] == nil ? record.answers[question.name] : nil
        interview.answer(try question.answer(keeping: kept))
      }
      let answers = try interview.finish()
      let facts = RunFacts(
        template: record.name ?? record.source, outputFolder: ".", sourceFolder: record.source, checkout: record.ref)
      return (try render(answers.adding(facts), record, runsHooks), answers.publicValues)
    } catch {
      throw Refusal(cannotRender: error, at: commit)
    }
  }

  private func render(
    _ answers: Answers, _ record: TemplateRecord, _ runsHooks: Bool
  ) throws(ProjectTemplateError) -> ServiceRender {
    try ServiceRender(Stamping(template, answers: answers, inputs: record.inputs, runsHooks: runsHooks))
  }
}

extension Question {
  /// Returns the answer of a service: the recorded one, which must be one of the choices still, else the default.
  fileprivate func answer(keeping answer: AnswerValue?) throws(ProjectTemplateError) -> AnswerValue {
    guard let answer else { return try required }
    guard case .choice(let options) = kind, !options.contains(where: { $0.value == answer }) else { return answer }
    throw ProjectTemplateError(
      .answer, name, "\(answer.text) isn't one of the choices any more",
      hint: "--answer \(name)=\(options.first?.value.text ?? "")")
  }

  /// The default, which a question that nobody is asked must have.
  private var required: AnswerValue {
    get throws(ProjectTemplateError) {
      if let standard { return standard }
      throw ProjectTemplateError(.answer, name, "has no default, and the service has no answer to it")
    }
  }
}

extension Refusal {
  /// The kind of a refusal of a template that can't be rendered with a service's answers.
  static let cannotRenderKind = "cannot-render"

  init(cannotRender error: any Error, at commit: ObjectID) {
    self.init(cannotRender: error, at: "the template at \(commit.short)")
  }

  /// - Parameter place: what can't be rendered.
  init(cannotRender error: any Error, at place: String) {
    let message: String
    switch error {
    case let error as ProjectTemplateError: message = error.description + (error.hint.map { "; \($0)" } ?? "")
    case let error as InvalidDocument: message = error.lines.first ?? "\(error.file) can't be read"
    case let error as GitError: message = error.fullMessage
    case let error as StampError: message = error.message
    default: message = "\(error)"
    }
    self.init(kind: Self.cannotRenderKind, message: "\(place): \(message)")
  }
}
