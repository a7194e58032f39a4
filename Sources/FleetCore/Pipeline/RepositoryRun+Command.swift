import Git

extension RepositoryRun {
  /// Runs a command in the checkout of the default branch's tip and throws away what it did to the files.
  func execute(_ command: CommandChange) async -> RepositoryResult {
    guard !context.cancellation.isCancelled else { return interrupted }
    do throws(StageFailure) {
      let state = try await freshState()
      do throws(StageFailure) {
        return staged(try await execute(command, on: state))
      } catch  where error.stage == .plan && error.error.mayBeOfMirror {
        // What is missing or damaged may show only where it is read.
        guard let repaired = try await repairMirror() else { throw error }
        return staged(try await execute(command, on: repaired))
      }
    } catch {
      return staged(result(of: error))
    }
  }

  private func execute(
    _ command: CommandChange, on state: RemoteState
  ) async throws(StageFailure) -> RepositoryResult {
    guard let branch = service.branch ?? state.defaultBranch, let tip = state.branches[branch] else {
      return withoutBase(state)
    }
    return try await timed(.plan) { (trace) throws(StageFailure) in
      var result = try await inWorkshop(on: tip) { (workshop) throws(GitError) in
        let tree = try Repository(openingBare: workshop.mirror).tree(of: tip)
        let notes = try workshop.prepare(tree)
        let execution = workshop.execute(
          command.command, timeLimit: command.timeLimit, log: CommandChange.logName, heading: notes,
          keepsOnlyTail: false)
        try workshop.prepare(tree)
        return ended(execution, of: command)
      }
      (result.branch, result.base, result.note, result.gitReason) = (branch, tip, state.note, state.gitReason)
      trace.logPath = result.logPath
      return result
    }
  }

  private func ended(_ execution: Workshop.Execution, of command: CommandChange) -> RepositoryResult {
    var result: RepositoryResult
    switch execution.ending {
    case .exited(0): result = RepositoryResult(service: service.name, outcome: .unchanged)
    case .exited(CommandChange.notApplicable):
      result = RepositoryResult(
        service: service.name, outcome: .notApplicable, message: CommandChange.reasonForNone)
    case .interrupted: result = interrupted
    case .exited, .killed, .timedOut, .notStarted:
      result = RepositoryResult(
        service: service.name, outcome: .failed(stage: .plan), kind: execution.ending.kind,
        message: "\(Workshop.shown(command.command)) \(execution.words)")
    }
    if case .exited(let status) = execution.ending { result.exitStatus = status }
    (result.logPath, result.outputStart) = (execution.logPath, execution.headingByteCount)
    return result
  }
}

extension ProgramEnding {
  /// The kind of the failure that it is.
  fileprivate var kind: String {
    switch self {
    case .timedOut: GitError.Kind.timedOut.name
    case .notStarted: "not-started"
    case .exited, .killed, .interrupted: "script"
    }
  }
}
