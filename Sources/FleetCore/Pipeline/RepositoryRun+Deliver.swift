import Git

extension RepositoryRun {
  /// Writes the commit into the mirror's object database; no reference leads to it yet.
  func commit(_ planned: PlannedRepository) async throws(StageFailure) -> ObjectID {
    entered(.commit)
    let now = context.now()
    do throws(GitError) {
      return try await pipeline.processing.run { () throws(GitError) in
        let author = Signature(
          name: campaign.author.name, email: campaign.author.email, seconds: now.seconds,
          offsetMinutes: now.offsetMinutes)
        return try Repository(openingBare: mirror.path).writeCommit(
          tree: planned.tree, parents: [planned.base], author: author, committer: author,
          message: try message(for: planned))
      }
    } catch {
      throw StageFailure(stage: .commit, error: error)
    }
  }

  private func message(for planned: PlannedRepository) throws(GitError) -> String {
    do {
      let body = try campaign.message.body(for: facts(branch: planned.defaultBranch), author: campaign.author)
      return CampaignMark.message(
        body.text, trailers: body.trailers, campaign: campaign.name, parent: planned.base, tree: planned.tree)
    } catch {
      throw GitError(operation: "write the commit's message", kind: .other, message: "\(error)")
    }
  }

  /// Pushes the commit, stating what it replaces; it counts only when the server has accepted the reference.
  func push(_ commit: ObjectID, of planned: PlannedRepository) async throws(StageFailure) -> RepositoryResult {
    entered(.push)
    let (mirror, options) = (mirror, context.networkOptions)
    let pushReason: GitReason?
    do throws(StageFailure) {
      pushReason = try await online(.push) { () throws(GitError) in
        try mirror.push(commit, to: planned.branch, replacing: planned.replaced, options)
      }
    } catch  where error.error.kind == .moved {
      return conflict(error.error, planned)
    }
    var result = RepositoryResult(service: service.name, outcome: .delivered)
    (result.branch, result.base, result.commit, result.size) = (planned.branch, planned.base, commit, planned.size)
    (result.note, result.gitReason) = (planned.note, planned.gitReason ?? pushReason)
    return result
  }

  private func conflict(_ error: GitError, _ planned: PlannedRepository) -> RepositoryResult {
    var result = RepositoryResult(
      service: service.name, outcome: .conflict, kind: error.kind.name, message: error.fullMessage, hint: error.hint)
    (result.branch, result.base) = (planned.branch, planned.base)
    return result
  }
}

extension Mirror {
  /// Pushes one commit to one branch, and notes the branch's new tip so that the next refresh has nothing to fetch.
  ///
  /// - Parameter replaced: the tip that the push replaces, nil where the branch must not exist yet.
  /// - Returns: why the git program pushed it; nil where the library did.
  func push(
    _ commit: ObjectID, to branch: String, replacing replaced: ObjectID?, _ options: NetworkOptions
  ) throws(GitError) -> GitReason? {
    var options = options
    options.engine = engine
    let repository = try Repository(openingBare: path)
    let name = "refs/heads/\(branch)"
    // A campaign's branch is remade on a base that moved, under the lease: what is replaced is our own commit.
    let update = PushUpdate(source: commit, destination: name, expected: replaced, allowsNonFastForward: true)
    let results: [PushResult]
    do throws(GitError) {
      results = try repository.push(to: remote.url, updates: [update], options: options)
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
    try repository.setReference(name, to: commit)
    return results.first?.means.gitReason
  }
}
