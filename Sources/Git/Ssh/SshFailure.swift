/// Makes failures of what `ssh` said before it ended: its exit code is 255 for every reason, so its words have to tell.
enum SshFailure {
  static func make(
    host: String, status: ChildProgram.ExitStatus, words: [String], limits: NetworkLimits
  ) -> NetworkFailure {
    let text = words.joined(separator: "\n").lowercased()
    if timeouts.contains(where: text.contains) {
      var failure = NetworkFailure.timedOut(.connect, after: limits.connect, host: host)
      failure.serverWords = words
      return failure
    }
    let last = words.last.map { GitError.oneLine($0) }
    for (marks, kind, isTemporary, message) in known where marks.contains(where: text.contains) {
      return NetworkFailure(
        kind, host: host, "\(host): \(message)\(last.map { ": \($0)" } ?? "")", hint: hint(kind, host: host),
        serverWords: words, isTemporary: isTemporary)
    }
    let ending =
      switch status {
      case .exited(let code): "ended with code \(code)"
      case .signalled(let number): "was ended by signal \(number)"
      }
    let reason = last.map { ": \($0)" } ?? ""
    return NetworkFailure(
      .unreachable, host: host, "\(host): the ssh program \(ending)\(reason)", serverWords: words,
      isTemporary: false)
  }

  private static let timeouts = ["connection timed out", "timed out during banner", "operation timed out"]

  /// Marks in lower case, in the order in which they decide: the first that occurs says what happened.
  private static let known: [(marks: [String], kind: GitError.Kind, isTemporary: Bool, message: String)] = [
    (
      ["remote host identification has changed", "host key verification failed", "no matching host key type"],
      .certificate, false, "the host key isn't the one that is known"
    ),
    (["permission denied", "too many authentication failures"], .authentication, false, "no key was accepted"),
    (["temporary failure in name resolution"], .unreachable, true, "the name can't be resolved"),
    (["could not resolve hostname"], .unreachable, false, "the name can't be resolved"),
    (["command not found"], .unreachable, false, "git isn't installed there"),
    (
      ["connection refused", "no route to host", "network is unreachable"],
      .unreachable, true, "no connection"
    ),
    (
      [
        "connection reset", "connection closed by", "kex_exchange_identification", "broken pipe",
        "closed by remote host",
      ],
      .unreachable, true, "the connection was cut"
    ),
    (
      ["does not appear to be a git repository", "repository not found", "no such file or directory", "not found"],
      .notARepository, false, "no such repository"
    ),
  ]

  private static func hint(_ kind: GitError.Kind, host: String) -> String? {
    switch kind {
    case .certificate: "check the key, then: ssh-keyscan \(host) >> ~/.ssh/known_hosts"
    case .authentication: "try: ssh -T \(host)"
    default: nil
    }
  }
}
