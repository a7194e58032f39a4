import ArgumentParser
import FleetCore
import Reports

/// `fleet exec`
struct ExecCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exec",
    abstract: "Run a command in every service's files; with --commit make a change of what it does.",
    discussion: """
      Fetches every selected repository, puts the tip of its default branch into a checkout of fleet's own, and runs the \
      command there, without a shell, without credentials, and with REPOSITORY set to the service's name. What the command \
      prints is shown with the service's name before each line, sorted by service. What it did to the files is thrown away.

      With --commit what it did to the files is the change, and the command is a campaign: tests, commits, pushes, waves, \
      undo and reports are those of `fleet apply`.

      Exit status 100 of the command says that there is nothing to do in this repository; every other but 0 is a failure \
      of this repository, and exit code 1 in the end. See docs/exec.md.

      EXAMPLES
        fleet exec -- cat VERSION
        fleet exec --select tag:django -- sh -c 'grep -c timeout main/settings.py || exit 100'
        fleet exec -j 4 --command-timeout 2m --sandbox --json -- make lint
        fleet exec --commit --dry-run --diff -- npm audit fix
        fleet exec --commit --name audit-fix -m 'Take over what npm audit fixes' --waves 1,10%,100% -- npm audit fix
      """)

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("The command and its arguments, behind --.", valueName: "command"))
  var command: [String] = []

  @Flag(help: "Make a change of what the command does to the files: test, commit and push it.")
  var commit = false

  @Option(
    help: ArgumentHelp(
      "With --commit: the campaign's name, of which the branch is fleet/NAME. Else one is made of the command.",
      valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "Limit of the command in one repository, such as 90s or 10m. Else that of test runs.", valueName: "time"))
  var commandTimeout: DurationArgument?

  @OptionGroup(title: "Selection") var selection: SelectionOptions

  @Flag(help: "With --commit: only services that weren't fine, or weren't done, when this campaign last ran.")
  var failed = false

  @OptionGroup(title: "Delivery, with --commit") var delivery: DeliveryOptions
  @OptionGroup(title: "Commits, with --commit") var commits: CommitOptions
  @OptionGroup(title: "Rollout, with --commit") var rollout: RolloutOptions
  @OptionGroup(title: "Tests, with --commit") var tests: TestOptions
  @OptionGroup(title: "Sandbox") var sandbox: SandboxOptions
  @OptionGroup(title: "Run") var pipeline: PipelineOptions
  @OptionGroup(title: "Reports") var reports: ReportOptions
  @OptionGroup var manifest: ManifestOptions

  @Flag(name: .shortAndLong, help: "With --commit: only show what would change; nothing leaves this machine.")
  var dryRun = false

  @Flag(help: "With --commit: show unified diffs.")
  var diff = false

  @Flag(help: "With --commit: change nothing; exit 3 if something would change.")
  var check = false

  @Flag(help: "With --commit: don't ask.")
  var yes = false

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func validate() throws {
    guard let program = command.first, !program.isEmpty else {
      throw ValidationError("a command is needed, behind --, such as: fleet exec -- cat VERSION")
    }
    if commit {
      if rollout.interactive && (yes || dryRun || check) {
        throw ValidationError("--interactive asks before it pushes; leave out --yes, --dry-run and --check")
      }
      if let name, let problem = CommandCampaign.problem(ofName: name) { throw ValidationError("--name \(problem)") }
    } else if let option = firstOfCommit {
      throw ValidationError("\(option) goes with --commit only; without it what the command does is thrown away")
    }
  }

  /// The first of the options that mean something for a change only.
  private var firstOfCommit: String? {
    let flags: [(Bool, String)] = [
      (name != nil, "--name"), (failed, "--failed"), (dryRun, "--dry-run"), (diff, "--diff"), (check, "--check"),
      (yes, "--yes"), (delivery.branch != nil, "--branch"), (delivery.direct, "--direct"),
      (delivery.message != nil, "--message"), (!delivery.isEmpty, "--strategy"), (!commits.isEmpty, "--sign"),
      (!rollout.words.isEmpty, rollout.words.first ?? ""), (rollout.interactive, "--interactive"),
      (!tests.isEmpty, "--test"),
    ]
    return flags.first { $0.0 }?.1
  }

  func run() async throws {
    let live = LiveEnvironment.current
    let files = try reports.files(live)
    let loaded = try LoadedManifest(manifest, live)
    let limits = pipeline.limits(for: loaded.manifest)
    let change = CommandChange(command, timeLimit: commandTimeout?.duration ?? limits.test)
    guard commit else {
      let execution = CommandExecution(
        change: change, manifest: loaded.manifest, selection: try selection.request(of: loaded), limits: limits,
        sandbox: sandbox, files: files, invocation: invocation(words: ["exec"]), wantsJSON: json, live: live)
      return try await execution.run()
    }
    let isDryRun = dryRun || check
    let campaign = try CommandCampaign(
      .init(
        change: change, name: name, selection: selection, onlyFailed: failed, delivery: delivery, tests: tests,
        commits: commits, rollout: rollout.rollout, isDryRun: isDryRun), loaded, live)
    try await campaign.run(
      CampaignRun.Options(
        command: "exec", extent: isDryRun ? .dryRun : .delivery, wantsDiff: diff, isConfirmed: yes,
        isInteractive: rollout.interactive, wantsJSON: json, isCheck: check, files: files, sandbox: sandbox,
        invocation: invocation(words: ["exec", "--commit"] + (name.map { ["--name", $0] } ?? []))),
      limits)
  }

  private func invocation(words: [String]) -> Invocation {
    let limit = commandTimeout.map { ["--command-timeout", $0.defaultValueDescription] } ?? []
    return Invocation(
      words + limit, manifest: manifest, delivery: delivery, tests: tests, commits: commits, sandbox: sandbox,
      pipeline: pipeline, rollout: rollout, tail: ["--"] + command)
  }
}
