import Changes

/// Stamps a project: renders it and hands it to a destination, hooks in between, in cookiecutter's order.
public struct Stamping: Sendable {
  public let template: ProjectTemplate
  public let answers: Answers
  public let inputs: RenderInputs
  public let policy: ExistingPolicy
  /// Whether the template's hooks are trusted to run.
  public let runsHooks: Bool

  public init(
    _ template: ProjectTemplate, answers: Answers, inputs: RenderInputs, policy: ExistingPolicy = ExistingPolicy(),
    runsHooks: Bool
  ) {
    self.template = template
    self.answers = answers
    self.inputs = inputs
    self.policy = policy
    self.runsHooks = runsHooks
  }

  /// Renders everything in memory: the project as it is without hooks.
  public func rendered() throws(ProjectTemplateError) -> RenderedProject {
    let render = try ProjectRender(template, answers: answers, inputs: inputs)
    return RenderedProject(
      folder: try render.folder(), hooksBeforeFiles: runsHooks ? try render.hooks(.beforeFiles) : [],
      files: try render.files(policy: policy), hooksAfterFiles: runsHooks ? try render.hooks(.afterFiles) : [])
  }

  /// Stamps into a destination and returns the project's folder, relative to the output folder.
  ///
  /// - Throws: what the render or the destination threw, after `discard`.
  public func run(into destination: some ProjectDestination) async throws -> TreePath {
    let render = try ProjectRender(template, answers: answers, inputs: inputs)
    let folder = try render.folder()
    try await destination.prepare(folder, policy: policy)
    do {
      if runsHooks { for hook in try render.hooks(.beforeFiles) { try await destination.run(hook) } }
      try await destination.write(try render.files(policy: policy) { destination.entry(at: $0) })
      if runsHooks { for hook in try render.hooks(.afterFiles) { try await destination.run(hook) } }
    } catch {
      await destination.discard()
      throw error
    }
    return folder
  }
}

/// A project in memory.
public struct RenderedProject: Sendable, Equatable {
  /// Relative to the output folder.
  public let folder: TreePath
  public let hooksBeforeFiles: [RenderedHook]
  public let files: RenderedFiles
  public let hooksAfterFiles: [RenderedHook]
}
