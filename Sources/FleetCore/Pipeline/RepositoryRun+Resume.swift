import Git

extension RepositoryRun {
  /// Returns the result of a repository that an unfinished run has pushed to, where the remote has that commit still;
  /// nil where there is anything to do or to find out.
  ///
  /// Only the remote's references are listed: nothing is fetched, tested or pushed again.
  func deliveredEarlier() async throws(StageFailure) -> RepositoryResult? {
    // What was pushed may hold conflicts, which only planning tells.
    guard !campaign.deliversConflicts, let (push, _) = journal.earlierPush(of: service.name),
      push.remote == service.remote.description
    else { return nil }
    let url = service.remote.url
    var options = context.networkOptions
    options.engine = service.engine
    if let known = pipeline.known[service.name] {
      return known.branches[push.branch] ?? .zero == push.new ? delivered(push) : nil
    }
    let tip = try await timed(.refresh) { (trace) throws(StageFailure) in
      let references = try await online(.refresh) { [options] () throws(GitError) in
        try advertisedReferences(of: url, options: options)
      }
      let tip = references.first { $0.name == "refs/heads/\(push.branch)" }?.id
      trace.new = tip
      return tip
    }
    return tip ?? .zero == push.new ? delivered(push) : nil
  }

  /// Returns a result that finds nothing to do as delivered, where an unfinished run of the same campaign did it.
  func toldAsDelivered(_ result: RepositoryResult) async throws(StageFailure) -> RepositoryResult {
    guard result.outcome == .unchanged, let base = result.base,
      let (push, isAccepted) = journal.earlierPush(of: service.name)
    else { return result }
    let mirror = mirror
    let isOurs = try await processing { () throws(GitError) in
      if isAccepted { return true }
      let repository = try Repository(openingBare: mirror.path)
      guard try repository.contains(push.new) else { return false }
      return try repository.isAncestor(push.new, of: base)
    }
    return isOurs ? delivered(push) : result
  }

  private func delivered(_ push: PushRecord) -> RepositoryResult {
    let (earlier, words) = (journal.earlierResult(of: service.name), "pushed before the run was interrupted")
    var message = words
    if let before = earlier?.message, before != words {
      message = before.hasSuffix(words) ? before : "\(before); \(words)"
    }
    var result = RepositoryResult(service: service.name, outcome: .delivered, message: message)
    (result.branch, result.base, result.size) = (push.branch, push.base, push.size)
    (result.note, result.gitReason) = (earlier?.note ?? push.note, earlier?.gitReason ?? push.gitReason)
    result.logPath = earlier?.logPath
    result.commit = push.new.isZero ? nil : push.new
    return result
  }
}
