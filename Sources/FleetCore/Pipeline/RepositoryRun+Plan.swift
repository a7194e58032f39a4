import Changes
import Git

extension RepositoryRun {
  /// Brings the mirror up to date and returns what the remote has.
  func refresh() async throws(StageFailure) -> RemoteState {
    try await timed(.refresh) { (trace) throws(StageFailure) in
      let (mirror, options) = (mirror, context.networkOptions)
      let state = try await online(.refresh) { () throws(GitError) in try mirror.refresh(options) }
      trace.new = (service.branch ?? state.defaultBranch).flatMap { state.branches[$0] }
      return state
    }
  }

  /// Returns what the remote has: as the selection saw it a moment ago, where it asked, else after a refresh.
  func freshState() async throws(StageFailure) -> RemoteState {
    guard let state = pipeline.known[service.name] else { return try await refresh() }
    return try await timed(.refresh) { (trace) throws(StageFailure) in
      trace.new = (service.branch ?? state.defaultBranch).flatMap { state.branches[$0] }
      return state
    }
  }

  /// Plans the change on the default branch's tip: reads and writes the mirror's object database only.
  func plan(on state: RemoteState, wantsDiff: Bool) async throws(StageFailure) -> RepositoryPlan {
    guard let branch = service.branch ?? state.defaultBranch, let tip = state.branches[branch] else {
      return .ended(withoutBase(state))
    }
    return try await timed(.plan) { (trace) throws(StageFailure) in
      if let plan = try await branchUndone(base: tip, defaultBranch: branch, state: state, wantsDiff: wantsDiff) {
        return plan
      }
      let base = try await appendedTip(defaultBranch: branch, tip: tip, state: state) ?? tip
      let (edited, plan): (EditedRepository?, RepositoryPlan)
      if pipeline.storedPlan.isEmpty && !needsPrograms && campaign.formatters(facts(branch: branch)).isEmpty {
        (edited, plan) = try await planAtOnce(base: base, defaultBranch: branch, state: state, wantsDiff: wantsDiff)
      } else {
        (edited, plan) = try await planInSteps(base: base, defaultBranch: branch, state: state, wantsDiff: wantsDiff)
      }
      (trace.old, trace.new) = (edited?.baseTree, edited?.tree)
      if edited != nil, campaign.change is CommandChange { trace.logPath = logPath(CommandChange.logName) }
      return plan
    }
  }

  /// Plans where no program has a part in it: the mirror is opened once, and where nothing will be carried out it isn't
  /// written to.
  private func planAtOnce(
    base: ObjectID, defaultBranch: String, state: RemoteState, wantsDiff: Bool
  ) async throws(StageFailure) -> (EditedRepository?, RepositoryPlan) {
    try await processing { () throws(GitError) in
      let snapshot = try snapshot(of: base, keepsObjects: context.keepsPlans)
      switch try plannedEdits(of: snapshot, base: base, defaultBranch: defaultBranch, state: state, in: nil) {
      case .failure(let end): return (nil, .ended(end.result))
      case .success(let edited):
        return (edited, try decided(on: edited, state: state, wantsDiff: wantsDiff, in: snapshot.repository))
      }
    }
  }

  /// Plans with what programs and formatters make in the checkout, or with the tree of a stored plan.
  private func planInSteps(
    base: ObjectID, defaultBranch: String, state: RemoteState, wantsDiff: Bool
  ) async throws(StageFailure) -> (EditedRepository?, RepositoryPlan) {
    switch try await editsAsPlanned(base: base, defaultBranch: defaultBranch, state: state) {
    case .failure(let end): return (nil, .ended(end.result))
    case .success(let edited):
      let mirror = mirror
      let plan = try await processing { () throws(GitError) in
        try decided(on: edited, state: state, wantsDiff: wantsDiff, in: Repository(openingBare: mirror.path))
      }
      return (edited, plan)
    }
  }

  /// Returns the tree that the change makes of the base, formatted if the change brings formatters.
  func edits(
    base: ObjectID, defaultBranch: String, state: RemoteState
  ) async throws(StageFailure) -> Result<EditedRepository, PlanningEnd> {
    let plan = { @Sendable (workshop: Workshop?) throws(GitError) in
      try plannedEdits(
        of: snapshot(of: base, keepsObjects: true), base: base, defaultBranch: defaultBranch, state: state, in: workshop)
    }
    let planned =
      needsPrograms
      ? try await inWorkshop(on: base) { (workshop) throws(GitError) in try plan(workshop) }
      : try await processing { () throws(GitError) in try plan(nil) }
    let formatters = campaign.formatters(facts(branch: defaultBranch))
    guard case .success(let edited) = planned, !formatters.isEmpty, !edited.paths.isEmpty, edited.conflict == nil else {
      return planned
    }
    return try await formatted(edited, by: formatters).map(edited.formatted)
  }

  /// Runs work on objects on the pool for that.
  func processing<Value: Sendable>(
    _ work: @escaping @Sendable () throws(GitError) -> Value
  ) async throws(StageFailure) -> Value {
    do throws(GitError) {
      return try await pipeline.processing.run(work)
    } catch {
      throw StageFailure(stage: .plan, error: error)
    }
  }

