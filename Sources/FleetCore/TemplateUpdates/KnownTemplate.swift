import Changes
import Git
import Synchronization
import Templates

/// A template that a run may ask: a repository with the references that it had when the run began, or what has no commits, as
/// it was when it was first asked.
public final class KnownTemplate: Sendable {
  /// As the manifest or the command line calls it.
  public var name: String { address.name }
  let address: TemplateAddress
  let remote: RemoteLocation?
  /// What services record as where it came from.
  var source: String { address.source }
  /// The folder in the repository that is meant; nil for the root, and for those that its nested templates are in.
  let directory: String?
  /// The branch, tag or commit that all services are to come to; nil where each keeps to its own.
  public let ref: String?
  /// Whether `ref` was asked for on the command line, so that it may lie before what a service has.
  let isRefAskedFor: Bool
  /// The repository with its commits: a mirror, or the shelf.
  let mirror: String
  private let versions: Versions
  private let states = Mutex<[String?: Result<TemplateTarget, Refusal>]>([:])
  private let revisions = Mutex<[Key: Result<TemplateRevision, Refusal>]>([:])
  /// The files that hooks left, by all that they saw.
  private let trees = Mutex<[String: RenderedTree]>([:])

  /// Where commits come from.
  private enum Versions: Sendable {
    case references(Result<TemplateReferences, GitError>)
    /// What has none is put on the shelf as it is now.
    case shelf(TemplateShelf)
  }

  private struct Key: Hashable {
    let commit: ObjectID
    let directory: String?
    /// Whether the hook before the questions has changed it.
    var isChanged = false
  }

  /// More compiled revisions, and trees of hooks, than so many aren't kept.
  private static let revisionLimit = 64

  init(
    _ address: TemplateAddress, _ remote: RemoteLocation, askedFor ref: String?, mirror: String,
    references: Result<TemplateReferences, GitError>
  ) {
    self.address = address
    self.remote = remote
    directory = address.directory
    self.ref = ref ?? address.ref
    isRefAskedFor = ref != nil
    self.mirror = mirror
    versions = .references(references)
  }

  /// Takes a folder, an archive, or what came with the program.
  init(local address: TemplateAddress, askedFor ref: String?, shelf: TemplateShelf) {
    self.address = address
    remote = nil
    directory = address.directory
    self.ref = ref
    isRefAskedFor = ref != nil
    mirror = shelf.repository
    versions = .shelf(shelf)
  }

  /// Why the repository couldn't be asked; nil where it could.
  public var problem: GitError? {
    if case .references(.failure(let error)) = versions { error } else { nil }
  }

  /// The references, a line each; nil where there are none, and where they couldn't be asked for.
  var referenceText: String? {
    if case .references(.success(let references)) = versions { references.text } else { nil }
  }

  /// Returns what a service is to come to.
  ///
  /// - Parameters:
  ///   - recorded: the reference that the service keeps to by itself.
  ///   - folder: the folder in the source that it was stamped from.
  /// - Throws: `Refusal` where there is no such reference or template, `GitError` where the repository couldn't be asked.
  func target(keepingTo recorded: String?, in folder: String?) throws -> TemplateTarget {
    let ref = ref ?? recorded
    switch versions {
    case .references(let references):
      guard let commit = try references.get().commit(ref, in: mirror) else { throw unknown(ref) }
      return TemplateTarget(commit: commit, ref: ref)
    case .shelf(let shelf):
      if let ref { throw unknown(ref) }
      return try states.withLock { states in
        if let known = states[folder] { return known }
        let state = Result { () throws(Refusal) in try self.state(of: folder, shelf) }
        states[folder] = state
        return state
      }.get()
    }
  }

  private func unknown(_ ref: String?) -> Refusal {
    let message = ref.map { "has no branch, tag or commit \($0)" } ?? "has no default branch"
    return Refusal(kind: "unknown-ref", message: "the template \(name) \(message)")
  }

