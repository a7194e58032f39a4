import Git

extension RepositoryRun {
  /// Makes a damaged mirror anew and returns what the remote has; nil where the mirror is sound.
  ///
  /// - Parameter planned: what was written into the mirror and is still needed.
  func repairMirror(planned: [ObjectID] = []) async throws(StageFailure) -> RemoteState? {
    let (mirror, options) = (mirror, context.networkOptions)
    kept.close()
    return try await online(.refresh) { () throws(GitError) in try mirror.repair(options, planned: planned) }
  }

  /// Plans, tests and commits again what failed since the mirror is damaged; ends it as failed where the mirror is sound or
  /// was made anew in this run before.
  ///
  /// Nothing was pushed yet. The trees of the plan went with the old mirror, so those of a stored plan are missed here.
  ///
  /// - Parameter commit: what was to be pushed, if that is written.
  func preparedAnew(
    _ planned: PlannedRepository, commit: ObjectID? = nil, after failure: StageFailure
  ) async -> Preparation {
    guard failure.error.mayBeOfMirror, !planned.isMirrorNew, !context.cancellation.isCancelled else {
      return .ended(result(of: failure))
    }
    var note: String?
    do throws(StageFailure) {
      // What was in memory went with the open mirror, and the mirror isn't the worse for it.
      let isWritten = commit != nil || !planned.isInMemory
      let needed = isWritten ? [commit, planned.tipTree, planned.tree].compactMap(\.self) : []
      guard let state = try await repairMirror(planned: needed) else { return .ended(result(of: failure)) }
      note = state.note
      switch try await plan(on: state, wantsDiff: planned.diff != nil).noting(state) {
      case .ended(let result): return .ended(result)
      case .ready(let again): return await prepare(again.keeping(planned))
      }
    } catch {
      var result = result(of: error)
      result.note = note
      return .ended(result)
    }
  }
}