  func withoutBase(_ state: RemoteState) -> RepositoryResult {
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

  private func snapshot(of commit: ObjectID, keepsObjects: Bool) throws(GitError) -> MirrorSnapshot {
    let path = mirror.path
    let repository = if keepsObjects { try Repository(openingBare: path) } else { try Repository.scratch(at: path) }
    let tree = try repository.tree(of: commit)
    return MirrorSnapshot(repository, tree: tree, commit: commit)
  }

  /// Plans the edits and writes the tree with them. Runs on a thread of a pool.
  private func plannedEdits(
    of snapshot: MirrorSnapshot, base: ObjectID, defaultBranch: String, state: RemoteState, in workshop: Workshop?
  ) throws(GitError) -> Result<EditedRepository, PlanningEnd> {
    let baseTree = snapshot.tree
    let plan: ChangePlan
    do {
      plan = try change(to: snapshot, tree: baseTree, defaultBranch: defaultBranch, in: workshop)
    } catch {
      return .failure(try end(by: error, on: base))
    }
    switch plan {
    case .unchanged:
      return .failure(ended(.unchanged, base: base))
    case .notApplicable(let reason):
      return .failure(ended(.notApplicable, message: reason, base: base))
    case .refused(let refusal):
      let outcome: Outcome = refusal.kind == CampaignUndo.conflictKind ? .conflict : .refused(kind: refusal.kind)
      return .failure(ended(outcome, message: refusal.fullMessage, base: base))
    case .conflicted(_, let reason) where !campaign.deliversConflicts || campaignBranch(defaultBranch) == nil:
      return .failure(ended(.conflict, message: reason, base: base))
    case .edits(let treeEdits), .conflicted(let treeEdits, _):
      let edits = try treeEdits.map { (edit) throws(GitError) in try TreeEntryEdit(edit) }
      let existing = try treeOnBranch(
        campaignBranch(defaultBranch), with: edits, over: baseTree, base: base, state: state, in: snapshot.repository)
      let tree = if let existing { existing } else { try snapshot.repository.writeTree(base: baseTree, edits: edits) }
      return .success(
        EditedRepository(
          defaultBranch: defaultBranch, base: base, baseTree: baseTree, tree: tree,
          paths: treeEdits.compactMap(\.writtenPath),
          note: (campaign.change as? any NotedChange)?.note(for: service.name), conflict: plan.conflict))
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

  /// Looks at the branch that the change is for, and measures the change. Runs on a thread of the processing pool.
  private func decided(
    on edited: EditedRepository, state: RemoteState, wantsDiff: Bool, in repository: borrowing Repository
  ) throws(GitError) -> RepositoryPlan {
    let (base, tree) = (edited.base, edited.tree)
    let notes = [state.note, edited.note].compactMap(\.self)
    guard tree != edited.baseTree else { return .ended(ended(.unchanged, base: base).result) }
    var (branch, replaced): (String, ObjectID?) = (edited.defaultBranch, base)
    var carried: [CarriedCommit] = []
    if let name = campaignBranch(edited.defaultBranch) {
      branch = name
      switch try branchState(name, tree: tree, base: base, state: state, in: repository) {
      case .push(let replacing): replaced = replacing
      case .rebase(let commits, let replacing):
        replaced = replacing
        switch try repository.carry(commits, onto: tree) {
        case .success(let commits): carried = commits
        case .failure(let conflict):
          return .ended(ended(.conflict, message: "\(name): \(conflict.reason)", base: base, branch: name).result)
        }
      case .holdsChange(let commit):
        let message = edited.conflict.map { "\($0); \(name) holds it with conflict markers already" }
        var result = RepositoryResult(
          service: service.name, outcome: edited.conflict == nil ? .unchanged : .conflict,
          message: message ?? "\(name) holds this change already")
        (result.branch, result.base, result.commit) = (name, base, commit)
        return .ended(result)
      case .foreign(let reason):
        return .ended(ended(.conflict, message: reason, base: base, branch: name, hint: Self.strategyHint).result)
      case .skipped(let reason):
        return .ended(ended(.skipped, kind: "branch-exists", message: reason, base: base, branch: name).result)
      }
    }
    let diff = try repository.diff(from: edited.baseTree, to: tree)
    return .ready(
      PlannedRepository(
        service: service, defaultBranch: edited.defaultBranch, base: base, baseTree: edited.baseTree, tree: tree,
        branch: branch, replaced: replaced, carried: carried, conflict: edited.conflict, size: ChangeSize(diff),
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

  /// The branch of its own that the change goes to; nil for direct delivery.
  func campaignBranch(_ defaultBranch: String) -> String? {
    switch campaign.delivery {
    case .branch(let name): name(facts(branch: defaultBranch))
    case .each(let name): name(facts(branch: defaultBranch))
    case .direct: nil
    }
  }

  /// The tip of the campaign's branch where the change is to be appended to what is there and isn't merged.
  private func appendedTip(
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

  func ended(
    _ outcome: Outcome, kind: String? = nil, message: String? = nil, base: ObjectID, branch: String? = nil,
    hint: String? = nil
  ) -> PlanningEnd {
    var result = RepositoryResult(service: service.name, outcome: outcome, kind: kind, message: message, hint: hint)
    (result.base, result.branch) = (base, branch)
    return PlanningEnd(result: result)
  }
}
