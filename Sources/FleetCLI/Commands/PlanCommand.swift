import ArgumentParser
import FleetCore
import Reports

/// `fleet plan`
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what apply would change, as unified diffs.",
    discussion: """
      Fetches and plans, and writes nothing to any remote. What would change is stored as a plan: `fleet apply --plan ID` \
      pushes exactly the trees that were shown, or refuses.

      EXAMPLES
        fleet plan bump-timeout.json
        fleet plan bump-timeout.json --select billing --param seconds=90 | less
        fleet plan bump-timeout.json --check && echo "every service has it"
      """)

  @OptionGroup var source: CodemodOptions
  @OptionGroup(title: "Selection") var selection: SelectionOptions

  @Flag(help: "Only services that weren't fine, or weren't done, when this campaign last ran.")
  var failed = false

  @OptionGroup(title: "Delivery") var delivery: DeliveryOptions
  @OptionGroup(title: "Programs") var programs: ProgramOptions
  @OptionGroup(title: "Sandbox") var sandbox: SandboxOptions
  @OptionGroup(title: "Run") var pipeline: PipelineOptions
  @OptionGroup(title: "Reports") var reports: ReportOptions
  @OptionGroup var manifest: ManifestOptions

  @Flag(help: "Store no plan; exit 3 if something would change.")
  var check = false

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func run() async throws {
    let files = try reports.files(.current)
    let campaign = try await campaign(isDryRun: true)
    try await campaign.run(
      CampaignRun.Options(
        command: "plan", extent: check ? .dryRun : .storedPlan, wantsDiff: true, isConfirmed: false, wantsJSON: json,
        isCheck: check, files: files, sandbox: sandbox,
        invocation: Invocation(
          applying: source, programs, manifest: manifest, delivery: delivery, tests: nil, sandbox: sandbox,
          pipeline: pipeline)),
      pipeline)
  }

  /// Makes the campaign that these options describe.
  ///
  /// - Parameters:
  ///   - tests: those of the command that carries the plan out.
  ///   - commits: that command's too.
  ///   - rollout: that command's too.
  func campaign(
    isDryRun: Bool, tests: TestOptions? = nil, commits: CommitOptions? = nil, rollout: Rollout = Rollout(),
    storedPlan: StoredPlan? = nil
  ) async throws -> CodemodCampaign {
    try await CodemodCampaign(
      .init(
        source: source, manifest: manifest, selection: selection, onlyFailed: failed, delivery: delivery, tests: tests,
        programs: programs, commits: commits, rollout: rollout, isDryRun: isDryRun, storedPlan: storedPlan))
  }
}
