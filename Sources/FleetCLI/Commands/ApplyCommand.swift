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

  @Flag(help: "Only services that weren't fine, or weren't done, when this campaign last ran.")
  var failed = false

  @OptionGroup var options: CampaignOptions
  @OptionGroup(title: "Programs") var programs: ProgramOptions

  func validate() throws {
    guard plan != nil else {
      guard file != nil else { throw ValidationError("a codemod or --plan is needed") }
      return
    }
    let isFixed =
      file != nil || !parameters.isEmpty || !options.delivery.isEmpty || !options.selection.isEmpty
      || options.selection.isExplained || failed || options.manifest.path != nil || !programs.words.isEmpty
    if isFixed {
      throw ValidationError("--plan says what is changed, where, and how it is delivered; leave the rest out")
    }
  }

  func run() async throws {
    let source = CodemodOptions(file: file ?? "", parameters: parameters)
    let run = try options.run(["apply"], source.words + programs.words)
    if let plan {
      try await StoredPlanCampaign(plan).run(run, options)
    } else {
      let campaign = try await CodemodCampaign(
        .init(
          source: source, manifest: options.manifest, selection: options.selection, onlyFailed: failed,
          delivery: options.delivery, tests: options.tests, programs: programs, commits: options.commits,
          rollout: options.rollout.rollout, isDryRun: options.isDryRun))
      try await campaign.run(run, options.pipeline)
    }
  }
}
