import Git

/// Which library commit is to be searched for, and by which tests.
public struct BisectionRequest: Sendable {
  public let service: Service
  public let library: Library
  /// The submodule, where the service has the library more than once.
  public let path: String?
  /// Revisions of the library: branches, tags, or commits by eight digits or more. Nil for the pin before, and the pin.
  public let good: String?
  public let bad: String?
  /// Nil for the service's own tests.
  public let test: RepositoryTest?
  /// Whether tests run even where their answer is known.
  public let isAfresh: Bool

  public init(
    service: Service, library: Library, path: String? = nil, good: String? = nil, bad: String? = nil,
    test: RepositoryTest? = nil, isAfresh: Bool = false
  ) {
    self.service = service
    self.library = library
    self.path = path
    self.good = good
    self.bad = bad
    self.test = test
    self.isAfresh = isAfresh
  }
}

/// What a bisection found.
public struct BisectionReport: Sendable {
  public let service: String
  public let library: String
  public let path: String
  public let good: ObjectID
  public let bad: ObjectID
  /// The commits that it may be, oldest first: one, or those that can't be told apart since they can't be tested.
  public let suspects: [BisectedCommit]
  /// How many commits there are between good and bad, with bad.
  public let commitCount: Int
  /// How often tests ran now, and how often their answer was known.
  public let runCount: Int
  public let rememberedCount: Int
  /// How many commits couldn't be tested.
  public let skippedCount: Int
  /// The output of the tests at the first commit that is known to be bad.
  public let logPath: String
}

/// One answer of the tests, as it comes.
public struct BisectionStep: Sendable {
  public let commit: BisectedCommit
  /// `good`, `bad` or `skipped`.
  public let verdict: String
  public let words: String
  public let isRemembered: Bool
  /// How many commits are left to suspect.
  public let leftCount: Int
}

/// A library's commit as people recognise it.
public struct BisectedCommit: Sendable, Equatable {
  public let id: ObjectID
  /// The message's first line.
  public let subject: String
  public let author: String
  public let email: String

  init(_ commit: CommitRecord) {
    id = commit.id
    subject = commit.message.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    (author, email) = (commit.author.name, commit.author.email)
  }
}
