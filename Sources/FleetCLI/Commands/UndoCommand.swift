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

  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Delivery") var delivery: DeliveryOptions
  @OptionGroup(title: "Commits") var commits: CommitOptions
  @OptionGroup(title: "Rollout") var rollout: CampaignOptions
  @OptionGroup(title: "Tests") var tests: TestOptions
  @OptionGroup(title: "Sandbox") var sandbox: SandboxOptions
  @OptionGroup(title: "Run") var pipeline: PipelineOptions
  @OptionGroup(title: "Reports") var reports: ReportOptions
  @OptionGroup var manifest: ManifestOptions

  @Flag(name: .shortAndLong, help: "Only show what would change; nothing leaves this machine.")
  var dryRun = false

  @Flag(help: "Show unified diffs.")
  var diff = false

  @Flag(help: "Change nothing; exit 3 if something would change.")
  var check = false

  @Flag(help: "Don't ask.")
  var yes = false

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func validate() throws {
    if rollout.interactive && (yes || dryRun || check) {
      throw ValidationError("--interactive asks before it pushes; leave out --yes, --dry-run and --check")
    }
  }

  func run() async throws {
    let isDryRun = dryRun || check
    let files = try reports.files(.current)
    let options = CampaignRun.Options(
      command: "undo", extent: isDryRun ? .dryRun : .delivery, wantsDiff: diff, isConfirmed: yes,
      isInteractive: rollout.interactive, wantsJSON: json, isCheck: check, files: files,
      sandbox: sandbox,
      invocation: Invocation(
        ["undo", campaign], manifest: manifest, delivery: delivery, tests: tests, commits: commits, sandbox: sandbox,
        rollout: rollout))
    let preparation = try UndoCampaign(
      .init(
        campaign: campaign, manifest: manifest, selection: selection, delivery: delivery, tests: tests,
        commits: commits, rollout: rollout.rollout, isDryRun: isDryRun))
    try await preparation.run(options, pipeline)
  }
}
