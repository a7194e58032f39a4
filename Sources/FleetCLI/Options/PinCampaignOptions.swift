import ArgumentParser
import Reports

/// The options of every command that moves pins or edits submodules over the fleet.
struct PinCampaignOptions: ParsableArguments {
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

  /// Whether nothing will be committed.
  var isDryRun: Bool { dryRun || check }

  /// Returns what the user asked for besides the change itself.
  ///
  /// - Parameter words: the command and what it carries, such as `["submodules", "sync"]`.
  func run(_ words: [String]) throws -> CampaignRun.Options {
    CampaignRun.Options(
      command: words.prefix(2).joined(separator: " "), extent: isDryRun ? .dryRun : .delivery, wantsDiff: diff,
      isConfirmed: yes, isInteractive: rollout.interactive, wantsJSON: json, isCheck: check,
      files: try reports.files(.current), sandbox: sandbox,
      invocation: Invocation(
        words, manifest: manifest, delivery: delivery, tests: tests, commits: commits, sandbox: sandbox,
        rollout: rollout))
  }
}

/// Whether pins may move to commits that aren't descendants.
struct DowngradeOptions: ParsableArguments {
  @Flag(
    help: "Also move a pin to a commit that isn't a descendant of it, and off a commit that the library no longer has.")
  var allowDowngrade = false

  /// The flag as it is typed.
  var words: [String] { allowDowngrade ? ["--allow-downgrade"] : [] }
}
