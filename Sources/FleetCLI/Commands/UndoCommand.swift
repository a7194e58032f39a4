import ArgumentParser
import FleetCore
import Reports

/// `fleet undo`
struct UndoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take a campaign back: delete its branches, revert what is merged.",
    discussion: """
      A campaign branch that isn't merged and holds nothing but the campaign's commits is deleted. Where the commits are in \
      the default branch, a commit takes back what they changed, and only that: to the default branch where the campaign \
      was delivered there directly, else to a branch fleet/undo-NAME; --direct and --branch say otherwise. Where the \
      same lines have changed since, or somebody else's commits are on the branch, the repository is a conflict and stays \
      as it is.

      The campaign's commits are found by their trailers on the remotes. The journal says which services to ask; where it \
      doesn't know the campaign, all selected ones are. Undoing twice changes nothing, and `fleet undo undo-NAME` takes \
      the undoing back.

      EXAMPLES
        fleet undo bump-timeout
        fleet undo 2026-11-28-bump-timeout --dry-run --diff
        fleet undo bump-timeout --select billing --direct --yes
      """)

  @Argument(help: "The campaign's name, or its id in the journal.")
  var campaign: String

  @OptionGroup var options: CampaignOptions

  func run() async throws {
    let undoing = try UndoCampaign(campaign, options)
    try await undoing.run(options.run(["undo"], [campaign]), options.pipeline)
  }
}
