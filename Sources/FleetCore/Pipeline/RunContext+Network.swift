import Git
import Threads

extension RunContext {
  /// So many tries more than `retries` allows an operation gets where each of those that failed has had the server
  /// relieved: a width that is too large for a server is no fault of the operation.
  private static let reliefLimit = 5

  /// Runs a network operation on a pool for those, again after a while where the failure may pass by itself.
  ///
  /// - Parameter pace: what every try waits for.
  func online<Value: Sendable>(
    _ stage: Stage, at place: NetworkPlace, on pool: NetworkPool, pace: PushPace? = nil,
    _ operation: @escaping @Sendable () throws(GitError) -> Value
  ) async throws(StageFailure) -> Value {
    var generator = SystemRandomNumberGenerator()
    var (attempt, reliefCount) = (1, 0)
    while true {
      if let pace, await !pace.begin(unless: { cancellation.isCancelled }) {
        throw StageFailure(
          stage: stage, error: GitError(operation: "push", kind: .cancelled, message: "interrupted"))
      }
      let tried = await pool.attempt(stage, at: place, longestPause: retries.longestRequestedDelay, operation)
      pace?.end()
      let error: GitError
      switch tried.result {
      case .success(let value): return value
      case .failure(let failure): error = failure
      }
      let isRelieved = tried.isServerRelieved && reliefCount < Self.reliefLimit
      // A server that was silent for a whole limit has cost enough: it isn't waited for twice.
      let isHopeless = error.kind == .timedOut
      guard !isHopeless,
        let delay = retries.delay(afterAttempt: isRelieved ? 1 : attempt, error, using: &generator)
      else {
        throw StageFailure(stage: stage, error: error)
      }
      // Cancelled sleep means that the run ends, which the next look at the error's kind would not show.
      try? await Task.sleep(for: delay)
      guard !cancellation.isCancelled else {
        throw StageFailure(
          stage: stage, error: GitError(operation: error.operation, kind: .cancelled, message: "interrupted"))
      }
      if isRelieved { reliefCount += 1 } else { attempt += 1 }
    }
  }
}
