import ArgumentParser
import Reports

/// The options of every command that changes repositories: which ones, how the change is tested and delivered, and what is told.
struct CampaignOptions: ParsableArguments {
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Delivery") var delivery: DeliveryOptions
  @OptionGroup(title: "Commits") var commits: CommitOptions
  @OptionGroup(title: "Rollout") var rollout: RolloutOptions
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

  /// Whether nothing will be committed.
  var isDryRun: Bool { dryRun || check }

  /// Returns what the user asked for besides the change itself.
  ///
  /// - Parameters:
  ///   - command: its words, such as `["submodules", "pin"]`.
  ///   - words: what it carries, such as `["payments-api", "v1.4"]`.
  func run(_ command: [String], _ words: [String] = []) throws -> CampaignRun.Options {
    CampaignRun.Options(
      command: command.joined(separator: " "), extent: isDryRun ? .dryRun : .delivery, wantsDiff: diff,
      isConfirmed: yes, isInteractive: rollout.interactive, wantsJSON: json, isCheck: check,
      files: try reports.files(.current), sandbox: sandbox,
      invocation: Invocation(
        command + words, manifest: manifest, delivery: delivery, tests: tests, commits: commits, sandbox: sandbox,
        pipeline: pipeline, rollout: rollout))
  }

  /// Returns them as they were when a plan was stored, to be carried out as another command line says.
  func carriedOut(as given: CampaignOptions) -> CampaignOptions {
    var options = self
    if !given.tests.isEmpty { options.tests = given.tests }
    if !given.commits.isEmpty { options.commits = given.commits }
    if !given.rollout.words.isEmpty || given.rollout.interactive { options.rollout = given.rollout }
    if given.sandbox.isOn != nil || given.sandbox.allowsNetwork != nil { options.sandbox = given.sandbox }
    (options.pipeline, options.reports) = (given.pipeline, given.reports)
    (options.dryRun, options.diff, options.check) = (given.dryRun, given.diff, given.check)
    (options.yes, options.json) = (given.yes, given.json)
    return options
  }
}
