import Changes
import Git

/// One service's way through the pipeline; the stages are in the extensions, a file each.
struct RepositoryRun: Sendable {
  let service: Service
  let pipeline: Pipeline
  let mirror: Mirror
  let log: StageLog
  /// The mirror, as long as one stage follows another.
  let kept: KeptMirror
  /// Whether what is planned is carried out without a break.
  let isInOneGo: Bool

  init(
    service: Service, pipeline: Pipeline, stages: [StageRecord] = [], kept: KeptMirror = KeptMirror(),
    isInOneGo: Bool = false
  ) {
    self.isInOneGo = isInOneGo
    self.service = service
    self.pipeline = pipeline
    self.mirror = pipeline.mirrors.mirror(of: service)
    self.log = StageLog(stages)
    self.kept = kept
  }

  var context: RunContext { pipeline.context }
  var campaign: Campaign { pipeline.campaign }
  var journal: RunJournal { context.journal }

  /// Refreshes the mirror and plans the change.
  func plan(wantsDiff: Bool) async -> RepositoryPlan {
    guard !context.cancellation.isCancelled else { return .ended(interrupted) }
    do throws(StageFailure) {
      if let result = try await deliveredEarlier() { return .ended(staged(result)) }
      let state = try await freshState()
      let plan: RepositoryPlan
      do throws(StageFailure) {
        plan = try await self.plan(on: state, wantsDiff: wantsDiff).noting(state)
      } catch  where error.stage == .plan && error.error.mayBeOfMirror {
        // What is missing or damaged may show only where it is read.
        guard let repaired = try await repairMirror() else { throw error }
        plan = try await self.plan(on: repaired, wantsDiff: wantsDiff).noting(repaired)
      }
      switch plan {
      case .ended(let result): return .ended(staged(try await toldAsDelivered(result)))
      case .ready(var planned):
        if let refusal = try await objection(toPinsOf: planned, .plan) {
          return .ended(staged(planned.result(.refused(kind: refusal.kind), message: refusal.fullMessage)))
        }
        planned.stages = log.records
        return .ready(planned)
      }
    } catch {
      return .ended(staged(result(of: error)))
    }
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

  /// The result with the stages that led to it.
  func staged(_ result: RepositoryResult) -> RepositoryResult {
    var result = result
    result.stages = log.records
    return result
  }
}
