import ArgumentParser
import FleetCore
import Reports

/// `fleet template adopt`
struct TemplateAdoptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Give services a record of their template that cruft or cookiecutter stamped.",
    discussion: """
      Writes .fleet/template.json, and nothing else, into services that have none, so that `fleet template update` knows \
      them. Where cruft has left its .cruft.json, that is taken as it is. Else answers are read off the service's files \
      and the commit whose render fits best is taken; this needs TEMPLATE, or one template in fleet.yaml. The report says \
      how many files are as rendered and how many rendered lines are missing: look at it before you agree.

      Random values can't be known; where they stand in files, these count as the service's own edits.

      EXAMPLES
        fleet template adopt --dry-run --diff
        fleet template adopt service --select 'bill*' --answer license=MIT
      """)

  @OptionGroup(title: "Template") var source: TemplateSourceOptions

  @Option(
    name: .customLong("answer"),
    help: ArgumentHelp("An answer that the service was stamped with. Repeat for more.", valueName: "key=value"))
  var answers: [String] = []

  @OptionGroup(title: "Hooks") var hooks: TemplateHookOptions
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
      command: "template adopt", extent: isDryRun ? .dryRun : .delivery, wantsDiff: diff, isConfirmed: yes,
      isInteractive: rollout.interactive, wantsJSON: json, isCheck: check, files: files, sandbox: sandbox,
      invocation: Invocation(
        words, manifest: manifest, delivery: delivery, tests: tests, commits: commits, sandbox: sandbox,
        rollout: rollout))
    let preparation = try await TemplateCampaign(
      .init(
        purpose: .adoption, source: source, answers: answers, hooks: hooks, manifest: manifest, selection: selection,
        delivery: delivery, tests: tests, commits: commits,
        rollout: rollout.rollout, isDryRun: isDryRun), pipeline)
    try await preparation.run(options, pipeline)
  }

  /// The command line that reports suggest again, but for what all such commands have.
  private var words: [String] {
    ["template", "adopt"] + [source.template].compactMap(\.self) + (source.ref.map { ["--to", $0] } ?? [])
      + answers.flatMap { ["--answer", $0] } + hooks.words
  }
}
