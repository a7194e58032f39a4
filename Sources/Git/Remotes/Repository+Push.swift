import Clibgit2

extension Repository {
  /// Pushes updates and returns what the server said to each, in their order.
  ///
  /// If any reference of the remote isn't where its update expects it, nothing is sent and the error's kind is `moved`;
  /// from there on the server compares and swaps. An update that the remote has already is accepted without a request.
  /// A refusal by the server is a result, not an error. A plain bare repository of this machine is written to here, under
  /// its locks; everything else goes over a transport, a large push by the git program. Blocks; runs on a `BlockingPool`.
  ///
  /// - Parameters:
  ///   - knowledge: what is known of the remote, which then isn't asked first: the kind is `moved` all the same where a
  ///     reference isn't as expected, but the server, and its hooks, may have had the pack.
  ///   - onTerms: called with what the server offers to pushes, where it was asked over http.
  public func push(
    to url: String, updates: [PushUpdate], knowing knowledge: PushKnowledge? = nil,
    onTerms: (PushTerms) -> Void = { _ in }, options: NetworkOptions
  ) throws(GitError) -> [PushResult] {
    let remote = try RemoteTarget(url, direction: .push, configuration: options.settings.configuration)
    switch knowledge {
    case .heard(let advertisement):
      return try push(to: remote, updates, hearing: advertisement, from: url, onTerms, options)
    case .presumed(let presumption):
      if let results = try push(to: remote, updates, presuming: presumption, from: url, options) { return results }
    case nil: break
    }
    return try push(to: remote, updates, hearing: nil, from: url, onTerms, options)
  }

  /// - Parameters:
  ///   - advertisement: what the server has said, or would say; nil asks it.
  ///   - url: the remote as fetches know it.
  func push(
    to remote: RemoteTarget, _ updates: [PushUpdate], hearing advertisement: ReferenceAdvertisement?, from url: String,
    _ onTerms: (PushTerms) -> Void, _ options: NetworkOptions
  ) throws(GitError) -> [PushResult] {
    let operation = "push to \(remote.display)"
    return try OperationContext.run(
      settings: options.settings, limits: options.limits, cancellation: options.cancellation
    ) { (context) throws(GitError) in
      if options.engine == .git {
        return try pushByGit(updates, to: remote, reason: .wanted, context: context, operation: operation)
      }
      let local = LocalPush(remote: remote, context: context, operation: operation)
      if let results = try local.results(of: updates, from: self) { return results }
      if let advertisement {
        context.advertisement = advertisement
      } else if let listing = try RemoteListing(of: remote, for: .receivePackReferences, context, operation: operation),
        listing.isOfOrigin, let terms = PushTerms(listing.advertisement)
      {
        onTerms(terms)
      }
      let connection = try RemoteConnection.open(
        remote, direction: GIT_DIRECTION_PUSH, repository: handle, options: options, context: context,
        operation: operation)
      let tips = try PushUpdate.tips(connection.advertisedReferences())
      try PushUpdate.check(updates, against: tips, operation)
      let waiting = updates.filter { $0.source != $0.expected }
      if options.engine == .automatic, try PushSize(operation).isLarge(waiting, over: Set(tips.values), in: self) {
        connection.close()
        return try pushByGit(
          updates, to: remote, tips: tips, reason: .largePush, context: context, operation: operation)
      }
      if !waiting.isEmpty { try send(waiting, over: connection, operation: operation) }
      let words = connection.callbacks.words.lines
      let statuses = connection.callbacks.statuses
      let results = updates.map { update in
        PushResult(
          destination: update.destination,
          verdict: update.source == update.expected ? .accepted : PushResult.verdict(statuses[update.destination]),
          serverWords: words)
      }
      // Over http the question and the push are two requests: a reference may have moved in between.
      if remote.isHttp, try remote.isForFetches(of: url, options.settings.configuration) {
        try checkRefused(updates, results, url, options, operation)
      }
      return results
    }
  }

  /// Finds out whether what the server refused had moved since it advertised its references; throws then.
  private func checkRefused(
    _ updates: [PushUpdate], _ results: [PushResult], _ url: String, _ options: NetworkOptions, _ operation: String
  ) throws(GitError) {
    let refused = zip(updates, results).filter { !$0.1.isAccepted }.map(\.0)
    guard !refused.isEmpty else { return }
    // Where it can't be found out, the refusal is all that there is to tell.
    guard let advertised = try? advertisedReferences(of: url, options: options) else { return }
    try PushUpdate.check(refused, against: PushUpdate.tips(advertised), operation)
  }

  private func send(
    _ updates: [PushUpdate], over connection: borrowing RemoteConnection, operation: String
  ) throws(GitError) {
    // libgit2 1.5 pushes named references only, so every source gets a name for as long as the push takes.
    var names: [String: ObjectID] = [:]
    var refspecs: [String] = []
    for (number, update) in updates.enumerated() {
      guard let source = update.source else {
        refspecs.append(":\(update.destination)")
        continue
      }
      let name = "refs/fleet/push/\(number)"
      names[name] = source
      refspecs.append("\(update.allowsNonFastForward ? "+" : "")\(name):\(update.destination)")
    }
    for update in updates { connection.callbacks.expectations[update.destination] = update.expected ?? .zero }
    var push = git_push_options()
    git_push_options_init(&push, UInt32(GIT_PUSH_OPTIONS_VERSION))
    push.callbacks = connection.callbacks.raw()
    push.follow_redirects = GIT_REMOTE_REDIRECT_NONE
    let remote = connection.handle
    do throws(GitError) {
      try withReferencesInMemory(names, operation: operation) { () throws(GitError) in
        try connection.run { withStringArray(refspecs) { git_remote_upload(remote, $0, &push) } }
      }
    } catch {
      guard let moved = connection.callbacks.moved else { throw error }
      let expected = connection.callbacks.expectations[moved.name]
      throw PushUpdate.moved(operation, moved.name, from: expected, to: moved.found)
    }
  }
}

extension PushUpdate {
  /// What a remote has, by name.
  static func tips(_ advertised: [RemoteReference]) -> [String: ObjectID] {
    Dictionary(advertised.map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
  }

  /// Throws where a reference of the remote isn't where its update expects it.
  static func check(_ updates: [PushUpdate], against tips: [String: ObjectID], _ operation: String) throws(GitError) {
    for update in updates where tips[update.destination] != update.expected {
      throw moved(operation, update.destination, from: update.expected, to: tips[update.destination])
    }
  }

  fileprivate static func moved(
    _ operation: String, _ name: String, from expected: ObjectID?, to found: ObjectID?
  ) -> GitError {
    func words(_ id: ObjectID?) -> String { id.flatMap { $0.isZero ? nil : $0.short } ?? "nothing" }
    return GitError(
      operation: operation, kind: .moved,
      message: "the remote's \(name) moved from \(words(expected)) to \(words(found))")
  }
}

extension PushResult {
  /// Silence about a reference is a refusal: the truth is in the server's report only.
  fileprivate static func verdict(_ status: String??) -> Verdict {
    switch status {
    case .some(.none): .accepted
    case .some(.some(let reason)): .refused(GitError.oneLine(reason))
    case .none: .refused("the server did not report on the reference")
    }
  }
}
