import Foundation
import Git
import Synchronization

/// The stages that one repository has gone through, as they end.
final class StageLog: Sendable {
  private let state: Mutex<(stages: [StageRecord], takenCount: Int)>

  /// - Parameter stages: those of its planning, where that is over.
  init(_ stages: [StageRecord] = []) {
    self.state = Mutex((stages, 0))
  }

  var records: [StageRecord] { state.withLock { $0.stages } }

  func add(_ record: StageRecord) {
    state.withLock { $0.stages.append(record) }
  }

  /// Returns the stages that this didn't return before.
  func takeNew() -> [StageRecord] {
    state.withLock { state in
      defer { state.takenCount = state.stages.count }
      return Array(state.stages[state.takenCount...])
    }
  }
}

/// What a stage leads from and to, told by the stage itself while it is under way.
struct StageTrace: Sendable {
  var old: ObjectID?
  var new: ObjectID?
  var logPath: String?
}

extension RepositoryRun {
  /// Carries out a stage: tells that it has been reached, and keeps when it began, how long it took, and where it led.
  ///
  /// A stage that throws leads nowhere.
  func timed<Value>(
    _ stage: Stage, _ work: (inout StageTrace) async throws(StageFailure) -> Value
  ) async throws(StageFailure) -> Value {
    context.observe(.entered(service: service.name, stage: stage))
    let (began, start) = (context.clock(), ContinuousClock.now)
    var trace = StageTrace()
    func keep() {
      log.add(
        StageRecord(
          stage: stage, began: began, duration: ContinuousClock.now - start, old: trace.old, new: trace.new,
          logPath: trace.logPath))
    }
    do throws(StageFailure) {
      let value = try await work(&trace)
      keep()
      return value
    } catch {
      trace.new = nil
      keep()
      throw error
    }
  }
}
