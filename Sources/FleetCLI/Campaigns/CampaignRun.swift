import FleetCore
import Foundation
import Git
import Reports

/// How a command that changes repositories talks with its user: what it shows, what it asks, how it ends.
///
/// Every command that makes a `Campaign` goes through here, so that dry runs, questions, the journal, reports and exit codes
/// are the same everywhere.
struct CampaignRun: Sendable {
  /// What the user asked for besides the change itself.
  struct Options: Sendable {
    /// How far the command goes.
    enum Extent: Sendable {
      /// Plan, and leave no trace.
      case dryRun
      /// Plan, and keep the plan in the journal.
      case storedPlan
      case delivery
    }

    let command: String
    var extent: Extent
    var wantsDiff: Bool
    let isConfirmed: Bool
    /// Whether a person decides about each repository.
    var isInteractive = false
    let wantsJSON: Bool
    let isCheck: Bool
    /// The reports that go to files.
    let files: ReportFiles
    /// Where programs run, as far as the command line says so.
    let sandbox: SandboxOptions
    /// The command line that they suggest again.
    var invocation: Invocation

    /// Whether the results carry diffs.
    var needsDiffs: Bool { wantsDiff || files.wantsDiffs }
  }

  let options: Options
  let campaign: Campaign
  let identity: CampaignIdentity
  let manifest: Manifest
  let selection: SelectionRequest
  /// The plan that is carried out exactly, if there is one.
  var storedPlan: StoredPlan?
  let live: LiveEnvironment

  /// Runs the campaign as far as the user wants, reports, and throws the exit status if it isn't success.
  func run(_ limits: RunLimits) async throws {
    try requireConsent()
    try checkKey()
    let interruption = Interruption()
    let sandbox = try await live.sandbox(options.sandbox.mode(for: manifest))
    let means = SelectionRequest.Means(
      command: options.command, live: live, limits: limits, refresh: .whereNeeded, wantsJSON: wantsJSON,
      interruption: interruption)
    guard let selected = try await selection.selected(means) else { return }
    let execution = Execution(
      run: self, selected: selected, limits: limits, sandbox: sandbox, name: LiveEnvironment.runName(campaign.name),
      interruption: interruption)
    let report = try await execution.report()
    let output = ReportOutput(live: live, wantsJSON: wantsJSON, wantsDiff: options.wantsDiff)
    // The files first: writing to a reader that has gone away ends the program.
    let written = Result { try options.files.write(report, options.invocation) }
    try output.write(report)
    try written.get()
    try ExitStatus.check(report, isCheck: options.isCheck)
  }

  var wantsJSON: Bool { options.wantsJSON || live.resumption?.wantsJSON ?? false }

  /// Whether nobody is asked: the user said so, or has agreed to the run that is gone on with.
  var isConfirmed: Bool { options.isConfirmed || live.resumption != nil }

  /// - Throws: wrong usage, where nobody can be asked and `--yes` isn't given.
  private func requireConsent() throws {
    guard options.extent == .delivery, !isConfirmed, !selection.isExplained, wantsJSON || !live.canAsk else { return }
    guard !options.isInteractive else {
      throw CommandError(message: "--interactive asks about each repository, and there is no terminal to ask on")
    }
    throw CommandError(
      message:
        "this would change up to \(selection.candidates.services.count) repositories, and there is no terminal to ask on",
      hint: "add --yes to go ahead, or --dry-run to see what would change")
  }

  /// - Throws: where commits are to be signed and can't be.
  private func checkKey() throws {
    do {
      try campaign.signer?.check(Cancellation())
    } catch {
      throw CommandError(message: error.description, hint: error.hint)
    }
  }

  /// What the journal is told when a run for these services begins.
  ///
  /// - Parameter leftOut: services that a person doesn't want changed, whoever goes on with the run.
  func request(named name: String, _ services: [Service], without leftOut: Set<String> = []) -> RunRequest {
    RunRequest(
      campaign: identity, command: options.extent == .storedPlan ? "plan" : options.command, name: name,
      services: services.map(\.name).filter { !leftOut.contains($0) }, recipe: live.recipe,
      process: ProcessIdentity.current, clock: { Date() }, day: LiveEnvironment.day())
  }

  /// Asks a person as the options say, and returns the plans with what was left out; nil where nothing is to be done.
  func reviewed(_ plans: [RepositoryPlan], by pipeline: Pipeline) async throws -> [RepositoryPlan]? {
    guard options.isInteractive else { return ask(about: plans) ? plans : nil }
    let editing = PlanEditing(
      editor: try TextEditor(live), write: { Console.standardError.write($0) },
      asksAgain: { Prompt.choice($0, ["yes", "no"]) == "yes" })
    let reviewed = await PlanReview(
      show: { Console.standardError.write(live.errorStyle.diff($0)) }, ask: Prompt.review,
      edit: { await editing.edited($0, by: pipeline) }
    ).reviewed(plans)
    let isNothingLeft = !reviewed.contains(where: \.isReady)
    return isNothingLeft && plans.contains(where: \.isReady) ? nil : reviewed
  }

  /// Shows what would change and asks once; there is nothing to ask where nothing would.
  private func ask(about plans: [RepositoryPlan]) -> Bool {
    let report = RunReport(command: options.command, campaign: campaign.name, results: plans.map(\.result))
    let count = plans.count(where: \.isReady)
    guard count > 0 else { return true }
    Console.standardError.write(live.errorStyle.table(report))
    let branches = Set(report.results.compactMap(\.branch)).sorted()
    let target = branches.count == 1 ? branches[0] : "\(branches.count) different branches"
    let sizes = campaign.rollout.waves.map { $0.sizes.map(\.description).joined(separator: ", ") }
    let waves = sizes.map { ", in waves: \($0)" } ?? ""
    let question = "Change \(count) \(count == 1 ? "repository" : "repositories") and push to \(target)\(waves)?"
    while true {
      switch Prompt.confirm(question) {
      case .yes: return true
      case .no: return false
      case .diff: Console.standardError.write(live.errorStyle.diff(TextReport(report).diffs))
      }
    }
  }
}
