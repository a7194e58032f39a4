import Changes
import Edits

/// A codemod with its parameters chosen: what a campaign carries to every repository.
public struct CodemodChange: ProgrammedChange {
  public let codemod: Codemod
  /// Every parameter's value.
  let values: [String: EditValue]

  /// Whether `run` steps take part in the second pass too, which asks whether the codemod is idempotent.
  public var runsProgramsTwice = false

  public var needsPrograms: Bool { codemod.needsPrograms }

  init(codemod: Codemod, values: [String: EditValue]) {
    self.codemod = codemod
    self.values = values
  }

  public func plan(_ base: some Snapshot, for service: ServiceFacts) throws -> ChangePlan {
    try plan(base, for: service, programs: nil, ignoresWhere: false).plan
  }

  public func plan(
    _ base: some Snapshot, for service: ServiceFacts, programs host: any ProgramHost
  ) throws -> ChangePlan {
    try plan(base, for: service, programs: .init(host: host, runTwice: runsProgramsTwice), ignoresWhere: false).plan
  }

  /// Returns what the codemod would find: the plan without what `run` steps would do, and how many places it is about.
  ///
  /// `host` searches for `rewrite` steps, which are refused without one.
  public func explain(
    _ base: some Snapshot, for service: ServiceFacts, searchingWith host: (any ProgramHost)?
  ) throws -> (plan: ChangePlan, placeCount: Int) {
    try plan(base, for: service, programs: .init(host: SearchOnly(host: host), runTwice: false), ignoresWhere: false)
  }

  func plan<Base: Snapshot>(
    _ base: Base, for service: ServiceFacts, programs: StepContext.Programs?, ignoresWhere: Bool
  ) throws -> (plan: ChangePlan, placeCount: Int) {
    let scope = Scope(values: values, service: service)
    let condition = ignoresWhere ? nil : codemod.condition
    do {
      var tree = try WorkingTree(base, for: try codemod.steps.flatMap { try $0.operation.selections(in: scope) })
      if let reason = try condition?.failure(in: tree, scope, at: "/where") {
        return (.notApplicable(reason: reason), 0)
      }
      let steps = StepSequence(codemod: codemod, scope: scope, prefix: "")
      let outcomes = try steps.apply(to: &tree, pass: .first, programs: programs)
      if let reason = reasonForNone(of: outcomes) { return (.notApplicable(reason: reason), 0) }
      if tree.changeCount == 0 { return (.unchanged, outcomes.totalPlaceCount) }
      try codemod.limits?.check(tree, since: nil)
      let edits = try tree.edits()
      if try condition?.holds(in: tree, scope) ?? true {
        _ = try steps.apply(to: &tree, pass: .second(seen: true), programs: programs)
      }
      return (edits.isEmpty ? .unchanged : .edits(edits), outcomes.totalPlaceCount)
    } catch let refusal as Refusal {
      return (.refused(refusal), 0)
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

  /// The programs to run on changed files, each a list of arguments to which the files' paths are added.
  public func formatters(for service: ServiceFacts) -> [[String]] {
    let scope = Scope(values: values, service: service)
    return codemod.formatters.map { $0.map { $0.filled(in: scope) } }
  }
}
