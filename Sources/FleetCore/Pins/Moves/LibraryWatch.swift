import Changes
import Git
import Submodules

/// Asks libraries again in the course of a run, which may take hours: a branch that was there when it began may be gone
/// before the last push.
actor LibraryWatch {
  private let shelf: LibraryShelf
  /// So old may an answer be.
  private let freshness: Duration
  private var answers: [Int: (asked: ContinuousClock.Instant, task: Task<Result<LibraryHistory, GitError>, Never>)] =
    [:]
  private let began = ContinuousClock.now

  init(_ shelf: LibraryShelf, freshness: Duration) {
    self.shelf = shelf
    self.freshness = freshness
  }

  /// Returns why a commit of a library may not be pinned any more; nil where it may, as far as a fresh answer tells.
  func objection(to commit: ObjectID, in library: Int, _ context: RunContext) async -> Refusal? {
    guard let history = await freshHistory(of: library, context) else { return nil }
    let entry = shelf.entries[library]
    let now = LibraryShelf.Entry(library: entry.library, mirrorPath: entry.mirrorPath, history: history)
    return PinJudge(shelf: LibraryShelf([now]), allowsDowngrade: false).breach(of: commit, in: 0)
  }

  /// Returns what a library says now; nil where what it said before is fresh enough. Who asks meanwhile gets the same answer.
  private func freshHistory(of library: Int, _ context: RunContext) async -> Result<LibraryHistory, GitError>? {
    let now = ContinuousClock.now
    let asked = answers[library]?.asked ?? began
    if now - asked <= freshness { return await answers[library]?.task.value }
    let wanted = shelf.entries[library].library
    let task = Task {
      await MirrorSources(context: context, refreshes: true).reading(wanted) { (open) throws(GitError) in
        try LibraryHistory(reading: open.repository, follow: wanted.follow, trustedRefs: wanted.trustedRefs)
      }
    }
    answers[library] = (now, task)
    return await task.value
  }
}
