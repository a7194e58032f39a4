import Changes
import Git

extension RepositoryRun {
  /// Runs the formatters on the files that the edits wrote, in the checkout, and returns the tree that they leave.
  ///
  /// A formatter that fails ends the repository's planning.
  func formatted(
    _ edited: EditedRepository, by formatters: [[String]]
  ) async throws(StageFailure) -> Result<Formatting.Result, PlanningEnd> {
    let formatting = Formatting(
      formatters: formatters, isStrict: campaign.hasStrictFormatters, timeLimit: context.limits.test)
    return try await inWorkshop(on: edited.base) { (workshop) throws(GitError) in
      do {
        return .success(
          try formatting.run(in: workshop, base: edited.baseTree, edited: edited.tree, paths: edited.paths))
      } catch let refusal as Refusal {
        return .failure(ended(.refused(kind: refusal.kind), message: refusal.fullMessage, base: edited.base))
      } catch {
        return .failure(try end(by: error, on: edited.base))
      }
    }
  }
}
