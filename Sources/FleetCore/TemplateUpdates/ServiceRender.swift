import Changes
import Git
import Templates

/// What one commit of a template gives a service.
struct ServiceRender: Sendable {
  /// The files as the template has them; hooks may change more.
  let plain: RenderedTree
  /// The folder's name, and the hooks with their filled-in texts, none where none run.
  private let folder: TreePath
  private let hooks: [RenderedHook]
  private let stamping: Stamping

  init(_ stamping: Stamping) throws(ProjectTemplateError) {
    let project = try stamping.rendered()
    plain = RenderedTree(project.files)
    folder = project.folder
    hooks = project.hooksBeforeFiles + project.hooksAfterFiles
    self.stamping = stamping
  }

  /// Whether another one gives the same files: hooks are run for neither then.
  func isSame(as other: ServiceRender) -> Bool {
    plain == other.plain && hooks.map(\.content) == other.hooks.map(\.content)
  }

  var hasHooks: Bool { !hooks.isEmpty }

  /// A digest of all that hooks see.
  var digest: String {
    let parts = [Array(plain.digest.utf8), folder.bytes] + hooks.flatMap { [Array($0.script.path.utf8), $0.content] }
    return ObjectID(hashingBlob: parts.flatMap { Array("\($0.count) ".utf8) + $0 }).hex
  }

  /// Returns the files as hooks leave them.
  ///
  /// - Parameter name: of the folder of the hooks' logs.
  func tree(
    by means: HookMeans?, in scratch: ScratchFolder?, within limit: Duration, called name: String
  ) throws -> RenderedTree {
    guard hasHooks else { return plain }
    guard let means, let scratch else { throw ProgramsNeeded() }
    return try means.stamped(stamping, in: scratch, within: limit, called: name)
  }
}
