import FleetCore
import Foundation
import Git
import Reports

extension CampaignRun {
  /// One execution: the pipeline with its journal, its display, and Ctrl-C.
  struct Execution: Sendable {
    let run: CampaignRun
    let selected: SelectionResult
    let limits: RunLimits
    /// Where programs are shut in, if they are.
    let sandbox: Sandbox?
    /// The name of its folder of logs.
    let name: String
    /// That of the whole command.
    private let interruption: Interruption
    private let progress: ProgressDisplay

    init(
      run: CampaignRun, selected: SelectionResult, limits: RunLimits, sandbox: Sandbox?, name: String,
      interruption: Interruption
    ) {
      self.run = run
      self.selected = selected
      self.limits = limits
      self.sandbox = sandbox
      self.name = name
      self.interruption = interruption
      self.progress = ProgressDisplay(console: .standardError, style: run.live.errorStyle)
    }

    func report() async throws -> RunReport {
      // Ended while it was still being asked which services are meant: nothing was begun.
      guard !interruption.cancellation.isCancelled else { return report(selected.services.map(notReached)) }
      let report = try await interruption.run { [self] in
        switch run.options.extent {
        case .dryRun: try await planned()
        case .storedPlan: try await plannedAndStored()
        case .delivery: try await delivered()
        }
      }
      progress.end()
      return report
    }

    private func planned() async throws -> RunReport {
      let plans = await pipeline(try context(.off)).plan(selected.services, wantsDiffs: run.options.needsDiffs)
      return report(plans.map(\.result))
    }

    private func plannedAndStored() async throws -> RunReport {
      let journal = try run.live.journal()
      let request = run.request(named: name, selected.services)
      let pipeline = pipeline(try context(.off))
      let plans = await pipeline.plan(selected.services, wantsDiffs: run.options.needsDiffs)
      var report = report(plans.map(\.result))
      guard !report.wasInterrupted, report.counts["changed"] != nil else { return report }
      report.plan = try await pipeline.store(plans, in: journal, request)
      return report
    }

    private func delivered() async throws -> RunReport {
      let journal = try run.live.journal()
      let request = run.request(named: name, selected.services)
      if run.isConfirmed {
        return try await recorded(in: journal, request) {
          await $0.run(selected.services, wantsDiffs: run.options.needsDiffs)
        }
      }
      let preview = try LiveEnvironment.asking { () throws(JournalError) in
        try journal.preview(request, isAlive: ProcessIdentity.isAlive)
      }
      let planning = pipeline(try context(preview))
      let plans = await planning.plan(selected.services, wantsDiffs: true)
      progress.end()
      // Ended while it was being planned: there is nothing to ask about.
      guard !interruption.cancellation.isCancelled else { return report(plans.map(\.result)) }
      guard let chosen = try await interruption.whileAsking({ try await run.reviewed(plans, by: planning) }) else {
        Console.standardError.write("Nothing was changed.\n")
        return report(plans.map(\.result))
      }
      let leftOut = chosen.map(\.result).filter { $0.kind == RepositoryPlan.leftOutKind }.map(\.service)
      let agreed = run.request(named: name, selected.services, without: Set(leftOut))
      return try await recorded(in: journal, agreed) { pipeline in
        do throws(JournalError) {
          return try await pipeline.carryOut(chosen)
        } catch {
          throw CommandError(message: error.message, hint: error.hint)
        }
      }
    }

    /// Runs the pipeline with a beginning and an end in the journal.
    private func recorded(
      in journal: Journal, _ request: RunRequest, _ body: (Pipeline) async throws -> [RepositoryResult]
    ) async throws -> RunReport {
      let runJournal = try LiveEnvironment.asking { () throws(JournalError) in
        try journal.begin(request, isAlive: ProcessIdentity.isAlive)
      }
      // What is old goes with the rows that named it; logs that stay cost room and nothing else.
      _ = try? journal.pruneLogs(in: run.live.cacheFolders.logs, at: Date())
      if runJournal.isResumption {
        Console.standardError.write("Going on with \(runJournal.campaign ?? ""), which was interrupted.\n")
      }
      let results = try await body(pipeline(try context(runJournal)))
      var report = report(results)
      report.campaignID = runJournal.campaign
      do {
        try await runJournal.end(exitCode: ExitStatus(of: report, isCheck: run.options.isCheck).rawValue)
      } catch {
        // What was done is done, and the remotes show it: the report is the better for being given.
        Console.standardError.write("warning: \(error.message); fleet status will not know all of this run\n")
      }
      return report
    }

    private func context(_ journal: RunJournal) throws -> RunContext {
      try run.live.runContext(
        named: name, isDryRun: run.options.extent != .delivery, keepsPlans: run.options.extent != .dryRun,
        limits: limits, sandbox: sandbox, cancellation: interruption.cancellation, journal: journal,
        observe: progress.show)
    }

    private func pipeline(_ context: RunContext) -> Pipeline {
      Pipeline(
        campaign: run.campaign, manifest: run.manifest, context: context, selected: selected, storedPlan: run.storedPlan
      )
    }

    private func notReached(_ service: Service) -> RepositoryResult {
      RepositoryResult(service: service.name, outcome: .skipped, message: "interrupted")
    }

    private func report(_ results: [RepositoryResult]) -> RunReport {
      RunReport(
        command: run.options.command, campaign: run.campaign.name, results: results + selected.undecided,
        wasInterrupted: interruption.cancellation.isCancelled)
    }
  }
}
