import Git

extension RepositoryRun {
  /// Runs a network operation on the pool for those, again after a while where the failure may pass by itself.
  ///
  /// - Parameter pace: what every try waits for.
  func online<Value: Sendable>(
    _ stage: Stage, at pace: PushPace? = nil, _ operation: @escaping @Sendable () throws(GitError) -> Value
  ) async throws(StageFailure) -> Value {
    try await context.online(stage, at: NetworkPlace(service), on: pipeline.network, pace: pace, operation)
  }
}
