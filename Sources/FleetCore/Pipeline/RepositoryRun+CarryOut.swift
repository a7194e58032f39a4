import Git

extension RepositoryRun {
  /// So often a direct delivery is planned again since the default branch had moved.
  private static let replanLimit = 3

  /// Tests, commits and pushes a planned change.
  func carryOut(_ planned: PlannedRepository) async -> RepositoryResult {
    guard !context.cancellation.isCancelled else { return await finished(interrupted, planned) }
    switch await prepare(planned) {
    case .ended(let result): return await finished(result, planned)
    case .ready(let prepared): return await carryOut(prepared)
    }
  }

  /// Pushes what is prepared.
  func carryOut(_ prepared: PreparedRepository) async -> RepositoryResult {
    guard !context.cancellation.isCancelled else { return await finished(interrupted, prepared.planned) }
    do throws(StageFailure) {
      let (result, planned) = try await deliver(prepared)
      return await finished(result, planned)
    } catch {
      switch await preparedAnew(prepared.planned, commit: prepared.commit, after: error) {
      case .ended(let result): return await finished(result, prepared.planned)
      case .ready(let again): return await carryOut(again)
      }
    }
  }

  /// Ends a repository whose turn doesn't come.
  ///
  /// - Parameter reason: nil where the run was interrupted.
  func heldBack(_ planned: PlannedRepository, _ reason: HoldReason?) async -> RepositoryResult {
    guard let reason else { return await finished(interrupted, planned) }
    let result = planned.result(.skipped, kind: HoldReason.kind, message: reason.message, hint: reason.hint)
    // A conflict is one whether or not it is pushed.
    return await finished(result.inConflict(planned), planned)
  }

  /// Gives a result its stages, the diff and what was seen of the mirror, and tells the journal.
  func finished(_ result: RepositoryResult, _ planned: PlannedRepository) async -> RepositoryResult {
    var result = result
    result.note = result.note ?? planned.note
    (result.stages, result.diff) = (log.records, planned.diff)
    await journal.finish(result, stages: log.takeNew())
    return result
  }

  /// Tests the change and writes its commit; nothing leaves this machine. A mirror that turns out to be damaged is made anew.
  func prepare(_ planned: PlannedRepository) async -> Preparation {
    guard !context.cancellation.isCancelled else { return .ended(interrupted) }
    if planned.isDeletion { return .ready(PreparedRepository(run: self, planned: planned, commit: nil)) }
    var planned = planned
    do throws(StageFailure) {
      switch try await verify(planned) {
      case .ended(let result): return .ended(result)
      case .passed(let remarks): planned.remarks += remarks
      }
      guard !context.cancellation.isCancelled else { return .ended(interrupted) }
      return .ready(PreparedRepository(run: self, planned: planned, commit: try await commit(planned)))
    } catch {
      return await preparedAnew(planned, after: error)
    }
  }

  /// Pushes; where the default branch has moved meanwhile, a direct delivery is planned, tested and committed on its new
  /// tip and pushed again, a few times.
  private func deliver(
    _ prepared: PreparedRepository
  ) async throws(StageFailure) -> (RepositoryResult, PlannedRepository) {
    var prepared = prepared
    for _ in 0..<Self.replanLimit {
      let planned = prepared.planned
      let result = try await push(prepared.commit, of: planned)
      guard result.outcome == .conflict, planned.isDirect else { return (result, planned) }
      let state = try await refresh()
      switch try await plan(on: state, wantsDiff: planned.diff != nil).noting(state) {
      case .ended(let result): return (result, planned)
      case .ready(let replanned):
        let again = replanned.keeping(planned)
        switch await prepare(again) {
        case .ended(let result): return (result, again)
        case .ready(let next): prepared = next
        }
      }
    }
    var result = try await push(prepared.commit, of: prepared.planned)
    if result.outcome == .conflict {
      result.message = "\(prepared.planned.branch) moved \(Self.replanLimit + 1) times while the change was tested"
    }
    return (result, prepared.planned)
  }
}
