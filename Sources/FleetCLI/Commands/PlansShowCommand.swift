import ArgumentParser
import FleetCore
import Reports

/// `fleet plans show`
struct PlansShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a stored plan: its diffs, and what would change.",
    discussion: """
      EXAMPLES
        fleet plans show 3f2a91c07b | less
        fleet plans show 3f2 --json
      """)

  @Argument(help: "The plan's id, or the beginning of it.")
  var plan: String

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func run() throws {
    let live = LiveEnvironment.current
    let journal = try live.journal()
    let plan = try LiveEnvironment.asking { () throws(JournalError) in try journal.plan(self.plan) }
    var report = RunReport(
      command: "plans show", campaign: plan.campaign.name,
      results: plan.entries.map { $0.result(mirrors: live.cacheFolders.mirrors) })
    (report.campaignID, report.plan) = (plan.campaign.id, plan.id)
    try ReportOutput(live: live, wantsJSON: json, wantsDiff: true).write(report)
    try ExitStatus.check(report, isCheck: false)
  }
}
