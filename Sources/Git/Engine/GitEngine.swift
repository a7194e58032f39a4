/// The git program as the engine of one operation with a remote, from the listing to the last object.
///
/// References of ours are set here and not by git, so that both engines mean the same by an update.
struct GitEngine {
  private let call: GitCall
  private let operation: String

  init(_ remote: RemoteTarget, context: OperationContext, operation: String) throws(GitError) {
    call = try GitCall(remote, in: context)
    self.operation = operation
  }

  /// Returns what the remote advertises, in its order.
  func advertisedReferences() throws(GitError) -> [RemoteReference] {
    try explaining { () throws(NetworkFailure) in
      let answer = try call.runAuthenticated(["ls-remote", "--symref", GitEnvironment.remoteName])
      let references = try GitListing.references(answer.output)
      if references.isEmpty { try call.requireSmartServer() }
      return references
    }
  }

  /// Fetches objects into the repository at `path` with all that they refer to; sets no reference.
  func download(_ ids: [ObjectID], into path: String) throws(GitError) {
    // Ids and not names: what was listed is what is fetched, also where a branch moves in between.
    let wishes = ids.map { $0.hex + "\n" }.joined()
    let arguments = [
      "--git-dir=\(path)", "fetch", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance",
      "--no-recurse-submodules", "--verbose", "--progress", "--stdin", GitEnvironment.remoteName,
    ]
    try explaining { () throws(NetworkFailure) in
      let answer = try call.runAuthenticated(arguments, input: wishes)
      if let failure = GitFailure.ofShallowRemote(answer.lines, host: call.host) { throw failure }
    }
  }

  /// Pushes updates, each under a lease, and returns what became of them, in their order.
  func push(_ updates: [PushUpdate], from path: String, reason: GitReason) throws(GitError) -> [PushResult] {
    var arguments = ["--git-dir=\(path)", "push", "--porcelain", "--progress", "--no-verify"]
    for update in updates {
      arguments.append("--force-with-lease=\(update.destination):\(update.expected?.hex ?? "")")
    }
    arguments += ["--", GitEnvironment.remoteName] + updates.map { "\($0.source?.hex ?? ""):\($0.destination)" }
    let answer = try explaining { () throws(NetworkFailure) in
      // Some reference that was refused is a result: only where no verdict came it is a failure.
      try call.runAuthenticated(arguments) { !GitPushReport(output: $0.output).verdicts.isEmpty }
    }
    let report = GitPushReport(output: answer.output)
    let words = answer.serverLines
    return updates.map { update in
      PushResult(
        destination: update.destination,
        verdict: report.verdicts[update.destination] ?? .refused("git did not report on the reference"),
        serverWords: words, means: .git(reason))
    }
  }

  private func explaining<Value>(_ work: () throws(NetworkFailure) -> Value) throws(GitError) -> Value {
    do throws(NetworkFailure) {
      return try work()
    } catch {
      throw GitError(operation: operation, error)
    }
  }
}
