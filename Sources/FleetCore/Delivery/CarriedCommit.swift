import Git

/// Somebody else's commit that a rebase puts on top of the campaign's commit again.
struct CarriedCommit: Sendable, Equatable {
  /// As it was on the branch.
  let original: CommitRecord
  /// The tree that it has on top of what is below it now.
  let tree: ObjectID
}

/// A commit that can't be put on top again.
struct CarryConflict: Error {
  let reason: String
}

extension Repository {
  /// Returns the commits as they are on top of `tree`, in memory; one whose change is in there already is left out.
  ///
  /// - Parameter commits: the oldest first.
  func carry(
    _ commits: [CommitRecord], onto tree: ObjectID
  ) throws(GitError) -> Result<[CarriedCommit], CarryConflict> {
    var (carried, current) = ([CarriedCommit](), tree)
    for commit in commits {
      let name = "\(commit.id.short) by \(commit.author.name)"
      guard let parent = commit.parents.first, commit.parents.count == 1 else {
        return .failure(CarryConflict(reason: "\(name) is a merge, which can't be put on top again"))
      }
      switch try mergeTrees(ancestor: self.tree(of: parent), ours: current, theirs: commit.tree) {
      case .conflict(let paths):
        return .failure(
          CarryConflict(reason: "\(name) conflicts with the change in \(paths.joined(separator: ", "))"))
      case .merged(let merged):
        guard merged != current else { continue }
        carried.append(CarriedCommit(original: commit, tree: merged))
        current = merged
      }
    }
    return .success(carried)
  }
}