  private func state(of folder: String?, _ shelf: TemplateShelf) throws(Refusal) -> TemplateTarget {
    do {
      guard let source = try OpenedTemplate(local: address) else { throw unknown(nil) }
      let template = try source.template(in: TreePath(folder ?? ""))
      let digest = TemplateShelf.digest(of: template)
      return TemplateTarget(commit: try shelf.keep(template, digest: digest), digest: digest)
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(cannotRender: error, at: "the template \(name)")
    }
  }

  /// Returns the commit that a service was rendered from; nil where it isn't known or no longer there.
  func base(of record: TemplateRecord) throws(GitError) -> ObjectID? {
    switch versions {
    case .references:
      guard let commit = record.commit.flatMap(ObjectID.init(hex:)),
        try Repository(openingBare: mirror).contains(commit)
      else { return nil }
      return commit
    case .shelf(let shelf):
      return try record.digest.flatMap { (digest) throws(GitError) in try shelf.commit(of: digest) }
    }
  }

  /// Whether it has commits that come one after another.
  var hasHistory: Bool {
    if case .references = versions { true } else { false }
  }

  /// Why the reference that all services are to come to names no commit; nil where it does, and where there is none.
  public var targetProblem: String? {
    do {
      _ = try target(keepingTo: nil, in: directory)
      return nil
    } catch let refusal as Refusal {
      return refusal.message
    } catch {
      return "\(error)"
    }
  }

  /// Returns the target's variables, for what a command line says of them; nil where the target can't be read.
  public func targetVariables() -> TemplateVariables? {
    // Each service says what is wrong with it.
    guard let target = try? target(keepingTo: nil, in: directory) else { return nil }
    return try? revision(target.commit, directory: directory).template.variables
  }

  /// Returns the template at one commit.
  func revision(_ commit: ObjectID, directory: String?) throws(Refusal) -> TemplateRevision {
    let key = Key(commit: commit, directory: directory)
    // Under the lock: who needs the same one meanwhile waits for it instead of compiling it too.
    return try revisions.withLock { revisions -> Result<TemplateRevision, Refusal> in
      if let known = revisions[key] { return known }
      let revision: Result<TemplateRevision, Refusal>
      do throws(Refusal) {
        revision = .success(try TemplateRevision(commit, directory: directory, in: mirror))
      } catch {
        revision = .failure(error)
      }
      if revisions.count >= Self.revisionLimit { revisions.removeAll() }
      revisions[key] = revision
      return revision
    }.get()
  }
}

// What hooks have a part in.
extension KnownTemplate {
  /// Returns what a revision's hook before the questions makes of it.
  ///
  /// Without the lock: a hook may take its time. Two services may both have it run, with the same result.
  func changed(
    _ revision: TemplateRevision, by hook: HookScript, within limit: Duration, _ means: HookMeans
  ) throws -> TemplateRevision {
    let directory = revision.template.directory
    let key = Key(commit: revision.commit, directory: directory.description, isChanged: true)
    if let known = revisions.withLock({ $0[key] }) { return try known.get() }
    let tree = try Repository(openingBare: mirror).tree(of: revision.commit)
    let source = OpenedTemplate(address, commit: revision.commit, tree: tree, mirror: mirror)
    let template = try means.changed(source, by: hook, directory: directory, within: limit, called: "hooks-template")
    let changed = try TemplateRevision(template, at: revision.commit)
    revisions.withLock { $0[key] = .success(changed) }
    return changed
  }

  /// Returns a render's files as hooks leave them, which run once for all services with the same render.
  func tree(
    of render: ServiceRender, by means: HookMeans?, in scratch: ScratchFolder?, within limit: Duration,
    called name: String
  ) throws -> RenderedTree {
    guard render.hasHooks else { return render.plain }
    let digest = render.digest
    if let known = trees.withLock({ $0[digest] }) { return known }
    let tree = try render.tree(by: means, in: scratch, within: limit, called: name)
    trees.withLock { trees in
      if trees.count >= Self.revisionLimit { trees.removeAll() }
      trees[digest] = tree
    }
    return tree
  }
}
