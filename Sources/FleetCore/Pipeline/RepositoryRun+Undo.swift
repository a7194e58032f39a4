import Git

extension RepositoryRun {
  /// Returns what there is to do with the branch of a campaign that is undone: it is deleted where all of it is as the
  /// campaign pushed it, and a conflict where other people's commits are on it.
  ///
  /// Nil where no unmerged branch has anything of the campaign: what is merged is reverted by the change itself.
  func branchUndone(
    base: ObjectID, defaultBranch: String, state: RemoteState, wantsDiff: Bool
  ) async throws(StageFailure) -> RepositoryPlan? {
    guard let undo = campaign.change as? CampaignUndo else { return nil }
    let mirror = mirror
    return try await processing { () throws(GitError) in
      let repository = try Repository(openingBare: mirror.path)
      let known = [undo.branches[service.name], "fleet/\(undo.campaign)"]
      for (name, tip) in state.branches.sorted(by: { $0.key < $1.key }) where name != defaultBranch {
        let isOurs = CampaignMark.isMade(try repository.commit(tip), by: undo.campaign)
        guard isOurs || known.contains(name) else { continue }
        let commits = try repository.commits(on: tip, since: base)
        guard commits.contains(where: { CampaignMark.isMade($0, by: undo.campaign) }) else { continue }
        if let foreign = commits.first(where: { !CampaignMark.isMade($0, by: undo.campaign) }) {
          let message =
            "\(name) holds a commit that isn't this campaign's, and was left alone: \(foreign.id.short) by "
            + foreign.author.name
          return .ended(ended(.conflict, message: message, base: base, branch: name).result)
        }
        return .ready(
          try deletion(of: name, commits, base: base, defaultBranch, state, wantsDiff: wantsDiff, in: repository))
      }
      return nil
    }
  }

  /// - Parameter commits: the branch's own, newest first.
  private func deletion(
    of name: String, _ commits: [CommitRecord], base: ObjectID, _ defaultBranch: String, _ state: RemoteState,
    wantsDiff: Bool, in repository: borrowing Repository
  ) throws(GitError) -> PlannedRepository {
    let (tree, tip) = (try repository.tree(of: base), state.branches[name])
    let diff = try repository.diff(from: commits.first?.tree, to: commits.last?.parents.first)
    return PlannedRepository(
      service: service, defaultBranch: defaultBranch, base: base, baseTree: tree, tree: tree, branch: name,
      replaced: tip, isDeletion: true, size: ChangeSize(diff),
      diff: wantsDiff ? String(decoding: diff.patch, as: UTF8.self) : nil, note: state.note,
      isMirrorNew: state.note != nil, gitReason: state.gitReason,
      remarks: ["the unmerged branch goes, \(tip?.short ?? "nothing") was its tip"])
  }
}
