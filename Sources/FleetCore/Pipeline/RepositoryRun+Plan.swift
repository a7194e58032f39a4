import Changes
import Git

extension RepositoryRun {
  /// Brings the mirror up to date and returns what the remote has.
  func refresh() async throws(StageFailure) -> RemoteState {
    entered(.refresh)
    let (mirror, options) = (mirror, context.networkOptions)
    return try await online(.refresh) { () throws(GitError) in try mirror.refresh(options) }
  }

  /// Plans the change on the default branch's tip: reads and writes the mirror's object database only.
  func plan(on state: RemoteState, wantsDiff: Bool) async throws(StageFailure) -> RepositoryPlan {
    guard let branch = service.branch ?? state.defaultBranch, let base = state.branches[branch] else {
      return .ended(withoutBase(state))
    }
    entered(.plan)
    do throws(GitError) {
      return try await pipeline.processing.run { () throws(GitError) in
        try planned(base: base, defaultBranch: branch, state: state, wantsDiff: wantsDiff)
      }
    } catch {
      throw StageFailure(stage: .plan, error: error)
    }
  }

  private func withoutBase(_ state: RemoteState) -> RepositoryResult {
    let message =
      if state.branches.isEmpty {
        "the repository is empty: it has no branch"
      } else if let branch = service.branch {
        "the repository has no branch \(branch)"
      } else {
        "the repository's HEAD names no branch that it has"
      }
    return RepositoryResult(
      service: service.name, outcome: .failed(stage: .refresh), kind: state.branches.isEmpty ? "empty" : "not-found",
      message: message)
  }

  /// Runs on a thread of the processing pool.
  private func planned(
    base: ObjectID, defaultBranch: String, state: RemoteState, wantsDiff: Bool
  ) throws(GitError) -> RepositoryPlan {
    let repository = try Repository(openingBare: mirror.path)
    let baseTree = try repository.tree(of: base)
    let snapshot = MirrorSnapshot(repository, tree: baseTree)
    switch try change(to: snapshot, defaultBranch: defaultBranch) {
    case .unchanged:
      return ended(.unchanged, base: base)
    case .notApplicable(let reason):
      return ended(.notApplicable, message: reason, base: base)
    case .refused(let refusal):
      return ended(.refused(kind: refusal.kind), message: refusal.fullMessage, base: base)
    case .edits(let edits):
      let edits = try edits.map { (edit) throws(GitError) in try TreeEntryEdit(edit) }
      let existing = try treeOnBranch(
        campaignBranch(defaultBranch), with: edits, over: baseTree, base: base, state: state, in: snapshot.repository)
      let tree = if let existing { existing } else { try snapshot.repository.writeTree(base: baseTree, edits: edits) }
      guard tree != baseTree else { return ended(.unchanged, base: base) }
      return try compared(
        tree, with: baseTree, base: base, defaultBranch: defaultBranch, state: state, wantsDiff: wantsDiff,
        in: snapshot.repository)
    }
  }

  private func change(to snapshot: MirrorSnapshot, defaultBranch: String) throws(GitError) -> ChangePlan {
    do {
      return try campaign.change.plan(snapshot, for: facts(branch: defaultBranch))
    } catch let error as GitError {
      throw error
    } catch {
      throw GitError(operation: "plan \(campaign.name)", kind: .other, message: "\(error)")
    }
  }

  /// Returns the tree of the campaign's branch if it is the base with just these edits: a run that finds its work done
  /// writes nothing.
  private func treeOnBranch(
    _ branch: String?, with edits: [TreeEntryEdit], over baseTree: ObjectID, base: ObjectID, state: RemoteState,
    in repository: borrowing Repository
  ) throws(GitError) -> ObjectID? {
    guard let branch, let id = state.branches[branch] else { return nil }
    let tip = try repository.commit(id)
    guard tip.parents == [base] else { return nil }
    let diff = try repository.diff(from: baseTree, to: tip.tree, patchLimit: 0)
    return diff.isMade(by: edits) ? tip.tree : nil
  }

  /// Looks at the branch that the change is for, and measures the change.
  private func compared(
    _ tree: ObjectID, with baseTree: ObjectID, base: ObjectID, defaultBranch: String, state: RemoteState,
    wantsDiff: Bool, in repository: borrowing Repository
  ) throws(GitError) -> RepositoryPlan {
    var (branch, replaced): (String, ObjectID?) = (defaultBranch, base)
    if let name = campaignBranch(defaultBranch) {
      branch = name
      switch try branchState(name, tree: tree, base: base, state: state, in: repository) {
      case .push(let replacing): replaced = replacing
      case .holdsChange(let commit):
        var result = RepositoryResult(
          service: service.name, outcome: .unchanged, message: "\(name) holds this change already")
        (result.branch, result.base, result.commit) = (name, base, commit)
        return .ended(result)
      case .foreign(let reason):
        return ended(.conflict, message: reason, base: base, branch: name)
      }
    }
    let diff = try repository.diff(from: baseTree, to: tree)
    return .ready(
      PlannedRepository(
        service: service, defaultBranch: defaultBranch, base: base, baseTree: baseTree, tree: tree, branch: branch,
        replaced: replaced, size: ChangeSize(diff), diff: wantsDiff ? String(decoding: diff.patch, as: UTF8.self) : nil,
        note: state.note))
  }

  /// The branch of its own that the change goes to; nil for direct delivery.
  private func campaignBranch(_ defaultBranch: String) -> String? {
    switch campaign.delivery {
    case .branch(let name): name(facts(branch: defaultBranch))
    case .direct: nil
    }
  }

  private func branchState(
    _ name: String, tree: ObjectID, base: ObjectID, state: RemoteState, in repository: borrowing Repository
  ) throws(GitError) -> BranchState {
    var tip: CommitRecord?
    if let id = state.branches[name] { tip = try repository.commit(id) }
    let isMerged = if let tip { try repository.isAncestor(tip.id, of: base) } else { false }
    return BranchState(
      branch: name, tip: tip, isMerged: isMerged, base: base, tree: tree, campaign: campaign.name)
  }

  private func ended(
    _ outcome: Outcome, message: String? = nil, base: ObjectID, branch: String? = nil
  ) -> RepositoryPlan {
    var result = RepositoryResult(service: service.name, outcome: outcome, message: message)
    (result.base, result.branch) = (base, branch)
    return .ended(result)
  }
}

extension TreeDiff {
  /// Whether the edits, each of which changes something, lead from the old tree to the new one.
  fileprivate func isMade(by edits: [TreeEntryEdit]) -> Bool {
    guard files.count == edits.count else { return false }
    let edits = Dictionary(edits.map { ($0.pathBytes, $0.action) }, uniquingKeysWith: { first, _ in first })
    return files.allSatisfy { file in
      switch edits[file.pathBytes] {
      case .write(let bytes, let mode): file.newMode == mode && file.newID == ObjectID(hashingBlob: bytes)
      case .use(let id, let mode): file.newMode == mode && file.newID == id
      case .pin(let commit): file.newID == commit
      case .delete: file.status == .deleted
      case nil: false
      }
    }
  }
}

extension Refusal {
  /// The place, if there is one, and the reason.
  var fullMessage: String { place.map { "\($0): \(message)" } ?? message }
}

extension ChangeSize {
  init(_ diff: TreeDiff) {
    self.init(
      fileCount: diff.files.count, addedLineCount: diff.addedLineCount, deletedLineCount: diff.deletedLineCount)
  }
}
