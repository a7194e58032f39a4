import Changes
import FleetCore
import Foundation
import Templates

/// The template that is stamped, out of a source that may hold several.
struct ChosenTemplate {
  let template: ProjectTemplate
  /// The template as it lies in its source, before a hook changed it.
  let unchanged: ProjectTemplate
  /// Its folder in the source.
  let directory: TreePath
  /// What cookiecutter would call its folder: the name of its replay file.
  let name: String
  let facts: RunFacts
  let runsHooks: Bool
  /// A copy that a hook has changed.
  fileprivate let copy: String?

  func removeCopy() {
    // A folder for temporary files that can't be emptied is the system's to sweep.
    if let copy { try? FileManager.default.removeItem(atPath: copy) }
  }
}

/// Chooses among nested templates, asks about hooks, and runs the one that comes before the questions.
struct TemplateChoice {
  let options: NewProject.Options
  let live: LiveEnvironment
  let configuration: UserConfiguration
  let hooks: HookRunner
  let interruption: Interruption

  /// - Parameter ahead: the template in the source's folder, which is being read.
  func choose(
    from source: OpenedTemplate, read ahead: Task<ProjectTemplate?, Never>
  ) async throws -> ChosenTemplate {
    do {
      return try await chosen(from: source, read: ahead)
    } catch let error as CommandError {
      throw error
    } catch {
      throw CommandError(StampError(error))
    }
  }

  private func chosen(
    from source: OpenedTemplate, read ahead: Task<ProjectTemplate?, Never>
  ) async throws -> ChosenTemplate {
    var directory = source.directory
    var isNested = false
    for _ in 0..<20 {
      let variables = try source.variables(in: directory)
      if let nested = try variables.nestedTemplates() {
        directory = try choice(nested).folder(from: directory)
        isNested = true
        continue
      }
      let known = isNested ? nil : await ahead.value
      let unchanged = try known ?? source.template(in: directory)
      var template = unchanged
      let runsHooks = try HookConsent(live: live, wish: options.hooks, template: source).decide(template.hooks)
      var copy: String?
      if runsHooks, let hook = template.hooks.first(where: { $0.moment == .beforeQuestions }) {
        let folder = try await changedCopy(of: source, directory, by: hook)
        copy = folder
        template = try OpenedTemplate.copied(source, to: folder).template(in: TreePath(bytes: []))
      }
      let folder = self.folder(source, directory)
      return ChosenTemplate(
        template: template, unchanged: unchanged, directory: directory, name: (folder as NSString).lastPathComponent,
        facts: RunFacts(
          template: isNested ? folder : source.address.publicName, outputFolder: live.absolutePath(options.output),
          sourceFolder: copy ?? folder, checkout: source.address.ref),
        runsHooks: runsHooks, copy: copy)
    }
    throw CommandError(message: "\(options.template): its templates lead to one another without end")
  }

  private func choice(_ nested: NestedTemplates) throws -> NestedTemplates.Choice {
    if options.asksNothing || nested.choices.count == 1 { return nested.choices[0] }
    guard live.canAsk else {
      let names = nested.choices.map { "\($0.path)  \($0.label)" }
      throw CommandError(
        findings: names,
        message: "\(options.template): which of these templates is meant can't be asked without a terminal",
        hint: "add --directory \(nested.choices[0].path), or --no-input for the first")
    }
    return try Questionnaire().choose(nested)
  }

  /// The template's folder as cookiecutter has it: of a repository that of its clone, which isn't made here.
  private func folder(_ source: OpenedTemplate, _ directory: TreePath) -> String {
    let root: String
    switch source.address.place {
    case .folder: root = source.address.isShipped ? source.address.name : options.template
    case .archive(let path): root = (path as NSString).deletingPathExtension
    case .repository(let remote):
      let folder = live.expandingHome(configuration.templatesFolder ?? UserConfiguration.standardTemplatesFolder)
      root = (folder as NSString).appendingPathComponent(remote.repositoryName)
    }
    return directory.bytes.isEmpty ? root : "\(root)/\(directory)"
  }

  /// Copies the template to a temporary folder and has a hook change it there.
  private func changedCopy(
    of source: OpenedTemplate, _ directory: TreePath, by hook: HookScript
  ) async throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fleet-template-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    do {
      try source.copy(directory, to: folder)
      let hooks = hooks
      try await interruption.run { try await hooks.runBeforeQuestions(hook, in: folder) }
    } catch {
      // The error is what counts; the folder is the system's to sweep.
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
    return folder
  }
}
