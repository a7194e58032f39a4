import Changes
import Git

/// One change for many repositories: what, under which name, in whose name, tested how, delivered where.
public struct Campaign: Sendable {
  /// The name in reports and in the commits' `Fleet-Campaign` trailer, such as `bump-timeout`.
  public let name: String
  public let change: any Change
  /// Programs that run on the changed files before anything is compared or committed, each a list of arguments.
  public let formatters: @Sendable (ServiceFacts) -> [[String]]
  /// Whether formatters that touch what the edits didn't are refused instead of reported.
  public let hasStrictFormatters: Bool
  public let message: CommitMessage
  public let author: Author
  /// Signs the commits; nil leaves them unsigned.
  public let signer: CommitSigner?
  public let delivery: Delivery
  public let branchPolicy: BranchPolicy
  public let tests: TestPolicy
  public let rollout: Rollout
  /// Whether changes that clash go to branches with conflict markers in them; else such repositories are left alone. Their
  /// outcome is a conflict either way.
  public let deliversConflicts: Bool

  public init(
    name: String, change: any Change, formatters: @escaping @Sendable (ServiceFacts) -> [[String]] = { _ in [] },
    hasStrictFormatters: Bool = false, message: CommitMessage, author: Author, signer: CommitSigner? = nil,
    delivery: Delivery, branchPolicy: BranchPolicy = BranchPolicy(), tests: TestPolicy, rollout: Rollout = Rollout(),
    deliversConflicts: Bool = false
  ) {
    self.name = name
    self.change = change
    self.formatters = formatters
    self.hasStrictFormatters = hasStrictFormatters
    self.message = message
    self.author = author
    self.signer = signer
    self.delivery = delivery
    self.branchPolicy = branchPolicy
    self.tests = tests
    self.rollout = rollout
    self.deliversConflicts = deliversConflicts
  }
}

/// In whose name commits are made.
public struct Author: Sendable, Equatable {
  public let name: String
  public let email: String

  public init(name: String, email: String) {
    self.name = name
    self.email = email
  }
}

/// Where a change goes.
public enum Delivery: Sendable {
  /// A branch of its own on every remote; the name, without `refs/heads/`, may depend on the service.
  case branch(@Sendable (ServiceFacts) -> String)
  /// As it is with this service: a branch of its own, or the default branch where there is none.
  case each(@Sendable (ServiceFacts) -> String?)
  /// Each repository's default branch.
  case direct
}

/// Which tests decide about a repository, and how.
public struct TestPolicy: Sendable, Equatable {
  public enum Source: Sendable, Equatable {
    case none
    /// The same command everywhere.
    case command(RepositoryTest)
    /// What the manifest says, else what the repository's files tell.
    case ofRepository
  }

  /// When the tests run on the untouched base.
  public enum Baseline: String, Sendable, CaseIterable {
    /// Before the change is tested: nothing that is red already is changed unless it may be, and a repair is told.
    case first
    /// Only where they fail with the change, to say whose fault it is: half the tests, and a repair goes unnoticed.
    case onFailure = "on-failure"
  }

  public let source: Source
  public let baseline: Baseline
  /// Whether a repository may be changed whose tests fail on the untouched base.
  public let allowsRed: Bool
  /// How often tests that fail are run again before they count as failed.
  public let retries: Int

  public init(_ source: Source, baseline: Baseline = .first, allowsRed: Bool = false, retries: Int = 0) {
    self.source = source
    self.baseline = baseline
    self.allowsRed = allowsRed
    self.retries = retries
  }

  /// No tests at all.
  public static let none = TestPolicy(.none)
}
