import Changes
import Git

extension RepositoryRun {
  /// What must come of planning, where that was settled before: by a person's edit in the review, or by a stored plan.
  var settledPlan: StoredPlanEntry? { journal.edit(of: service.name) ?? pipeline.storedPlan[service.name] }

  /// Returns the edits of the stored plan that is carried out, or those of planning where there is none.
  ///
  /// On the base that the plan was made on, the plan's tree is taken as it is. On another base the change is planned again,
  /// and counts only if it writes the same bytes to the same paths; else the repository is refused.
  func editsAsPlanned(
    base: ObjectID, defaultBranch: String, state: RemoteState
  ) async throws(StageFailure) -> Result<EditedRepository, PlanningEnd> {
    guard let stored = settledPlan else {
      return try await edits(base: base, defaultBranch: defaultBranch, state: state)
    }
    let mirror = mirror
    guard stored.mirror == mirror.name else {
      return .failure(moved(base, "the manifest names another remote than when it was planned"))
    }
    let isThere = try await processing { () throws(GitError) in
      let repository = try Repository(openingBare: mirror.path)
      guard try repository.contains(stored.tree) else { return false }
      return try repository.contains(stored.baseTree)
    }
    guard isThere else { return .failure(moved(base, "the mirror no longer holds the planned tree")) }
    if stored.base == base {
      // Where the message and the look before the push come of planning, it is done all the same.
      if campaign.change is any GuardedChange,
        case .failure(let end) = try await edits(base: base, defaultBranch: defaultBranch, state: state)
      {
        return .failure(end)
      }
      return .success(
        EditedRepository(
          defaultBranch: defaultBranch, base: base, baseTree: stored.baseTree, tree: stored.tree, paths: []))
    }
    let again = try await edits(base: base, defaultBranch: defaultBranch, state: state)
    guard case .success(let edited) = again else { return again }
    let isSame = try await processing { () throws(GitError) in
      let repository = try Repository(openingBare: mirror.path)
      let planned = try repository.diff(from: stored.baseTree, to: stored.tree, patchLimit: 0)
      let now = try repository.diff(from: edited.baseTree, to: edited.tree, patchLimit: 0)
      return planned.hasSameResult(as: now)
    }
    guard isSame else {
      return .failure(
        moved(
          base,
          "\(defaultBranch) moved from \(stored.base.short) to \(base.short), and the change would write other bytes there"
        ))
    }
    return again
  }

  private func moved(_ base: ObjectID, _ message: String) -> PlanningEnd {
    ended(.refused(kind: "moved"), message: message, base: base, hint: "plan again, and apply the new plan")
  }
}

extension TreeDiff {
  /// Whether two changes leave the same bytes and modes at the same paths.
  fileprivate func hasSameResult(as other: TreeDiff) -> Bool {
    guard files.count == other.files.count else { return false }
    return zip(files, other.files).allSatisfy { file, other in
      file.pathBytes == other.pathBytes && file.newID == other.newID && file.newMode == other.newMode
        && (file.status == .deleted) == (other.status == .deleted)
    }
  }
}
