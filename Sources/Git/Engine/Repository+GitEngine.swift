extension Repository {
  /// Pushes updates with the git program; what holds for `push(to:updates:options:)` holds here.
  ///
  /// - Parameter tips: where the remote's references are, if that is known already.
  func pushByGit(
    _ updates: [PushUpdate], to remote: RemoteTarget, tips: [String: ObjectID]? = nil, reason: GitReason,
    context: OperationContext, operation: String
  ) throws(GitError) -> [PushResult] {
    let engine = try GitEngine(remote, context: context, operation: operation)
    let tips = if let tips { tips } else { try engine.tips() }
    try PushUpdate.check(updates, against: tips, operation)
    let waiting = updates.filter { $0.source != $0.expected }
    for update in waiting { try checkFastForward(update, operation) }
    let results = waiting.isEmpty ? [] : try engine.push(waiting, from: path, reason: reason)
    if results.contains(where: { $0.verdict == .refused(GitPushReport.staleLease) }) {
      try PushUpdate.check(updates, against: try engine.tips(), operation)
    }
    let verdicts = Dictionary(results.map { ($0.destination, $0.verdict) }, uniquingKeysWith: { first, _ in first })
    let words = results.first?.serverWords ?? []
    return updates.map { update in
      PushResult(
        destination: update.destination, verdict: verdicts[update.destination] ?? .accepted, serverWords: words,
        means: .git(reason))
    }
  }

  /// A lease allows git everything, so what may not drop commits is looked at here.
  private func checkFastForward(_ update: PushUpdate, _ operation: String) throws(GitError) {
    guard let source = update.source, let expected = update.expected, !update.allowsNonFastForward else { return }
    guard try contains(expected), try isAncestor(expected, of: source) else {
      throw GitError(
        operation: operation, kind: .moved,
        message: "\(update.destination) would go from \(expected.short) to \(source.short) and drop commits")
    }
  }
}

extension GitEngine {
  /// Where the remote's references are, by their full names.
  fileprivate func tips() throws(GitError) -> [String: ObjectID] {
    Dictionary(try advertisedReferences().map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
  }
}
