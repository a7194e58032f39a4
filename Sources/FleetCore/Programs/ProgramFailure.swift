/// A program of a change that failed: it ends the planning of its repository.
struct ProgramFailure: Error {
  /// One line: which program, how it ended, and its last words.
  let message: String
  /// Where all that it wrote is, as far as it was kept.
  let logPath: String?
  /// Whether the run was ended and not the program at fault.
  let isInterruption: Bool
}

extension RepositoryResult {
  /// Makes the result of a repository whose planning a program ended.
  init(service: String, failure: ProgramFailure) {
    if failure.isInterruption {
      self.init(service: service, outcome: .skipped, message: "interrupted")
    } else {
      self.init(service: service, outcome: .failed(stage: .plan), kind: "script", message: failure.message)
      logPath = failure.logPath
    }
  }
}
