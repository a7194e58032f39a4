import Changes

/// What one step does.
protocol Operation: Sendable {
  /// Returns the files that the operation looks for by globs, so that folders are read once for all steps.
  func selections(in scope: Scope) throws -> [FileSelection.Filled]

  /// Makes the step's edits; throws a `Refusal` where they can't be made safely.
  func apply<Base: Snapshot>(to tree: inout WorkingTree<Base>, _ context: StepContext) throws -> StepOutcome

  /// Whether the operation can only be done by a program in a work tree.
  var needsPrograms: Bool { get }
}

extension Operation {
  func selections(in scope: Scope) throws -> [FileSelection.Filled] { [] }
  var needsPrograms: Bool { false }
}

/// How a step ended, if it wasn't refused.
enum StepOutcome: Equatable {
  /// How many places it found, changed or not: values, matches, declarations, files that it names.
  case done(placeCount: Int)
  /// The step isn't meant for this repository.
  case notApplicable(reason: String)

  /// Nil for a step that wasn't meant for the repository.
  var placeCount: Int? {
    if case .done(let count) = self { count } else { nil }
  }
}

extension [StepOutcome] {
  var totalPlaceCount: Int { reduce(0) { $0 + ($1.placeCount ?? 0) } }
}

/// What a step knows of the run that it is part of.
struct StepContext {
  let scope: Scope
  /// The name of the codemod that the step is part of.
  let codemod: String
  /// The step's name in messages.
  let step: String
  let pass: Pass
  /// Who runs programs, if anybody does.
  let programs: Programs?

  struct Programs {
    let host: any ProgramHost
    /// Whether `run` steps are part of the second pass: a program may be slow, so only where a user wants to know.
    let runTwice: Bool
  }

  enum Pass: Equatable {
    /// Every guard holds.
    case first
    /// The codemod is applied to its own result: guards are off, and any edit shows that it isn't idempotent.
    ///
    /// `seen` says that the step ran in the first pass for certain. It has then seen the files that no step changed, and
    /// had nothing to edit in them.
    case second(seen: Bool)
  }

  var hasGuards: Bool { pass == .first }

  /// Whether files that are as in the base were seen by this step before, without an edit.
  var needsOnlyChangedFiles: Bool { pass == .second(seen: true) }
}
