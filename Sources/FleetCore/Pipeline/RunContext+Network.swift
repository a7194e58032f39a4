import Git
import Threads

extension RunContext {
  /// Runs a network operation on a pool for those, again after a while where the failure may pass by itself.
  ///
  /// - Parameter pace: what every try waits for.
  func online<Value: Sendable>(
    _ stage: Stage, on pool: BlockingPool, at pace: PushPace? = nil,
    _ operation: @escaping @Sendable () throws(GitError) -> Value
  ) async throws(StageFailure) -> Value {
    var generator = SystemRandomNumberGenerator()
    var attempt = 1
    while true {
      do throws(GitError) {
        guard let pace else { return try await pool.run(operation) }
        guard await pace.begin(unless: { cancellation.isCancelled }) else {
          throw GitError(operation: "push", kind: .cancelled, message: "interrupted")
        }
        defer { pace.end() }
        return try await pool.run(operation)
      } catch {
        // A server that was silent for a whole limit has cost enough: it isn't waited for twice.
        let isHopeless = error.kind == .timedOut
        guard !isHopeless, let delay = retries.delay(afterAttempt: attempt, error, using: &generator) else {
          throw StageFailure(stage: stage, error: error)
        }
        // Cancelled sleep means that the run ends, which the next look at the error's kind would not show.
        try? await Task.sleep(for: delay)
        guard !cancellation.isCancelled else {
          throw StageFailure(
            stage: stage, error: GitError(operation: error.operation, kind: .cancelled, message: "interrupted"))
        }
        attempt += 1
      }
    }
  }
}
