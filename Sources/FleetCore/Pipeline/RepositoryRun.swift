import Changes
import Git

/// One service's way through the pipeline; the stages are in the extensions, a file each.
struct RepositoryRun: Sendable {
  let service: Service
  let pipeline: Pipeline

  var context: RunContext { pipeline.context }
  var campaign: Campaign { pipeline.campaign }
  var mirror: Mirror { pipeline.mirrors.mirror(of: service) }

  /// Refreshes the mirror and plans the change.
  func plan(wantsDiff: Bool) async -> RepositoryPlan {
    guard !context.cancellation.isCancelled else { return .ended(interrupted) }
    do throws(StageFailure) {
      let state = try await refresh()
      do throws(StageFailure) {
        return try await plan(on: state, wantsDiff: wantsDiff).noting(state)
      } catch  where error.stage == .plan && error.error.mayBeOfMirror {
        // What is missing or damaged may show only where it is read.
        guard let repaired = try await repairMirror() else { throw error }
        return try await plan(on: repaired, wantsDiff: wantsDiff).noting(repaired)
      }
    } catch {
      return .ended(result(of: error))
    }
  }

  /// Tests, commits and pushes a planned change.
  func carryOut(_ planned: PlannedRepository) async -> RepositoryResult {
    guard !context.cancellation.isCancelled else { return interrupted }
    do throws(StageFailure) {
      if let verdict = try await verify(planned) { return verdict }
      guard !context.cancellation.isCancelled else { return interrupted }
      let commit = try await commit(planned)
      return try await push(commit, of: planned)
    } catch {
      return result(of: error)
    }
  }

  func entered(_ stage: Stage) {
    context.observe(.entered(service: service.name, stage: stage))
  }

  /// What a change may know of this service.
  func facts(branch: String) -> ServiceFacts {
    ServiceFacts(name: service.name, branch: branch, tags: service.tags)
  }

  var interrupted: RepositoryResult {
    RepositoryResult(service: service.name, outcome: .skipped, message: "interrupted")
  }

  func result(of failure: StageFailure) -> RepositoryResult {
    RepositoryResult(service: service.name, failure: failure, context.cancellation)
  }
}
