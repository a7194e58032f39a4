import ArgumentParser
import FleetCore
import Reports

/// `fleet codemod explain`
struct CodemodExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show where a codemod matches in the fleet, and why it doesn't elsewhere.",
    discussion: """
      Looks at the mirrors as they are, without a network, unless --refresh is given. Programs of run steps are not run. \
      Places are counted whether they would change or are so already. A service that the codemod refuses is an answer \
      here and no failure: the exit code is 1 only where a service could not be looked at.

      EXAMPLES
        fleet codemod explain bump-timeout.json
        fleet codemod explain bump-timeout.json --select tag:django --json
      """)

  @OptionGroup var source: CodemodOptions
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Run") var reading: ReadingOptions
  @OptionGroup var manifest: ManifestOptions

  @Flag(help: "Fetch first.")
  var refresh = false

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func run() async throws {
    let live = LiveEnvironment.current
    let change = try LoadedCodemod(source, live).change
    let loaded = try LoadedManifest(manifest, live)
    let limits = reading.limits(for: loaded.manifest)
    let means = SelectionRequest.Means(
      command: "codemod explain", live: live, limits: limits, refresh: refresh ? .whereNeeded : .none, wantsJSON: json)
    guard let selected = try await selection.request(of: loaded).result(means) else { return }
    let services = selected.services
    let progress = ProgressDisplay(console: .standardError, style: live.errorStyle)
    let interruption = Interruption()
    let context = try live.runContext(
      named: LiveEnvironment.runName(change.codemod.name), isDryRun: true, limits: limits,
      cancellation: interruption.cancellation, observe: progress.show)
    let results = try await interruption.run { [refresh] in
      let fetched = refresh ? await MirrorSync(context: context).run(services) : []
      let unreachable = fetched.filter { !$0.outcome.isFine }
      let others = services.filter { service in !unreachable.contains { $0.service == service.name } }
      return await MirrorExplanation(of: change, context: context).run(others) + unreachable
    }
    progress.end()
    try write(
      RunReport(
        command: "codemod explain", campaign: change.codemod.name, results: results + selected.undecided,
        wasInterrupted: interruption.cancellation.isCancelled), live)
  }

  private func write(_ report: RunReport, _ live: LiveEnvironment) throws {
    let explanation = ExplanationReport(report)
    if json {
      Console.standardOutput.write(try JSONReport(report).text)
    } else {
      Console.standardOutput.write(explanation.table)
    }
    Console.standardError.write(explanation.summary)
    for hint in TextReport(report).hints { Console.standardError.write("hint: \(hint)\n") }
    if report.wasInterrupted { throw ExitStatus.interrupted }
    let isFailed = report.results.contains { if case .failed = $0.outcome { true } else { false } }
    if isFailed { throw ExitStatus.failures }
  }
}
