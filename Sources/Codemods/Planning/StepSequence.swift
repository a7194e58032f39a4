import Changes

/// The steps of one codemod, done in order on one tree.
struct StepSequence {
  let codemod: Codemod
  let scope: Scope
  /// Where the steps are in messages: empty, or the name of the `use` step with a slash.
  let prefix: String

  /// Does every step; returns how each ended. Throws a `Refusal` that names its step.
  func apply<Base: Snapshot>(
    to tree: inout WorkingTree<Base>, pass: StepContext.Pass, programs: StepContext.Programs?
  ) throws -> [StepOutcome] {
    try codemod.steps.map { step in
      let name = prefix + step.name
      do {
        return try apply(step, called: name, to: &tree, pass: pass, programs: programs)
      } catch let refusal as Refusal {
        throw refusal.inStep(name)
      }
    }
  }

  private func apply<Base: Snapshot>(
    _ step: Step, called name: String, to tree: inout WorkingTree<Base>, pass: StepContext.Pass,
    programs: StepContext.Programs?
  ) throws -> StepOutcome {
    if let reason = try step.when?.failure(in: tree, scope, at: "\(name)/when") {
      return .notApplicable(reason: reason)
    }
    // A step with a condition may have been left out before, and then has seen no file yet.
    let pass = pass == .first || step.when == nil ? pass : .second(seen: false)
    let countBefore = tree.changeCount
    let outcome = try step.operation.apply(
      to: &tree, StepContext(scope: scope, codemod: codemod.name, step: name, pass: pass, programs: programs))
    if pass != .first, tree.changeCount > countBefore {
      let path = tree.lastChange?.description ?? "files"
      throw Refusal(
        .notIdempotent, "applied to its own result, the codemod would change \(path) again", in: tree.lastChange,
        step: name)
    }
    return outcome
  }
}
