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
      refuse, or when somebody else's commits are on the branch. The same command again changes nothing; after a run that \
      was killed or interrupted it goes on where that one ended, as `fleet resume` does.

      Tests run on the untouched base first (--baseline on-failure: only where the change's fail): a repository that is \
      red already stays as it is unless --allow-red says otherwise. What has passed once, by tree and command, isn't run again.

      --waves begins with a canary and halts by itself, --all-or-nothing pushes nothing unless all are good, --interactive \
      asks about each repository. `fleet undo NAME` takes the campaign back.

      EXAMPLES
        fleet apply bump-timeout.json
        fleet apply bump-timeout.json --select 'tag:django,!billing'
        fleet apply bump-timeout.json --where 'file:tox.ini and pins:users-api' --explain
        fleet apply bump-timeout.json --param seconds=90 --direct
        fleet apply bump-timeout.json --dry-run --diff
        fleet apply bump-timeout.json --failed --retries 2
        fleet apply bump-timeout.json --waves 1,10%,100% --halt-at 5% --push-rate 10/min
        fleet apply bump-timeout.json --strategy rebase
        fleet apply --plan 3f2a91c07b
        fleet apply bump-timeout.json --yes --json > report.json
        fleet apply bump-timeout.json --sandbox --sign ssh --signoff --trailer Ticket=OPS-17
        fleet apply bump-timeout.json --yes --html report.html --junit report.xml
      """)

  @Argument(help: "The codemod, JSON or YAML.", completion: .file(extensions: ["json", "yaml", "yml"]))
  var file: String?

  @Option(
    name: .customLong("param"),
    help: ArgumentHelp("A parameter of the codemod, such as seconds=60. Repeat for more.", valueName: "key=value"))
  var parameters: [String] = []

  @Option(help: ArgumentHelp("Push exactly what this stored plan has, instead of a codemod.", valueName: "id"))
  var plan: String?

  @OptionGroup(title: "Selection") var selection: SelectionOptions

  @Flag(help: "Only services that weren't fine, or weren't done, when this campaign last ran.")
  var failed = false

  @OptionGroup(title: "Delivery") var delivery: DeliveryOptions
  @OptionGroup(title: "Commits") var commits: CommitOptions
  @OptionGroup(title: "Rollout") var rollout: CampaignOptions
  @OptionGroup(title: "Tests") var tests: TestOptions
  @OptionGroup(title: "Programs") var programs: ProgramOptions
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
    guard plan != nil else {
      guard file != nil else { throw ValidationError("a codemod or --plan is needed") }
      return
    }
    let isFixed =
      file != nil || !parameters.isEmpty || !delivery.isEmpty || !selection.isEmpty || selection.isExplained || failed
      || manifest.path != nil
    if isFixed {
      throw ValidationError("--plan says what is changed, where, and how it is delivered; leave the rest out")
    }
  }

  func run() async throws {
    let isDryRun = dryRun || check
    let files = try reports.files(.current)
    let source = CodemodOptions(file: file ?? "", parameters: parameters)
    let options = CampaignRun.Options(
      command: "apply", extent: isDryRun ? .dryRun : .delivery, wantsDiff: diff, isConfirmed: yes,
      isInteractive: rollout.interactive, wantsJSON: json, isCheck: check, files: files, sandbox: sandbox,
      invocation: Invocation(
        applying: source, manifest: manifest, delivery: delivery, tests: tests, commits: commits, sandbox: sandbox,
        rollout: rollout))
    if let plan {
      try await StoredPlanCampaign(plan).run(options, tests, commits, rollout, pipeline, isDryRun: isDryRun)
    } else {
      let preparation = try await CodemodCampaign(
        .init(
          source: source, manifest: manifest, selection: selection, onlyFailed: failed, delivery: delivery,
          tests: tests, programs: programs, commits: commits, rollout: rollout.rollout, isDryRun: isDryRun))
      try await preparation.run(options, pipeline)
    }
  }
}
