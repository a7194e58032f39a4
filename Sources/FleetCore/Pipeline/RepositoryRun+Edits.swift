import Changes
import Git

extension RepositoryRun {
  /// Returns the tree that the change makes of the base, formatted if the change brings formatters.
  func edits(
    base: ObjectID, defaultBranch: String, state: RemoteState
  ) async throws(StageFailure) -> Result<EditedRepository, PlanningEnd> {
    let plan = { @Sendable (workshop: Workshop?) throws(GitError) in
      try plannedEdits(
        of: snapshot(of: base), base: base, defaultBranch: defaultBranch, state: state, in: workshop
      )
    }
    let planned = try await planned(on: base, plan)
    let formatters = campaign.formatters(facts(branch: defaultBranch))
    guard case .success(let edited) = planned, !formatters.isEmpty, !edited.paths.isEmpty, edited.conflict == nil else {
      return planned
    }
    return try await formatted(edited, by: formatters).map(edited.formatted)
  }

  /// Plans in memory, and where programs have a part in it in the checkout.
  private func planned(
    on base: ObjectID,
    _ plan: @escaping @Sendable (Workshop?) throws(GitError) -> Result<EditedRepository, PlanningEnd>
  ) async throws(StageFailure) -> Result<EditedRepository, PlanningEnd> {
    if !needsPrograms {
      let planned = try await processing { () throws(GitError) in try plan(nil) }
      guard case .failure(let end) = planned, end.needsPrograms else { return planned }
    }
    return try await inWorkshop(on: base) { (workshop) throws(GitError) in try plan(workshop) }
  }

  private func snapshot(of commit: ObjectID) throws(GitError) -> MirrorSnapshot {
    let repository = try Repository(openingBare: mirror.path)
    let tree = try repository.tree(of: commit)
    return MirrorSnapshot(repository, tree: tree, commit: commit)
  }

  /// Plans the edits and writes the tree with them. Runs on a thread of a pool.
  func plannedEdits(
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
      return .failure(ended(.refused(kind: refusal.kind), message: refusal.fullMessage, base: base))
    case .conflicted(let edits, let conflict)
    where edits.isEmpty || !campaign.deliversConflicts || campaignBranch(defaultBranch) == nil:
      let hint = edits.isEmpty ? nil : Self.markerHint
      var end = ended(.conflict, message: conflict.reason, base: base, hint: hint)
      end.result.conflicts = conflict.paths
      return .failure(end)
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

  private static let markerHint = "--with-conflicts pushes a branch with conflict markers, to be resolved there"
}
