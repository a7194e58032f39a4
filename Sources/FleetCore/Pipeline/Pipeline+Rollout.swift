import Threads

extension Pipeline {
  /// Where one repository stands while a rollout goes on.
  private enum Standing: Sendable {
    case planned(PlannedRepository)
    case prepared(PreparedRepository)
    case ended(RepositoryResult)

    var result: RepositoryResult? {
      if case .ended(let result) = self { result } else { nil }
    }

    /// Whether nothing about it needs a person so far.
    var isGood: Bool {
      switch self {
      case .planned(let planned): planned.conflict == nil
      case .prepared(let prepared): prepared.planned.conflict == nil
      case .ended(let result): result.outcome.isFine
      }
    }
  }

  /// Carries plans out in waves, or all of them or none, as the campaign's rollout says.
  func rollOut(_ plans: [RepositoryPlan]) async -> [RepositoryResult] {
    context.observe(.began(serviceCount: plans.count { $0.isReady }))
    var standings: [Standing] = []
    for plan in plans {
      switch plan {
      case .ready(let planned): standings.append(.planned(planned))
      case .ended(let result):
        await context.journal.finish(result, stages: result.stages)
        standings.append(.ended(result))
      }
    }
    if let quorum = campaign.rollout.quorum { standings = await prepared(standings, quorum: quorum) }
    if let waves = campaign.rollout.waves {
      standings = await delivered(standings, in: waves)
    } else if campaign.rollout.isOrderedByChange, let change = campaign.change as? any OrderedChange {
      standings = await delivered(standings, inOrderOf: change, plans.map(\.result.service))
    } else {
      standings = await update(standings, at: standings.indices.filter { standings[$0].result == nil }, delivered)
    }
    return standings.compactMap(\.result)
  }

  /// Tests and commits all of them; where too few are good, the good ones end here.
  private func prepared(_ standings: [Standing], quorum: Share) async -> [Standing] {
    let open = standings.indices.filter { standings[$0].result == nil }
    let standings = await update(standings, at: open, prepared)
    let goodCount = standings.count(where: \.isGood)
    let wantedCount = quorum.count(of: standings.count)
    guard goodCount < wantedCount, !context.cancellation.isCancelled else { return standings }
    let message =
      "nothing is pushed: \(goodCount) of \(standings.count) repositories are good, and \(wantedCount) were wanted"
    return await hold(standings, HoldReason(message: message, hint: HoldReason.mend))
  }

  private func delivered(_ standings: [Standing], in waves: Waves) async -> [Standing] {
    var standings = standings
    let waiting = standings.indices.filter { standings[$0].result == nil }
    let doneCount = standings.count { $0.result.map(isReached) ?? false }
    for wave in waves.slices(waitingCount: waiting.count, doneCount: doneCount) {
      let members = Array(waiting[wave.range])
      standings = await update(standings, at: members, delivered)
      if context.cancellation.isCancelled { break }
      let badCount = members.count { !(standings[$0].result?.outcome.isFine ?? true) }
      if waves.haltAt.isExceeded(by: badCount, of: members.count) {
        let message =
          "halted after wave \(wave.number) of \(waves.sizes.count): \(badCount) of its \(members.count) "
          + "\(members.count == 1 ? "repository" : "repositories") went wrong, more than \(waves.haltAt)"
        return await hold(standings, HoldReason(message: message, hint: HoldReason.mend))
      }
    }
    let last = waves.sizes.last.map { "\($0)" } ?? ""
    return await hold(
      standings,
      HoldReason(message: "beyond the last wave, \(last)", hint: "go on with a larger last wave, such as --waves 100%"))
  }

  /// Delivers wave by wave as the change says; one that went wrong anywhere, also where it was only planned, halts those
  /// behind it.
  private func delivered(
    _ standings: [Standing], inOrderOf change: any OrderedChange, _ services: [String]
  ) async -> [Standing] {
    var standings = standings
    let byWave = Dictionary(grouping: standings.indices) { change.wave(of: services[$0]) }
    let waves = byWave.sorted { $0.key < $1.key }.map(\.value)
    for (number, members) in waves.enumerated() {
      standings = await update(standings, at: members.filter { standings[$0].result == nil }, delivered)
      if context.cancellation.isCancelled { break }
      let bad = members.filter { !(standings[$0].result?.outcome.isFine ?? true) }
      if let first = bad.first {
        let others = bad.count == 1 ? "" : " and \(bad.count - 1) more"
        let message = "halted after wave \(number + 1) of \(waves.count): \(services[first])\(others) went wrong"
        return await hold(standings, HoldReason(message: message, hint: HoldReason.mend))
      }
    }
    return await hold(standings, nil)
  }

  /// Whether the campaign has brought its change to the repository before.
  private func isReached(_ result: RepositoryResult) -> Bool {
    switch result.outcome {
    case .delivered: true
    case .unchanged: result.commit != nil || context.journal.hasDelivered(to: result.service)
    default: false
    }
  }

  /// Ends what is open as skipped; those that were interrupted say so.
  private func hold(_ standings: [Standing], _ reason: HoldReason?) async -> [Standing] {
    let isCancelled = context.cancellation.isCancelled
    return await update(standings, at: standings.indices.filter { standings[$0].result == nil }) { standing in
      switch standing {
      case .ended: return standing
      case .planned(let planned):
        let run = RepositoryRun(service: planned.service, pipeline: self, stages: planned.stages)
        return .ended(await run.heldBack(planned, isCancelled ? nil : reason))
      case .prepared(let prepared):
        return .ended(await prepared.run.heldBack(prepared.planned, isCancelled ? nil : reason))
      }
    }
  }

  private func update(
    _ standings: [Standing], at indices: [Int], _ step: @escaping @Sendable (Standing) async -> Standing
  ) async -> [Standing] {
    let changed = await boundedMap(indices.map { standings[$0] }, width: context.limits.repositoryWidth) { standing in
      let standing = await step(standing)
      if let result = standing.result { context.observe(.finished(result)) }
      return standing
    }
    var standings = standings
    for (index, standing) in zip(indices, changed) { standings[index] = standing }
    return standings
  }

  @Sendable private func prepared(_ standing: Standing) async -> Standing {
    guard case .planned(let planned) = standing else { return standing }
    let run = RepositoryRun(service: planned.service, pipeline: self, stages: planned.stages)
    let preparation = await run.prepare(planned)
    // All the others come first.
    run.kept.close()
    switch preparation {
    case .ready(let prepared): return .prepared(prepared)
    case .ended(let result): return .ended(await run.finished(result, planned))
    }
  }

  @Sendable private func delivered(_ standing: Standing) async -> Standing {
    switch standing {
    case .ended: return standing
    case .planned(let planned):
      return .ended(
        await RepositoryRun(service: planned.service, pipeline: self, stages: planned.stages).carryOut(planned))
    case .prepared(let prepared): return .ended(await prepared.run.carryOut(prepared))
    }
  }
}
