import Changes
import Edits

/// A codemod with its parameters chosen: what a campaign carries to every repository.
public struct CodemodChange: Change {
  public let codemod: Codemod
  /// Every parameter's value.
  let values: [String: EditValue]

  public func plan(_ base: some Snapshot, for service: ServiceFacts) throws -> ChangePlan {
    try plan(base, for: service, programs: nil, ignoresWhere: false)
  }

  /// Returns what the codemod would do to `base`.
  ///
  /// `host` runs the programs of `run` and `rewrite` steps, which are refused without one. Whether the codemod is
  /// idempotent is asked of `run` steps only where `programsRunTwice`.
  public func plan(
    _ base: some Snapshot, for service: ServiceFacts, programs host: any ProgramHost, programsRunTwice: Bool = false
  ) throws -> ChangePlan {
    try plan(base, for: service, programs: .init(host: host, runTwice: programsRunTwice), ignoresWhere: false)
  }

  func plan<Base: Snapshot>(
    _ base: Base, for service: ServiceFacts, programs: StepContext.Programs?, ignoresWhere: Bool
  ) throws -> ChangePlan {
    let scope = Scope(values: values, service: service)
    let condition = ignoresWhere ? nil : codemod.condition
    do {
      var tree = try WorkingTree(base, for: try codemod.steps.flatMap { try $0.operation.selections(in: scope) })
      if let reason = try condition?.failure(in: tree, scope, at: "/where") { return .notApplicable(reason: reason) }
      let steps = StepSequence(codemod: codemod, scope: scope, prefix: "")
      let outcomes = try steps.apply(to: &tree, pass: .first, programs: programs)
      if let reason = reasonForNone(of: outcomes) { return .notApplicable(reason: reason) }
      if tree.changeCount == 0 { return .unchanged }
      try codemod.limits?.check(tree, since: nil)
      let edits = try tree.edits()
      if try condition?.holds(in: tree, scope) ?? true {
        _ = try steps.apply(to: &tree, pass: .second(seen: true), programs: programs)
      }
      return edits.isEmpty ? .unchanged : .edits(edits)
    } catch let refusal as Refusal {
      return .refused(refusal)
    }
  }

  /// Where no step was for this repository, neither was the codemod.
  private func reasonForNone(of outcomes: [StepOutcome]) -> String? {
    var first: String?
    for outcome in outcomes {
      guard case .notApplicable(let reason) = outcome else { return nil }
      first = first ?? reason
    }
    return first
  }
}

extension CodemodChange {
  /// The commit message that the codemod asks for, if it does.
  public func commitMessage(for service: ServiceFacts) -> String? {
    codemod.commitMessage?.filled(in: Scope(values: values, service: service))
  }

  /// The branch that the codemod asks for, if it does.
  public func branch(for service: ServiceFacts) -> String? {
    codemod.branch?.filled(in: Scope(values: values, service: service))
  }

  /// Whether it brings along no programs for changed files.
  public var isWithoutFormatters: Bool { codemod.formatters.isEmpty }

  /// The programs to run on changed files, each a list of arguments to which the files' paths are added.
  public func formatters(for service: ServiceFacts) -> [[String]] {
    let scope = Scope(values: values, service: service)
    return codemod.formatters.map { $0.map { $0.filled(in: scope) } }
  }
}
