import Git

/// What there is to do with a campaign's branch on one remote: decided from values, before anything is pushed.
enum BranchState: Equatable {
  /// Push; the value that the push replaces is stated, nil where the branch must not exist yet.
  case push(replacing: ObjectID?)
  /// Push the campaign's commit with these commits of other people on top of it again, the oldest first.
  case rebase([CommitRecord], replacing: ObjectID)
  /// The branch holds exactly this change on this base already.
  case holdsChange(ObjectID)
  /// Somebody else's commits are on it: nothing is pushed.
  case foreign(reason: String)
  /// It is to be left alone.
  case skipped(reason: String)

  /// Decides about the branch of `campaign` whose tip is `tip`.
  ///
  /// - Parameters:
  ///   - tip: the branch's commit on the remote, nil if there is none.
  ///   - commits: those that the base doesn't have, newest first; none where the branch is merged, so that nothing on it
  ///     can be lost.
  init(
    branch: String, tip: ObjectID?, commits: [CommitRecord], base: ObjectID, tree: ObjectID, campaign: String,
    policy: BranchPolicy
  ) {
    guard let tip, let newest = commits.first else {
      self = .push(replacing: tip)
      return
    }
    let foreign = commits.filter { !CampaignMark.isMade($0, by: campaign) }
    if Self.holds(commits, foreign, base: base, tree: tree, campaign: campaign, policy) {
      self = .holdsChange(tip)
    } else if policy.strategy == .skip {
      self = .skipped(reason: "\(branch) is there already, at \(newest.id.short) by \(newest.author.name)")
    } else if foreign.isEmpty || policy.strategy == .replace && policy.overwritesForeignCommits {
      self = .push(replacing: tip)
    } else if policy.strategy == .rebase {
      self = .rebase(foreign.reversed(), replacing: tip)
    } else {
      self = .foreign(
        reason: "\(branch) holds \(Self.words(foreign.count)): \(foreign[0].id.short) by \(foreign[0].author.name)")
    }
  }

  /// Whether the campaign's commit is on the base with just this tree, alone or, for a rebase, below other people's.
  private static func holds(
    _ commits: [CommitRecord], _ foreign: [CommitRecord], base: ObjectID, tree: ObjectID, campaign: String,
    _ policy: BranchPolicy
  ) -> Bool {
    guard let oldest = commits.last, oldest.tree == tree, oldest.parents == [base],
      CampaignMark.isMade(oldest, by: campaign)
    else { return false }
    if commits.count == 1 { return true }
    let isLine = zip(commits, commits.dropFirst()).allSatisfy { $0.parents == [$1.id] }
    return policy.strategy == .rebase && isLine && foreign.count == commits.count - 1
  }

  private static func words(_ count: Int) -> String {
    count == 1 ? "a commit that isn't this campaign's" : "\(count) commits that aren't this campaign's"
  }
}

extension Repository {
  /// Returns the commits of a branch that the base doesn't have, newest first; of a very long line only the newest.
  func commits(on tip: ObjectID, since base: ObjectID) throws(GitError) -> [CommitRecord] {
    try log(from: tip, excluding: [base], limit: 1000)
  }
}
