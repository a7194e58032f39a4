import FleetCore
import Foundation
import Reports

/// How a command that changes repositories talks with its user: what it shows, what it asks, how it ends.
///
/// Every command that makes a `Campaign` goes through here, so that dry runs, questions, reports and exit codes are the
/// same everywhere.
struct CampaignRun: Sendable {
  /// What the user asked for besides the change itself.
  struct Options: Sendable {
    let command: String
    let isDryRun: Bool
    let wantsDiff: Bool
    let isConfirmed: Bool
    let wantsJSON: Bool
    let isCheck: Bool
    /// The reports that go to files.
    let files: ReportFiles
    /// The command line that they suggest again.
    let invocation: Invocation

    /// Whether the results carry diffs.
    var needsDiffs: Bool { wantsDiff || files.wantsDiffs }
  }

  let options: Options
  let campaign: Campaign
  let manifest: Manifest
  let services: [Service]
  let live: LiveEnvironment

  /// Runs the campaign as far as the user wants, reports, and throws the exit status if it isn't success.
  func run(_ limits: RunLimits) async throws {
    try requireConsent()
    let progress = ProgressDisplay(console: .standardError, style: live.errorStyle)
    let interruption = Interruption()
    let context = try live.runContext(
      named: campaign.name, isDryRun: options.isDryRun, limits: limits, cancellation: interruption.cancellation,
      observe: progress.show)
    let pipeline = Pipeline(campaign: campaign, manifest: manifest, context: context)
    let results = try await interruption.run { [self] in await self.results(of: pipeline, progress) }
    progress.end()
    let report = RunReport(
      command: options.command, campaign: campaign.name, results: results,
      wasInterrupted: interruption.cancellation.isCancelled)
    let output = ReportOutput(live: live, wantsJSON: options.wantsJSON, wantsDiff: options.wantsDiff)
    // The files first: writing to a reader that has gone away ends the program.
    let written = Result { try options.files.write(report, options.invocation) }
    try output.write(report)
    try written.get()
    try ExitStatus.check(report, isCheck: options.isCheck)
  }

  /// - Throws: wrong usage, where nobody can be asked and `--yes` isn't given.
  private func requireConsent() throws {
    guard !options.isDryRun, !options.isConfirmed, options.wantsJSON || !live.canAsk else { return }
    throw CommandError(
      message: "this would change up to \(services.count) repositories, and there is no terminal to ask on",
      hint: "add --yes to go ahead, or --dry-run to see what would change")
  }

  private func results(of pipeline: Pipeline, _ progress: ProgressDisplay) async -> [RepositoryResult] {
    if options.isDryRun {
      return await pipeline.plan(services, wantsDiffs: options.needsDiffs).map(\.result)
    }
    if options.isConfirmed { return await pipeline.run(services, wantsDiffs: options.needsDiffs) }
    let plans = await pipeline.plan(services, wantsDiffs: true)
    progress.end()
    guard ask(about: plans) else {
      Console.standardError.write("Nothing was changed.\n")
      return plans.map(\.result)
    }
    return await pipeline.carryOut(plans)
  }

  /// Shows what would change and asks once; there is nothing to ask where nothing would.
  private func ask(about plans: [RepositoryPlan]) -> Bool {
    let report = RunReport(command: options.command, campaign: campaign.name, results: plans.map(\.result))
    guard let count = report.counts["changed"] else { return true }
    Console.standardError.write(live.errorStyle.table(report))
    let branches = Set(report.results.compactMap(\.branch)).sorted()
    let target = branches.count == 1 ? branches[0] : "\(branches.count) different branches"
    let question = "Change \(count) \(count == 1 ? "repository" : "repositories") and push to \(target)?"
    while true {
      switch Prompt.confirm(question) {
      case .yes: return true
      case .no: return false
      case .diff: Console.standardError.write(live.errorStyle.diff(TextReport(report).diffs))
      }
    }
  }
}
