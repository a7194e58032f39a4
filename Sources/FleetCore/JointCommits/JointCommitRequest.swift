import Changes
import Git

/// What a joint commit is asked to do.
public struct JointCommitRequest: Sendable, Equatable, Codable {
  /// The message without trailers; nil where there may be nothing to commit.
  public let message: String?
  public let pushes: Bool
  /// Branches that pushes go to, by what was typed for the library: its name, its path, or the path's last part.
  public let branches: [Branch]
  /// Whether a pin may go to a commit that doesn't have the one before in its history.
  public let allowsDowngrade: Bool

  public struct Branch: Sendable, Equatable, Codable {
    public let library: String
    public let branch: String

    public init(library: String, branch: String) {
      self.library = library
      self.branch = branch
    }
  }

  public init(message: String?, pushes: Bool, branches: [Branch] = [], allowsDowngrade: Bool = false) {
    self.message = message
    self.pushes = pushes
    self.branches = branches
    self.allowsDowngrade = allowsDowngrade
  }
}

/// Why a joint commit can't be made as things are; nothing was touched.
public struct JointCommitProblem: Sendable, Equatable {
  /// The working copy that it is about, from the service's folder, `.` for the service.
  public let path: String
  public let message: String
  public let hint: String?
  /// Whether the command line is what is wrong.
  public let isUsage: Bool

  public init(path: String, _ message: String, hint: String? = nil, isUsage: Bool = false) {
    self.path = path
    self.message = message
    self.hint = hint
    self.isUsage = isUsage
  }
}
