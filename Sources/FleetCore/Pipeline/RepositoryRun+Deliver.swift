import Changes
import Git
import Synchronization

extension RepositoryRun {
  /// Writes the commit, and other people's on top of it, into the mirror's object database; no reference leads there yet.
  ///
  /// Returns the uppermost.
  ///
  /// The commit that an unfinished run wrote is taken where it is the same but for its time, so that ids are stable.
  func commit(_ planned: PlannedRepository) async throws(StageFailure) -> ObjectID {
    try await timed(.commit) { (trace) throws(StageFailure) in
      let (now, earlier) = (context.now(), journal.earlierCommit(of: service.name))
      do throws(GitError) {
        let commit = try await pipeline.processing.run { () throws(GitError) in
          let author = Signature(
            name: campaign.author.name, email: campaign.author.email, seconds: now.seconds,
            offsetMinutes: now.offsetMinutes)
          let message = try message(for: planned)
          return try kept.use(mirror.path) { (open) throws(GitError) in
            if let earlier, try open.repository.contains(earlier) {
              let commit = try open.repository.commit(earlier)
              let isSame = commit.isSame(tree: planned.tree, parent: planned.base, author: author, message: message)
              if isSame && commit.isSigned == (campaign.signer != nil) && planned.carried.isEmpty {
                return earlier
              }
            }
            let commit = try write(planned, author: author, message, in: open.repository)
            try open.writeNewObjects(of: commit)
            return commit
          }
        }
        (trace.old, trace.new) = (planned.base, commit)
        return commit
      } catch {
        throw StageFailure(stage: .commit, error: error)
      }
    }
  }

  /// Writes the change's commit, and those that come on top of it; returns the uppermost.
  private func write(
    _ planned: PlannedRepository, author: Signature, _ message: String, in repository: borrowing Repository
  ) throws(GitError) -> ObjectID {
    var commit = try write(
      tree: planned.tree, parent: planned.base, author: author, committer: author, message, in: repository)
    for carried in planned.carried {
      let original = carried.original
      commit = try write(
        tree: carried.tree, parent: commit, author: original.author, committer: author, original.message,
        in: repository)
    }
    return commit
  }

  /// Writes one commit, signed where the campaign wants that.
  private func write(
    tree: ObjectID, parent: ObjectID, author: Signature, committer: Signature, _ message: String,
    in repository: borrowing Repository
  ) throws(GitError) -> ObjectID {
    guard let signer = campaign.signer else {
      return try repository.writeCommit(
        tree: tree, parents: [parent], author: author, committer: committer, message: message)
    }
    return try repository.writeSignedCommit(
      tree: tree, parents: [parent], author: author, committer: committer, message: message,
      signature: { (content) throws(GitError) in try signer.signature(of: content, context.cancellation) })
  }

  private func message(for planned: PlannedRepository) throws(GitError) -> String {
    do {
      let body = try campaign.message.body(
        for: facts(branch: planned.defaultBranch), author: campaign.author, campaign: journal.campaign)
      return CampaignMark.message(
        body.text, trailers: body.trailers, campaign: campaign.name, parent: planned.base, tree: planned.tree)
    } catch {
      throw GitError(operation: "write the commit's message", kind: .other, message: "\(error)")
    }
  }

  /// Pushes the commit, stating what it replaces; it counts only when the server has accepted the reference.
  ///
  /// The journal hears of it before the remote does.
  ///
  /// - Parameter commit: the branch's new tip; nil deletes the branch.
  func push(_ commit: ObjectID?, of planned: PlannedRepository) async throws(StageFailure) -> RepositoryResult {
    // Other people's commits on top, and conflicts, are looked at again each time.
    let isAlone = planned.carried.isEmpty && planned.conflict == nil && !planned.isEdited
    let record = PushRecord(
      service: service.name, remote: service.remote.description, mirror: mirror.name, branch: planned.branch,
      base: planned.base, tree: planned.tree, old: planned.replaced, new: commit ?? .zero, size: planned.size,
      note: planned.note, gitReason: planned.gitReason, source: isAlone ? planSource(planned.defaultBranch) : nil)
    return try await timed(.push) { (trace) throws(StageFailure) in
      trace.old = planned.replaced
      if commit != nil, let refusal = try await objection(toPushing: planned) {
        return planned.result(.refused(kind: refusal.kind), message: refusal.fullMessage)
      }
      try await keep([.push(record)], .push)
      let (mirror, options, kept) = (mirror, context.networkOptions, kept)
      let server = pipeline.network.server(at: NetworkPlace(service)).pushes
      let isFirstTry = Atomic(true)
      let pushReason: GitReason?
      do throws(StageFailure) {
        pushReason = try await online(.push, at: pipeline.pace) { () throws(GitError) in
          // After a try that failed the remote is asked.
          let terms = isFirstTry.exchange(false, ordering: .relaxed) ? server.terms : nil
          let open = try kept.take(mirror.path)
          return try mirror.push(
            commit, to: planned.branch, replacing: planned.replaced,
            presuming: terms.map { PushPresumption(terms: $0, base: planned.base) }, telling: server, options,
            from: open)
        }
      } catch  where error.error.kind == .moved {
        let error = error.error
        return planned.result(.conflict, kind: error.kind.name, message: error.fullMessage, hint: error.hint)
      }
      trace.new = commit
      var result = planned.result(.delivered, message: planned.remark)
      (result.commit, result.gitReason) = (commit, planned.gitReason ?? pushReason)
      return result.inConflict(planned)
    }
  }

  /// Returns why nobody may push it any more, by what lies outside of the repository; nil where it may be pushed.
  private func objection(toPushing planned: PlannedRepository) async throws(StageFailure) -> Refusal? {
    if !judgesPins, let guarded = campaign.change as? any GuardedChange {
      return await guarded.objection(toPushing: service.name, context)
    }
    return try await objection(toPinsOf: planned, .push)
  }

  /// Returns why pins that the change moves by the way may not be pushed; nil where it moves none, or they may.
  func objection(toPinsOf planned: PlannedRepository, _ stage: Stage) async throws(StageFailure) -> Refusal? {
    guard let pins = planned.movedPins else { return nil }
    do throws(GitError) {
      return try await pipeline.pinGuard.objection(to: pins, of: service, pipeline)
    } catch {
      throw StageFailure(stage: stage, error: error)
    }
  }

  /// Writes entries into the journal, with the stages that have ended; they are on disk when this returns.
  func keep(_ entries: [JournalEntry], _ stage: Stage) async throws(StageFailure) {
    do throws(JournalError) {
      try await journal.write(log.takeNew().map(JournalEntry.stage) + entries, for: service.name)
    } catch {
      throw StageFailure(
        stage: stage, error: GitError(operation: "", kind: .other, message: error.message, hint: error.hint))
    }
  }
}

extension CommitRecord {
  /// Whether it is what would be written now, at another time.
  fileprivate func isSame(tree: ObjectID, parent: ObjectID, author: Signature, message: String) -> Bool {
    self.tree == tree && parents == [parent] && self.message == message
      && self.author.name == author.name && self.author.email == author.email
  }
}
