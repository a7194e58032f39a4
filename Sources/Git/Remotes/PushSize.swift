import Clibgit2

/// Tells a push that the library is quick at from one that it isn't, without looking further than that takes.
///
/// libgit2 looks for deltas between all that it sends; what git keeps as a delta already it sends as it is.
struct PushSize {
  /// Where what libgit2 takes longer begins to be felt: a quarter of a second for a thousand objects of a packed history,
  /// which git has in a fiftieth of that; starting git's programs, and one more listing, cost less.
  static let limits = NewObjects.Limits(count: 1000, byteCount: 16 << 20)

  private let operation: String

  init(_ operation: String) {
    self.operation = operation
  }

  /// Whether updates send more than the limits to a remote whose references are at `tips`.
  func isLarge(
    _ updates: [PushUpdate], over tips: Set<ObjectID>, in repository: borrowing Repository
  ) throws(GitError) -> Bool {
    var objects = NewObjects(limits: PushSize.limits, operation: operation)
    do throws(GitError) {
      for case let source? in updates.map(\.source) where !tips.contains(source) {
        let commit: CommitRecord
        // A tag's object or a tree is sent rarely, and then by the library.
        do throws(GitError) { commit = try repository.commit(source) } catch { continue }
        // The usual push: one commit on what the remote has. No need to walk all that its branches lead to.
        if !commit.parents.isEmpty, commit.parents.allSatisfy(tips.contains) {
          try objects.add(commit, in: repository)
          continue
        }
        var known: [ObjectID] = []
        for tip in tips where try repository.contains(tip) { known.append(tip) }
        for commit in try repository.log(from: source, excluding: known, limit: PushSize.limits.count) {
          try objects.add(commit, in: repository)
        }
      }
      return false
    } catch  where error.kind == .unsupported {
      return true
    }
  }
}
