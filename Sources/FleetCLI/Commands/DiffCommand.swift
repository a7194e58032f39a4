import ArgumentParser
import FleetCore
import Reports

/// `fleet diff`
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what a campaign changed, as unified diffs.",
    discussion: """
      From the mirrors of this machine, for every repository that the campaign has pushed to; no remote is asked.

      EXAMPLES
        fleet diff bump-timeout | less
        fleet diff 2026-11-28-bump-timeout --json
      """)

  @Argument(help: "A campaign's id or name.")
  var campaign: String

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func run() throws {
    let live = LiveEnvironment.current
    let journal = try live.journal()
    let (record, pushes) = try LiveEnvironment.asking { () throws(JournalError) in
      let record = try journal.campaign(campaign)
      return (record, try journal.deliveredPushes(of: record))
    }
    var report = RunReport(
      command: "diff", campaign: record.name,
      results: pushes.map { $0.result(mirrors: live.cacheFolders.mirrors) })
    report.campaignID = record.id
    if json {
      Console.standardOutput.write(try JSONReport(report).text)
    } else {
      Console.standardOutput.write(live.style.diff(TextReport(report).diffs))
    }
    Console.standardError.write(TextReport(report).problems)
    try ExitStatus.check(report, isCheck: false)
  }
}
