import Changes
import Git

/// What became of one working copy in a joint commit.
public struct JointCommitResult: Sendable, Equatable {
  /// From the service's folder; `.` for the service.
  public let path: String
  /// The manifest's name of the library.
  public let library: String?
  public internal(set) var outcome: Outcome
  /// The remote's branch.
  public internal(set) var branch: String?
  /// What HEAD was before.
  public internal(set) var base: ObjectID?
  public internal(set) var commit: ObjectID?
  public internal(set) var message: String?
  public internal(set) var hint: String?

  init(path: String, library: String? = nil, outcome: Outcome) {
    self.path = path
    self.library = library
    self.outcome = outcome
  }
}

/// What a joint commit did, or would do.
public struct JointCommitReport: Sendable, Equatable {
  /// The service's name in the manifest, else that of its folder.
  public let service: String
  /// The value of `Fleet-Change-Id`; nil where nothing was to be committed.
  public internal(set) var change: String?
  /// Libraries with those below them first, then the service; working copies with nothing to do are left out.
  public internal(set) var results: [JointCommitResult] = []
  /// Why nothing was touched.
  public internal(set) var problems: [JointCommitProblem] = []
  /// Whether `--resume` can go on with it.
  public internal(set) var isUnfinished = false
  public internal(set) var wasInterrupted = false

  init(service: String) {
    self.service = service
  }

  public var isFine: Bool { problems.isEmpty && results.allSatisfy(\.outcome.isFine) && !isUnfinished }
  public var isWrongUsage: Bool { !problems.isEmpty && problems.allSatisfy(\.isUsage) }
}
