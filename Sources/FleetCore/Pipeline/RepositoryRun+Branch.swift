import Git

extension RepositoryRun {
  /// Looks at the branch that the change is for, and measures the change. Runs on a thread of the processing pool.
  func decided(
    on edited: EditedRepository, state: RemoteState, wantsDiff: Bool, in open: OpenMirror
  ) throws(GitError) -> RepositoryPlan {
    let (base, tree) = (edited.base, edited.tree)
    let notes = [state.note, edited.note].compactMap(\.self)
    guard tree != edited.baseTree else { return .ended(ended(.unchanged, base: base).result) }
    var (branch, replaced): (String, ObjectID?) = (edited.defaultBranch, base)
    var carried: [CarriedCommit] = []
    if let name = campaignBranch(edited.defaultBranch) {
      branch = name
      switch try branchState(name, tree: tree, base: base, state: state, in: open.repository) {
      case .push(let replacing): replaced = replacing
      case .rebase(let commits, let replacing):
        replaced = replacing
        switch try open.repository.carry(commits, onto: tree) {
        case .success(let commits): carried = commits
        case .failure(let conflict):
          return .ended(ended(.conflict, message: "\(name): \(conflict.reason)", base: base, branch: name).result)
        }
      case .holdsChange(let commit):
        guard let conflict = edited.conflict else { return .ended(holding(commit, on: name, base: base)) }
        var result = RepositoryResult(
          service: service.name, outcome: .conflict,
          message: "\(conflict.reason); \(name) holds it with conflict markers already")
        (result.branch, result.base, result.commit) = (name, base, commit)
        result.conflicts = conflict.paths
        return .ended(result)
      case .foreign(let reason):
        return .ended(ended(.conflict, message: reason, base: base, branch: name, hint: Self.strategyHint).result)
      case .skipped(let reason):
        return .ended(ended(.skipped, kind: "branch-exists", message: reason, base: base, branch: name).result)
      }
    }
    let diff = try open.repository.diff(from: edited.baseTree, to: tree)
    return .ready(
      PlannedRepository(
        service: service, defaultBranch: edited.defaultBranch, base: base, baseTree: edited.baseTree, tree: tree,
        branch: branch, replaced: replaced, carried: carried, conflict: edited.conflict, size: ChangeSize(diff),
        movedPins: judgesPins
          ? try MovedPins(diff, from: edited.baseTree, to: tree, carried: carried, in: open) : nil,
        diff: wantsDiff ? String(decoding: diff.patch, as: UTF8.self) : nil,
        note: notes.isEmpty ? nil : notes.joined(separator: "; "), isMirrorNew: state.note != nil,
        gitReason: state.gitReason, remarks: [Self.remark(on: carried)].compactMap(\.self)))
  }

  private static let strategyHint = "keep such commits with --strategy append or rebase"

  private static func remark(on carried: [CarriedCommit]) -> String? {
    switch carried.count {
    case 0: nil
    case 1: "with the commit of \(carried[0].original.author.name) on top of it again"
    case let count: "with \(count) commits of other people on top of it again"
    }
  }

  /// Whether the change says nothing of the pins that it moves: what was settled before isn't planned, so the change itself
  /// knows nothing of its pins.
  var judgesPins: Bool { settledPlan != nil || !(campaign.change is any GuardedChange) }

  /// The branch of its own that the change goes to; nil for direct delivery.
  func campaignBranch(_ defaultBranch: String) -> String? {
    switch campaign.delivery {
    case .branch(let name): name(facts(branch: defaultBranch))
    case .each(let name): name(facts(branch: defaultBranch))
    case .direct: nil
    }
  }

  /// The tip of the campaign's branch where the change is to be appended to what is there and isn't merged.
  func appendedTip(
    defaultBranch: String, tip: ObjectID, state: RemoteState
  ) async throws(StageFailure) -> ObjectID? {
    guard campaign.branchPolicy.strategy == .append, let name = campaignBranch(defaultBranch),
      let present = state.branches[name]
    else { return nil }
    let mirror = mirror
    return try await processing { () throws(GitError) in
      try Repository(openingBare: mirror.path).isAncestor(present, of: tip) ? nil : present
    }
  }

  private func branchState(
    _ name: String, tree: ObjectID, base: ObjectID, state: RemoteState, in repository: borrowing Repository
  ) throws(GitError) -> BranchState {
    let tip = state.branches[name]
    let commits = try tip.map { (tip) throws(GitError) in try repository.commits(on: tip, since: base) } ?? []
    return BranchState(
      branch: name, tip: tip, commits: commits, base: base, tree: tree, campaign: campaign.name,
      policy: campaign.branchPolicy)
  }
}
