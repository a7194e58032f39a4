import Git

/// What there is to do with a campaign's branch on one remote: decided from values, before anything is pushed.
enum BranchState: Equatable {
  /// Push; the value that the push replaces is stated, nil where the branch must not exist yet.
  case push(replacing: ObjectID?)
  /// The branch holds exactly this change on this base already.
  case holdsChange(ObjectID)
  /// Somebody else's commits are on it: nothing is pushed.
  case foreign(reason: String)

  /// Decides about the branch of `campaign` whose tip is `tip`.
  ///
  /// - Parameters:
  ///   - tip: the branch's commit on the remote, nil if there is none.
  ///   - isMerged: whether the tip is the base or an ancestor of it, so that nothing on it can be lost.
  init(
    branch: String, tip: CommitRecord?, isMerged: Bool, base: ObjectID, tree: ObjectID, campaign: String
  ) {
    guard let tip else {
      self = .push(replacing: nil)
      return
    }
    if isMerged {
      self = .push(replacing: tip.id)
    } else if CampaignMark.isMade(tip, by: campaign) {
      self = tip.tree == tree && tip.parents == [base] ? .holdsChange(tip.id) : .push(replacing: tip.id)
    } else {
      self = .foreign(
        reason: "\(branch) holds a commit that isn't this campaign's: \(tip.id.short) by \(tip.author.name)")
    }
  }
}
