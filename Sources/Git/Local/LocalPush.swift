import Clibgit2

/// A push into a bare repository of this machine, done in process as `git receive-pack` would do it.
///
/// Starting git's four programs costs ten times what they do for one small commit. Only where the repository has
/// nothing that they would heed beyond objects, references and locks is it done here.
struct LocalPush {
  let remote: RemoteTarget
  let context: OperationContext
  let operation: String

  /// Files and folders of a repository with which a push means more than it does here.
  private static let unusualFiles = [
    "shallow", "info/grafts", "objects/info/alternates", "objects/info/http-alternates", "logs", "worktrees",
    "config.worktree", "commondir", "reftable",
  ]

  /// Pushes and returns the results; nil where nothing was changed and git's programs have to do it, also to refuse it.
  func results(
    of updates: [PushUpdate], from source: borrowing Repository
  ) throws(GitError) -> [PushResult]? {
    try context.checkTime(operation)
    guard let local = LocalRepository.open(remote, settings: context.settings), local.takesPlainPushes else {
      return nil
    }
    do throws(GitError) {
      let advertised = try local.advertisedReferences(context, operation: operation)
      let tips = Dictionary(advertised.map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
      guard updates.allSatisfy({ tips[$0.destination] == $0.expected }) else { return nil }
      let waiting = updates.filter { $0.source != $0.expected }
      if let update = waiting.first {
        // Git decides about each reference by itself; what one of several can do to the others is left to it.
        guard waiting.count == 1, try perform(update, among: advertised, from: source, to: local.repository) else {
          return nil
        }
      }
      return updates.map { PushResult(destination: $0.destination, verdict: .accepted, means: .inProcess) }
    } catch {
      // Whatever it is, the reference wasn't set; git finds the same and has the words for it.
      if error.endsEveryMeans { throw error }
      return nil
    }
  }

  /// Writes the new objects, then the reference, if that is where it is expected under its lock; false where the update
  /// isn't a plain one.
  private func perform(
    _ update: PushUpdate, among advertised: [RemoteReference], from source: borrowing Repository,
    to destination: borrowing Repository
  ) throws(GitError) -> Bool {
    guard let id = update.source, update.destination.utf8.starts(with: "refs/heads/".utf8),
      !advertised.contains(where: { $0.name.utf8.starts(with: "refs/replace/".utf8) })
    else { return false }
    let commit = try source.commit(id)
    if let expected = update.expected, !update.allowsNonFastForward, !commit.parents.contains(expected) { return false }
    let tips = Set(advertised.flatMap { [$0.id] + ($0.peeledID.map { [$0] } ?? []) })
    if !tips.contains(id) {
      // All that a reference leads to is there; that a commit is there says nothing of its history and its tree.
      guard commit.parents.allSatisfy(tips.contains) else { return false }
      try NewObjects(of: commit, in: source, operation: operation)
        .copy(from: source, to: destination, context: context)
    }
    try context.checkTime(operation)
    // Under the reference's lock, which git's programs take too, libgit2 compares before it writes; zero stands for a
    // reference that must not exist. It fails at once where somebody has the lock.
    var (new, old) = (id.raw, (update.expected ?? .zero).raw)
    var reference: OpaquePointer?
    try check(operation) {
      git_reference_create_matching(&reference, destination.handle, update.destination, &new, 1, &old, "push")
    }
    git_reference_free(reference)
    return true
  }
}

extension LocalRepository {
  /// Whether a push does nothing here but write objects and references.
  fileprivate var takesPlainPushes: Bool {
    configuration.takesPlainPushes && !LocalPush.hasUnusualFiles(self) && !hasHooks && !isGarbageDue
  }

  /// Whether there is anything in the hooks' folder but examples. Git ignores a hook that isn't executable, and says so.
  private var hasHooks: Bool {
    guard let names = names(in: "hooks") else { return true }
    return !names.allSatisfy { $0.hasSuffix(".sample") }
  }

  /// Whether `git gc --auto`, which ends each push, might find work: more than 6,700 loose objects, by a sample of them,
  /// or more than 50 packs (git-config(1), gc.auto and gc.autoPackLimit).
  private var isGarbageDue: Bool {
    guard configuration.collectsGarbage else { return false }
    guard let sample = names(in: "objects/17"), let packs = names(in: "objects/pack") else { return true }
    return sample.count >= 6_700 / 256 || packs.count { $0.hasSuffix(".pack") } >= 50
  }
}

extension LocalPush {
  fileprivate static func hasUnusualFiles(_ local: borrowing LocalRepository) -> Bool {
    for name in unusualFiles where local.has(name) { return true }
    return false
  }
}
