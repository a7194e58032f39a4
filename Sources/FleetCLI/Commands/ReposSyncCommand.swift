import ArgumentParser
import FleetCore

/// `fleet repos sync`
struct ReposSyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Fetch every service into its mirror.",
    discussion: """
      Other commands do this by themselves; it helps before work without a network, and says which remotes can't be \
      reached.

      EXAMPLES
        fleet repos sync
        fleet repos sync --select 'tag:django' -j 16
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup(title: "Run") var reading: ReadingOptions
  @OptionGroup var manifest: ManifestOptions

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func run() async throws {
    let live = LiveEnvironment.current
    let loaded = try LoadedManifest(manifest, live)
    let limits = reading.limits(for: loaded.manifest)
    let means = SelectionRequest.Means(
      command: "repos sync", live: live, limits: limits, refresh: .whereNeeded, wantsJSON: json)
    guard let selected = try await selection.request(of: loaded).result(means) else { return }
    let progress = ProgressDisplay(console: .standardError, style: live.errorStyle)
    let interruption = Interruption()
    let context = try live.runContext(
      named: LiveEnvironment.runName("sync"), limits: limits, cancellation: interruption.cancellation,
      observe: progress.show)
    let results = try await interruption.run { await MirrorSync(context: context).run(selected.services) }
    progress.end()
    let report = RunReport(
      command: "repos sync", campaign: nil, results: results + selected.undecided,
      wasInterrupted: interruption.cancellation.isCancelled)
    try ReportOutput(live: live, wantsJSON: json, wantsDiff: false).write(report)
    try ExitStatus.check(report, isCheck: false)
  }
}
