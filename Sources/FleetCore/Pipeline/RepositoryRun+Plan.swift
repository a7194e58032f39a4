import Git

extension RepositoryRun {
  /// Brings the mirror up to date and returns what the remote has.
  func refresh() async throws(StageFailure) -> RemoteState {
    try await timed(.refresh) { (trace) throws(StageFailure) in
      let (mirror, options, kept, pushes) = (mirror, context.networkOptions, kept, pushesToLookBy)
      let state = try await online(.refresh) { () throws(GitError) in
        try mirror.refresh(options, keeping: kept, by: pushes)
      }
      trace.new = (service.branch ?? state.defaultBranch).flatMap { state.branches[$0] }
      return state
    }
  }

  /// How to look at the remote where it is likely that a push comes next; else a fetch looks.
  private var pushesToLookBy: ServerPushes? {
    // A push hears nothing of HEAD, and tests may take long.
    guard pushesAtOnce, let branch = service.branch, !hasPushed(onto: branch) else { return nil }
    return pipeline.network.server(at: NetworkPlace(service)).pushes
  }

  /// Whether what is planned is committed and pushed right away, without tests in between.
  private var pushesAtOnce: Bool { isInOneGo && context.keepsPlans && campaign.tests.source == .none }

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
      if let push = standingPush(base: base, defaultBranch: branch, state: state) {
        trace.new = push.tree
        return .ended(holding(push.new, on: push.branch, base: base))
      }
      var planned: (EditedRepository?, RepositoryPlan)?
      if isPlannedAtOnce(branch) {
        planned = try await planAtOnce(base: base, defaultBranch: branch, state: state, wantsDiff: wantsDiff)
      }
      let (edited, plan) =
        if let planned {
          planned
        } else {
          try await planInSteps(base: base, defaultBranch: branch, state: state, wantsDiff: wantsDiff)
        }
      (trace.old, trace.new) = (edited?.baseTree, edited?.tree)
      if edited != nil, campaign.change is CommandChange { trace.logPath = logPath(CommandChange.logName) }
      return plan
    }
  }

  /// Plans where no program has a part in it: the mirror is opened once. Where nothing will be carried out it isn't written to,
  /// and where that comes next, it is written to with the commit. Nil where a program has.
  private func planAtOnce(
    base: ObjectID, defaultBranch: String, state: RemoteState, wantsDiff: Bool
  ) async throws(StageFailure) -> (EditedRepository?, RepositoryPlan)? {
    try await processing { () throws(GitError) in
      let open = try kept.take(mirror.path)
      let isInMemory = !context.keepsPlans || pushesAtOnce
      if isInMemory { try open.keepNewObjectsInMemory() }
      let snapshot = MirrorSnapshot(open, tree: try open.repository.tree(of: base), commit: base)
      switch try plannedEdits(of: snapshot, base: base, defaultBranch: defaultBranch, state: state, in: nil) {
      case .failure(let end): return end.needsPrograms ? nil : (nil, .ended(end.result))
      case .success(let edited):
        var plan = try decided(on: edited, state: state, wantsDiff: wantsDiff, in: open)
        if isInMemory, case .ready(var planned) = plan {
          planned.isInMemory = true
          plan = .ready(planned)
        }
        if context.keepsPlans { kept.keep(open) }
        return (edited, plan)
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
        try decided(
          on: edited, state: state, wantsDiff: wantsDiff, in: OpenMirror(Repository(openingBare: mirror.path)))
      }
      return (edited, plan)
    }
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

  func ended(
    _ outcome: Outcome, kind: String? = nil, message: String? = nil, base: ObjectID, branch: String? = nil,
    hint: String? = nil
  ) -> PlanningEnd {
    var result = RepositoryResult(service: service.name, outcome: outcome, kind: kind, message: message, hint: hint)
    (result.base, result.branch) = (base, branch)
    return PlanningEnd(result: result)
  }
}
