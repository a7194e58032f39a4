import Changes
import Patterns

/// Runs the programs of a codemod's steps in a work tree; plans stay free of disks and processes.
///
/// What it throws, such as a program's failure, ends the plan and reaches the planner's caller.
public protocol ProgramHost {
  /// Runs a program on the state that the request describes and returns what it changed.
  func run(_ request: ProgramRequest) throws -> ProgramResult

  /// Runs ast-grep as the search describes it and returns its standard output.
  ///
  /// An exit status over 1 is a failure, and so is a program that isn't there.
  func search(_ search: StructuralSearch) throws -> [UInt8]
}

/// One program to run: a `run` step (section "The run contract" of the codemods page).
public struct ProgramRequest: Sendable, Equatable {
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
}

/// How a program ended that didn't fail.
public enum ProgramResult: Sendable, Equatable {
  /// Exit status 0, and what differs from the state that the program began with.
  case changed([TreeEdit])
  /// Exit status 100.
  case notApplicable
}
