/// Makes failures of what a git program said before it ended. Its exit code is 128 for nearly every reason, so its words,
/// in English by `LC_ALL`, have to tell: this is the one place that reads them.
enum GitFailure {
  /// - Parameter words: all that it said, one line each, without secrets.
  static func make(
    _ url: RemoteURL, host: String, status: ChildProgram.ExitStatus, words: [String], limits: NetworkLimits
  ) -> NetworkFailure {
    let own = words.filter { !$0.utf8.starts(with: "remote:".utf8) }
    // What ssh said comes through unchanged, before git's own remark that it can't read.
    let saidBySsh = own.filter { !$0.utf8.starts(with: "fatal:".utf8) && !isAdvice($0) }
    if url.scheme == .ssh, !saidBySsh.isEmpty {
      return SshFailure.make(host: host, status: status, words: saidBySsh, limits: limits)
    }
    let text = words.joined(separator: "\n").lowercased()
    let found = known.first { $0.marks.contains(where: text.contains) }
    // What decided is said; what followed from it, such as a connection's end, isn't.
    let deciding = own.first { line in found?.marks.contains(where: line.lowercased().contains) == true }
    let reason = (deciding ?? own.last { marks.contains(where: $0.utf8.starts) } ?? own.last).map(withoutMark)
    let shown = reason.map { GitError.oneLine($0) } ?? "git ended without a word (\(status.words))"
    let kind = found?.kind ?? .other
    let code = statusCode(in: text)
    if kind == .timedOut {
      var failure = NetworkFailure.timedOut(.connect, after: limits.connect, host: host)
      failure.serverWords = GitWords.serverLines(words)
      return failure
    }
    return NetworkFailure(
      kind, host: host, code == 407 ? "the proxy for \(host) wants credentials (407)" : "\(host): \(shown)",
      hint: hint(kind, url), serverWords: GitWords.serverLines(words),
      status: code, isTemporary: found?.isTemporary ?? false)
  }

  /// Git takes what a shallow remote has and says only in a warning that history is missing; nil where it said no such thing.
  static func ofShallowRemote(_ words: [String], host: String) -> NetworkFailure? {
    guard words.contains(where: { $0.contains("shallow roots are not allowed") }) else { return nil }
    return NetworkFailure(
      .unsupported, host: host, "the remote \(host) is a shallow clone: history is missing from it",
      hint: "run git fetch --unshallow in the remote")
  }

  /// The status of the http answer that ended it, if one did.
  private static func statusCode(in text: String) -> Int? {
    guard let mark = text.range(of: "returned error: ") else { return nil }
    return Int(text[mark.upperBound...].prefix(3))
  }

  private static let marks = ["fatal: ", "error: "].map { Array($0.utf8) }

  private static func withoutMark(_ line: String) -> String {
    // Calls of calls put a mark before each other's.
    var rest = line[...]
    while let mark = ["fatal: ", "error: "].first(where: rest.hasPrefix) { rest = rest.dropFirst(mark.count) }
    return String(rest)
  }

  private static func isAdvice(_ line: String) -> Bool {
    ["Please make sure you have", "and the repository exists", "hint:", "warning:"]
      .contains { line.utf8.starts(with: $0.utf8) }
  }

  private static func hint(_ kind: GitError.Kind, _ url: RemoteURL) -> String? {
    switch kind {
    case .authentication: "set \(TokenVariables.name(for: url.host)), or git config credential.helper"
    case .certificate: CurlFailure.certificateHint
    default: nil
    }
  }

  /// Marks in lower case, in the order in which they decide: the first that occurs says what happened.
  private static let known: [(marks: [String], kind: GitError.Kind, isTemporary: Bool)] = [
    (
      [
        "ssl certificate problem", "certificate verification failed", "server certificate", "certificate subject name",
        "ssl peer certificate", "ssl: certificate", "unable to get local issuer certificate",
      ], .certificate, false
    ),
    (
      [
        "authentication failed", "could not read username", "could not read password", "invalid credentials",
        "returned error: 401", "returned error: 407", "http basic: access denied",
      ], .authentication, false
    ),
    (["connection timed out", "operation timed out", "timed out after"], .timedOut, true),
    (["returned error: 429", "returned error: 408", "returned error: 425"], .unreachable, true),
    (
      ["returned error: 500", "returned error: 502", "returned error: 503", "returned error: 504"], .unreachable, true
    ),
    (["not our ref"], .moved, true),
    (
      [
        "dubious ownership", "returned error: 403", "returned error: 413", "returned error: 30", "redirects followed",
        "unable to update url base from redirection", "not supported or disabled in libcurl",
        "redirect target url could not be parsed",
      ], .refused, false
    ),
    (
      [
        "not exported", "repository not found", "does not appear to be a git repository", "not a git repository",
        "is this a git repository?", "returned error: 404", "returned error: 410", "' not found", "does not exist",
      ], .notARepository, false
    ),
    // The end of a connection comes before what follows from it.
    (["connection reset", "recv failure", "; curl 18", "; curl 56", "; curl 92"], .unreachable, true),
    (["protocol error", "bad line length", "expected flush", "invalid server response"], .corrupt, false),
    (
      [
        "http/0.9", "could not resolve host", "could not resolve proxy", "unable to look up",
        "name or service not known",
      ],
      .unreachable, false
    ),
    (
      [
        "failed to connect", "connection refused", "couldn't connect", "unable to connect", "network is unreachable",
        "no route to host",
      ], .unreachable, true
    ),
    (
      [
        "connection reset", "hung up unexpectedly", "early eof", "unexpected disconnect", "empty reply from server",
        "broken pipe", "rpc failed", "transfer closed", "recv failure", "unexpected eof",
      ], .unreachable, true
    ),
    (
      [
        "pack is corrupted", "bad object", "inflate: data stream error", "inflate returned", "pack has bad",
        "did not send all necessary objects", "missing blob", "missing tree", "is corrupt", "invalid index-pack output",
      ], .corrupt, false
    ),
    (["no space left on device", "read-only file system"], .other, false),
    (["remote error:", "access denied", "permission denied"], .refused, false),
  ]
}

extension ChildProgram.ExitStatus {
  /// How it ended, such as `ended with code 128`.
  var words: String {
    switch self {
    case .exited(let code): "ended with code \(code)"
    case .signalled(let number): "was ended by signal \(number)"
    }
  }
}
