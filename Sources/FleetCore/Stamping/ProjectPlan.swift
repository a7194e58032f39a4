import Git
import Templates

/// A project that is to be stamped: everything that was asked for and answered.
public struct ProjectPlan: Sendable {
  public let template: ProjectTemplate
  public let answers: Answers
  /// The folder for projects, absolute.
  public let output: String
  public let policy: ExistingPolicy
  /// Whether the template's hooks run; who may run them was decided before.
  public let runsHooks: Bool
  /// Whether a project that failed half-way stays.
  public let keepsFailures: Bool
  /// What the project records of its template, and what it is rendered with.
  public let record: TemplateRecord
  /// Whether the record is written into the project.
  public let writesRecord: Bool
  /// What becomes of the project in git; nil for a folder without.
  public let repository: RepositoryPlan?

  public init(
    template: ProjectTemplate, answers: Answers, output: String, policy: ExistingPolicy, runsHooks: Bool,
    keepsFailures: Bool, record: TemplateRecord, writesRecord: Bool, repository: RepositoryPlan?
  ) {
    self.template = template
    self.answers = answers
    self.output = output
    self.policy = policy
    self.runsHooks = runsHooks
    self.keepsFailures = keepsFailures
    self.record = record
    self.writesRecord = writesRecord
    self.repository = repository
  }

  /// The first commit of a project, and where it goes.
  public struct RepositoryPlan: Sendable {
    /// The branch's short name.
    public let branch: String
    public let author: Signature
    public let message: String
    /// Pinned as submodules, at the commits that their policies say.
    public let libraries: [Library]
    /// The repository that gets the branch, which must not have it yet.
    public let remote: RemoteLocation?

    public init(
      branch: String, author: Signature, message: String, libraries: [Library], remote: RemoteLocation?
    ) {
      self.branch = branch
      self.author = author
      self.message = message
      self.libraries = libraries
      self.remote = remote
    }
  }
}

/// A project that was stamped.
public struct StampedProject: Sendable, Equatable {
  /// A library that the project pins.
  public struct PinnedLibrary: Sendable, Equatable {
    public let name: String
    public let path: String
    public let commit: ObjectID
    /// The branch or tag that the policy found, as a full name.
    public let reference: String?
  }

  /// Its folder, absolute.
  public let folder: String
  /// The first commit; nil without a repository.
  public let commit: ObjectID?
  public let branch: String?
  public let libraries: [PinnedLibrary]
  /// What a person should know, a line each.
  public let notes: [String]
}
