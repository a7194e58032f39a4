import Changes
import Codemods
import Git

extension RepositoryRun {
  /// Whether nothing but the base, the campaign and what the manifest says of the service has a part in the plan's tree.
  func isPlanReproducible(_ defaultBranch: String) -> Bool {
    campaign.change is CodemodChange && isPlannedAtOnce(defaultBranch)
  }

  /// Whether no program, no formatter and no person has a part in the plan.
  func isPlannedAtOnce(_ defaultBranch: String) -> Bool {
    settledPlan == nil && !needsPrograms && campaign.formatters(facts(branch: defaultBranch)).isEmpty
  }

  /// What the plan comes of; nil where planning again may give something else.
  func planSource(_ defaultBranch: String) -> PlanSource? {
    guard let build = context.build, isPlanReproducible(defaultBranch) else { return nil }
    return PlanSource(build: build, facts: facts(branch: defaultBranch))
  }

  /// Returns the push of an earlier run that is on the remote as it was made, where planning on the same base would give its
  /// tree again; nil where there is anything to find out.
  func standingPush(base: ObjectID, defaultBranch: String, state: RemoteState) -> PushRecord? {
    // Appending plans on the branch's own tip.
    guard campaign.branchPolicy.strategy != .append, let push = journal.lastPush(to: service.name),
      let source = push.source, push.base == base, !push.new.isZero,
      push.branch == campaignBranch(defaultBranch), state.branches[push.branch] == push.new,
      push.mirror == mirror.name, source == planSource(defaultBranch)
    else { return nil }
    return push
  }

  /// Whether an earlier run pushed what planning gives again as long as the base stays where it is.
  func hasPushed(onto defaultBranch: String) -> Bool {
    guard let push = journal.lastPush(to: service.name), let source = push.source else { return false }
    return !push.new.isZero && source == planSource(defaultBranch)
  }

  /// The result of a repository whose branch holds the change.
  func holding(_ commit: ObjectID, on branch: String, base: ObjectID) -> RepositoryResult {
    var result = RepositoryResult(
      service: service.name, outcome: .unchanged, message: "\(branch) holds this change already")
    (result.branch, result.base, result.commit) = (branch, base, commit)
    return result
  }
}
