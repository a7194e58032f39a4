import Git

/// A stage that couldn't be carried out for one repository.
struct StageFailure: Error {
  let stage: Stage
  let error: GitError
}

extension RepositoryResult {
  /// Makes the result of a repository whose stage failed; one that was cut short by the run's end is `skipped`.
  init(service: String, failure: StageFailure, _ cancellation: Cancellation) {
    if failure.error.kind == .cancelled && cancellation.isCancelled {
      self.init(service: service, outcome: .skipped, message: "interrupted")
    } else {
      self.init(
        service: service, outcome: .failed(stage: failure.stage), kind: failure.error.kind.name,
        message: failure.error.fullMessage, hint: failure.error.hint)
    }
  }
}

extension GitError {
  /// The cause and, where the server said something, its last words.
  var fullMessage: String {
    let words = serverWords.filter { !$0.isEmpty }.suffix(3).joined(separator: "; ")
    return words.isEmpty ? description : "\(description) (\(words))"
  }
}

extension GitError.Kind {
  /// The spelling of scripts, such as `timed-out`.
  var name: String {
    rawValue.reduce(into: "") { text, letter in
      text += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
    }
  }
}
