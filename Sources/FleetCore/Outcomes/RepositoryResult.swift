import Changes
import Git

/// What happened to one service's repository, with all that a report says of it.
public struct RepositoryResult: Sendable, Equatable {
  public let service: String
  public let outcome: Outcome
  /// More precisely than the outcome, where there is a closed list: the kind of a git error, such as `timed-out`.
  public var kind: String?
  /// One line: why, for everything that isn't fine; what else is worth knowing otherwise.
  public var message: String?
  /// One line about the work and not its outcome, such as that the mirror had to be made anew.
  public var note: String?
  /// A command or a step that helps, if one is known.
  public var hint: String?
  /// The paths where the change and the repository clash, sorted; empty where nothing does, and where a clash is of branches
  /// and not of files.
  public var conflicts: [TreePath] = []
  /// The branch that the change went to, or would go to.
  public var branch: String?
  /// The commit that the change was planned on.
  public var base: ObjectID?
  /// The new commit, once the remote has accepted it.
  public var commit: ObjectID?
  /// The log file of the last program that ran for it.
  public var logPath: String?
  /// The exit status of the command that was run in it, where there was one and it came to an end of its own.
  public var exitStatus: Int?
  /// How many bytes of that command's log come before its output.
  public var outputStart: Int?
  /// How many lines in how many files the change adds and removes.
  public var size: ChangeSize?
  /// In how many places a codemod matches, changed or not, where that was asked for.
  public var placeCount: Int?
  /// A unified diff of the change, where it was asked for.
  public var diff: String?
  /// The stages that the repository went through in this run, in their order.
  public var stages: [StageRecord] = []
  /// Why the git program did work with the remote that the library does otherwise; nil where it didn't.
  public var gitReason: GitReason?

  public init(service: String, outcome: Outcome, kind: String? = nil, message: String? = nil, hint: String? = nil) {
    self.service = service
    self.outcome = outcome
    self.kind = kind
    self.message = message
    self.hint = hint
  }
}

/// How large a change is.
public struct ChangeSize: Sendable, Equatable {
  public let fileCount: Int
  public let addedLineCount: Int
  public let deletedLineCount: Int

  public init(fileCount: Int, addedLineCount: Int, deletedLineCount: Int) {
    self.fileCount = fileCount
    self.addedLineCount = addedLineCount
    self.deletedLineCount = deletedLineCount
  }
}
