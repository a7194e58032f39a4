/// What happens to a campaign's branch that is on the remote already and isn't merged.
public struct BranchPolicy: Sendable, Equatable {
  public let strategy: BranchStrategy
  /// Whether `replace` also replaces commits that aren't the campaign's.
  public let overwritesForeignCommits: Bool

  public init(_ strategy: BranchStrategy = .replace, overwritesForeignCommits: Bool = false) {
    self.strategy = strategy
    self.overwritesForeignCommits = overwritesForeignCommits
  }
}

/// The ways to go about a branch that is there already; the raw values are those of `--strategy`.
public enum BranchStrategy: String, Sendable, CaseIterable {
  /// Leave it alone.
  case skip
  /// Make it anew on the base; other people's commits on it are a conflict.
  case replace
  /// Plan the change on the branch's tip, and commit on top of what is there.
  case append
  /// Make the campaign's commit anew on the base, and put other people's commits on top of it again.
  case rebase
}
