import ArgumentParser
import FleetCore
import Reports

/// `fleet apply`
struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Change every service: edit, test, commit, push.",
    discussion: """
      Fetches every selected repository, applies the codemod to the tip of its default branch, runs the repository's \
      tests on the result, commits, and pushes to a branch fleet/NAME, or with --direct to the default branch. On a \
      terminal it shows first what would change and asks once; elsewhere it needs --yes.

      A repository is changed as a whole or not at all. It isn't pushed when its tests fail, when the codemod's guards \
      refuse, or when somebody else's commits are on the branch. The same command again changes nothing.

      EXAMPLES
        fleet apply bump-timeout.json
        fleet apply bump-timeout.json --select 'tag:django,!billing'
        fleet apply bump-timeout.json --param seconds=90 --direct
        fleet apply bump-timeout.json --dry-run --diff
        fleet apply bump-timeout.json --yes --json > report.json
        fleet apply bump-timeout.json --yes --html report.html --junit report.xml
      """)

  @OptionGroup var source: CodemodOptions
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Delivery") var delivery: DeliveryOptions
  @OptionGroup(title: "Tests") var tests: TestOptions
  @OptionGroup(title: "Programs") var programs: ProgramOptions
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

  func run() async throws {
    let isDryRun = dryRun || check
    let files = try reports.files(.current)
    let preparation = try await CodemodCampaign(
      source: source, manifest: manifest, selection: selection, delivery: delivery, tests: tests, programs: programs,
      isDryRun: isDryRun)
    try await preparation.run(
      CampaignRun.Options(
        command: "apply", isDryRun: isDryRun, wantsDiff: diff, isConfirmed: yes, wantsJSON: json, isCheck: check,
        files: files,
        invocation: Invocation(applying: source, manifest: manifest, delivery: delivery, tests: tests)),
      pipeline)
  }
}
