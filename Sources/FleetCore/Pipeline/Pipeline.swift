import Git
import Threads

/// Carries one campaign to many repositories: refresh, plan, verify, commit, push, and an outcome for each.
///
/// One repository's failure is its outcome and never the end of the run. Network waits, work for the processor and tests
/// have widths of their own, so that none queues behind another.
public struct Pipeline: Sendable {
  let campaign: Campaign
  /// The only repositories that a run ever asks.
  let repositories: KnownRepositories
  let libraryImages = LibraryImages()
  let checkoutTurns = CheckoutTurns()
  let context: RunContext
  let mirrors: MirrorStore
  /// Where libgit2's network calls are made.
  let network: NetworkPool
  /// Threads for libgit2's work on objects.
  let processing: BlockingPool
  let tests: Gate
  /// What pushes wait for; nil where they needn't.
  let pace: PushPace?
  /// Looks at pins that a change moves by the way.
  let pinGuard: PinGuard
  /// What must come of planning, by service; empty where planning is free.
  let storedPlan: [String: StoredPlanEntry]
  /// What the selection has just seen on remotes, by service: these aren't asked a second time.
  let known: [String: RemoteState]
  /// Threads for the programs that a change itself needs; they queue at the same gate as tests.
  let programs: BlockingPool

  /// - Parameters:
  ///   - selected: the selection that the services are from, where it has asked their remotes.
  ///   - storedPlan: the plan whose trees are delivered, and no others.
  public init(
    campaign: Campaign, manifest: Manifest, context: RunContext, selected: SelectionResult? = nil,
    storedPlan: StoredPlan? = nil
  ) {
    self.campaign = campaign
    let mirrors = MirrorStore(folder: context.folders.mirrors)
    self.repositories = KnownRepositories(mirrors.mirrors(of: manifest))
    self.context = context
    self.mirrors = mirrors
    self.network = NetworkPool(context)
    self.processing = BlockingPool(name: "processing", width: context.limits.processingWidth)
    self.tests = Gate(width: context.limits.testWidth)
    self.pace = campaign.rollout.pushRate.map(PushPace.init)
    self.pinGuard = PinGuard(manifest.libraries)
    self.storedPlan = Dictionary(
      (storedPlan?.entries ?? []).map { ($0.service, $0) }, uniquingKeysWith: { first, _ in first })
    self.known = selected?.states ?? [:]
    self.programs = BlockingPool(name: "programs", width: context.limits.testWidth)
  }

  /// Returns what the campaign would do to each service, in the services' order; nothing leaves this machine.
  ///
  /// - Parameter wantsDiffs: whether plans carry unified diffs.
  public func plan(_ services: [Service], wantsDiffs: Bool) async -> [RepositoryPlan] {
    mirrors.sweep()
    context.observe(.beganPlanning(serviceCount: services.count))
    return await boundedMap(services, width: context.limits.repositoryWidth) { service in
      let plan = await RepositoryRun(service: service, pipeline: self).plan(wantsDiff: wantsDiffs)
      context.observe(.finished(plan.result))
      return plan
    }
  }

  /// Tests, commits and pushes what was planned; plans that have ended keep their results.
  ///
  /// - Throws: where the journal can't hold what a person made of them; nothing was done then.
  public func carryOut(_ plans: [RepositoryPlan]) async throws(JournalError) -> [RepositoryResult] {
    try await context.journal.keep(
      plans.compactMap { plan in
        guard case .ready(let planned) = plan, planned.isEdited else { return nil }
        return StoredPlanEntry(planned, mirror: mirrors.mirror(of: planned.service))
      })
    guard campaign.rollout.isImmediate else { return await rollOut(plans) }
    context.observe(.began(serviceCount: plans.count { $0.isReady }))
    return await boundedMap(plans, width: context.limits.repositoryWidth) { plan in
      let result = await carryOut(plan)
      if plan.isReady { context.observe(.finished(result)) }
      return result
    }
  }

  /// Plans and carries out each service in one go; where the rollout looks at all of them, first all are planned.
  ///
  /// - Parameter wantsDiffs: whether results carry unified diffs.
  public func run(_ services: [Service], wantsDiffs: Bool = false) async -> [RepositoryResult] {
    guard campaign.rollout.isImmediate else { return await rollOut(await plan(services, wantsDiffs: wantsDiffs)) }
    mirrors.sweep()
    context.observe(.began(serviceCount: services.count))
    return await boundedMap(services, width: context.limits.repositoryWidth) { service in
      let run = RepositoryRun(service: service, pipeline: self, isInOneGo: true)
      let result = await carryOut(await run.plan(wantsDiff: wantsDiffs), keeping: run.kept)
      context.observe(.finished(result))
      return result
    }
  }

  private func carryOut(_ plan: RepositoryPlan, keeping kept: KeptMirror = KeptMirror()) async -> RepositoryResult {
    switch plan {
    case .ended(let result):
      await context.journal.finish(result, stages: result.stages)
      return result
    case .ready(let planned):
      return await RepositoryRun(service: planned.service, pipeline: self, stages: planned.stages, kept: kept)
        .carryOut(planned)
    }
  }
}
