import Changes
import Codemods
import Git

extension RepositoryRun {
  /// Runs work that starts programs, on a thread for that, when it is this repository's turn and nobody else uses its
  /// checkout.
  func inWorkshop<Value: Sendable>(
    on base: ObjectID, _ work: @escaping @Sendable (Workshop) throws(GitError) -> Value
  ) async throws(StageFailure) -> Value {
    try await atTurn { () throws(StageFailure) in
      let lock = try await locked(.plan)
      defer { withExtendedLifetime(lock) {} }
      do throws(GitError) {
        return try await pipeline.programs.run { () throws(GitError) in try work(workshop(on: base)) }
      } catch {
        throw StageFailure(stage: .plan, error: error)
      }
    }
  }

  private func workshop(on base: ObjectID) -> Workshop {
    let (checkout, remote, filler) = (checkout, service.remote, filler)
    return Workshop(
      checkout: checkout, mirror: mirror.path, head: base,
      environment: context.programEnvironment.variables(
        service: service.name, folder: checkout.folder, campaign: campaign.name),
      logs: "\(context.folders.logs)/\(context.runName)/\(service.name)", cancellation: context.cancellation,
      sandbox: { sandbox },
      fill: { (pins) throws(GitError) in try filler.fill(pins, of: remote, in: checkout) })
  }

  /// Plans a change that has programs to run; where it has none, this is what `plan` does.
  func change(
    to snapshot: MirrorSnapshot, tree: ObjectID, defaultBranch: String, in workshop: Workshop?
  ) throws -> ChangePlan {
    let facts = facts(branch: defaultBranch)
    if let change = campaign.change as? any ResourcefulChange {
      return try change.plan(snapshot, for: facts, means: workshop.map { means(in: $0, tree: tree) })
    }
    guard let workshop, let change = campaign.change as? any ProgrammedChange else {
      return try campaign.change.plan(snapshot, for: facts)
    }
    return try change.plan(snapshot, for: facts, programs: means(in: workshop, tree: tree).host)
  }

  private func means(in workshop: Workshop, tree: ObjectID) -> ChangeMeans {
    let astGrep = AstGrep(environment: context.programEnvironment, cancellation: context.cancellation)
    return ChangeMeans(
      host: CheckoutHost(workshop: workshop, base: tree, astGrep: astGrep),
      hooks: HookMeans(context, service: service.name))
  }

  /// Whether planning the change starts programs.
  var needsPrograms: Bool { (campaign.change as? any ProgrammedChange)?.needsPrograms ?? false }

  /// The end of planning that a program's failure is; rethrows what isn't one.
  func end(by error: any Error, on base: ObjectID) throws(GitError) -> PlanningEnd {
    switch error {
    case is ProgramsNeeded:
      let result = ended(.refused(kind: RefusalKind.script.rawValue), message: "no program can be run here", base: base)
      return PlanningEnd(result: result.result, needsPrograms: true)
    case let failure as ProgramFailure:
      var result = RepositoryResult(service: service.name, failure: failure)
      result.base = base
      return PlanningEnd(result: result)
    case let error as GitError: throw error
    default: throw GitError(operation: "plan \(campaign.name)", kind: .other, message: "\(error)")
    }
  }
}
