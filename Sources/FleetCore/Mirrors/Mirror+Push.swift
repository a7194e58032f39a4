import Git

extension Mirror {
  /// Pushes one commit to one branch, and notes the branch's new tip so that the next refresh has nothing to fetch.
  ///
  /// - Parameters:
  ///   - commit: nil deletes the branch.
  ///   - replaced: the tip that the push replaces, nil where the branch must not exist yet.
  ///   - presumption: what is taken for granted where the remote hasn't just been asked; nil asks it.
  ///   - server: told what the server offers, where it is asked.
  ///   - open: the mirror.
  /// - Returns: why the git program pushed it; nil where the library did.
  func push(
    _ commit: ObjectID?, to branch: String, replacing replaced: ObjectID?, presuming presumption: PushPresumption?,
    telling server: ServerPushes, _ options: NetworkOptions, from open: OpenMirror
  ) throws(GitError) -> GitReason? {
    var options = options
    options.engine = engine
    let name = "refs/heads/\(branch)"
    // A campaign's branch is remade on a base that moved, under the lease: what is replaced is our own commit.
    let update = PushUpdate(source: commit, destination: name, expected: replaced, allowsNonFastForward: true)
    let heard = open.takeAdvertisement().map(PushKnowledge.heard)
    let results: [PushResult]
    do throws(GitError) {
      results = try open.repository.push(
        to: remote.url, updates: [update], knowing: heard ?? presumption.map(PushKnowledge.presumed),
        onTerms: server.hear, options: options)
    } catch  where error.kind == .moved {
      // An answer that was lost on its way: the try before this one had succeeded.
      let tip = try advertisedReferences(of: remote.url, options: options).first { $0.name == name }
      guard tip?.id == commit else { throw error }
      results = []
    }
    for result in results {
      guard case .refused(let reason) = result.verdict else { continue }
      throw GitError(
        operation: "push \(branch)", kind: .refused, message: "the server refused it: \(reason)",
        serverWords: result.serverWords)
    }
    // The remote has it: what can't be noted now is fetched by the next refresh.
    try? locked(options) { () throws(GitError) in try note(commit, as: name, in: open.repository) }
    return results.first?.means.gitReason
  }

  private func note(_ tip: ObjectID?, as name: String, in repository: borrowing Repository) throws(GitError) {
    if let tip {
      try repository.setReference(name, to: tip)
    } else if try repository.reference(name) != nil {
      try repository.deleteReference(name)
    }
  }
}
