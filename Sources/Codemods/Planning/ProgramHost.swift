import Changes
import Patterns

/// A change that may have parts which only programs can do.
public protocol ProgrammedChange: Change {
  /// Whether it can't be planned without a host.
  var needsPrograms: Bool { get }

  /// Plans as `Change.plan` does, with somebody who runs the programs; rethrows what the host throws.
  func plan(_ base: some Snapshot, for service: ServiceFacts, programs host: any ProgramHost) throws -> ChangePlan
}

/// Runs the programs of a codemod's steps in a work tree; plans stay free of disks and processes.
///
/// What it throws, such as a program's failure, ends the plan and reaches the planner's caller.
public protocol ProgramHost {
  /// Runs a program on the state that the request describes and returns what it changed.
  func run(_ request: ProgramRequest) throws -> ProgramResult

  /// Runs ast-grep as the search describes it and returns what it wrote.
  ///
  /// An exit status over 1 is a failure, and so is a program that isn't there.
  func search(_ search: StructuralSearch) throws -> StructuralSearch.Output
}

/// One program to run: a `run` step (section "The run contract" of the codemods page), or a command that is all of a change.
public struct ProgramRequest: Sendable, Equatable {
  /// The step's name in messages; nil where the program is all of the change.
  public let step: String?
  public let command: [String]
  /// Added to the environment that every program gets: the step's `env`, and `FLEET_CODEMOD`, `FLEET_STEP` and
  /// `FLEET_PARAM_<NAME>`.
  public let environment: [String: String]
  /// What `FLEET_FILES` lists: the tracked files that `writes` selects, sorted.
  public let files: [TreePath]
  /// The longest that the program may take.
  public let timeLimit: Duration
  /// What the steps before it did: the work tree is the base with these.
  public let edits: [TreeEdit]

  public init(
    step: String?, command: [String], environment: [String: String] = [:], files: [TreePath], timeLimit: Duration,
    edits: [TreeEdit] = []
  ) {
    self.step = step
    self.command = command
    self.environment = environment
    self.files = files
    self.timeLimit = timeLimit
    self.edits = edits
  }
}

extension TreeEdit {
  /// Why a program may not have made this edit; nil where it may: files with safe paths it may write and delete.
  public var refusalOfProgram: Refusal? {
    guard path.isSafe else { return Refusal(.outside, "the program changed \(path)", in: path) }
    switch action {
    case .write(_, let mode) where mode == .file || mode == .executable: return nil
    case .delete: return nil
    case .write, .pin: return Refusal(.outside, "the program made \(path) a link or a submodule", in: path)
    }
  }
}

/// How a program ended that didn't fail.
public enum ProgramResult: Sendable, Equatable {
  /// Exit status 0, and what differs from the state that the program began with.
  case changed([TreeEdit])
  /// Exit status 100.
  case notApplicable
}

/// Searches as another host does, and leaves out what a step would have run.
struct SearchOnly: ProgramHost {
  /// Nil where nobody can search.
  let host: (any ProgramHost)?

  func run(_ request: ProgramRequest) -> ProgramResult { .changed([]) }

  func search(_ search: StructuralSearch) throws -> StructuralSearch.Output {
    guard let host else { throw Refusal.withoutAstGrep }
    return try host.search(search)
  }
}

extension Refusal {
  static var withoutAstGrep: Refusal {
    Refusal(
      .script, "a \"rewrite\" step needs ast-grep (the pip package ast-grep-cli), and here no program can be run")
  }
}
