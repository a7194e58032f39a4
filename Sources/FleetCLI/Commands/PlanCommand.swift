import ArgumentParser
import FleetCore
import Reports

/// `fleet plan`
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what apply would change, as unified diffs.",
    discussion: """
      The same as `fleet apply FILE --dry-run --diff`: fetches and plans, and writes nothing to any remote.

      EXAMPLES
        fleet plan bump-timeout.json
        fleet plan bump-timeout.json --select billing --param seconds=90 | less
        fleet plan bump-timeout.json --check && echo "every service has it"
      """)

  @OptionGroup var source: CodemodOptions
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Delivery") var delivery: DeliveryOptions
  @OptionGroup(title: "Programs") var programs: ProgramOptions
  @OptionGroup(title: "Run") var pipeline: PipelineOptions
  @OptionGroup(title: "Reports") var reports: ReportOptions
  @OptionGroup var manifest: ManifestOptions

  @Flag(help: "Exit 3 if something would change.")
  var check = false

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func run() async throws {
    let files = try reports.files(.current)
    let preparation = try await CodemodCampaign(
      source: source, manifest: manifest, selection: selection, delivery: delivery, tests: nil, programs: programs,
      isDryRun: true)
    try await preparation.run(
      CampaignRun.Options(
        command: "plan", isDryRun: true, wantsDiff: true, isConfirmed: false, wantsJSON: json, isCheck: check,
        files: files,
        invocation: Invocation(applying: source, manifest: manifest, delivery: delivery, tests: nil)),
      pipeline)
  }
}
