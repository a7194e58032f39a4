import ArgumentParser
import FleetCore
import Foundation
import Reports

/// `fleet log`
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "List runs, the newest first.",
    discussion: """
      One line a run: its number, when it began, what it ended with (an exit code, `running`, or `killed`), its command, \
      its campaign, and how many repositories had which outcome.

      EXAMPLES
        fleet log
        fleet log --limit 100 --json
      """)

  @Option(help: ArgumentHelp("At most so many runs.", valueName: "n"))
  var limit = 20

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  fileprivate struct Document: Encodable {
    let schema = 1
    let command = "log"
    let runs: [Run]

    struct Run: Encodable {
      let run: Int64
      let command: String
      let campaign: String
      let id: String
      let began: Date
      let ended: Date?
      let exit: Int?
      let running: Bool
      let resumes: Int64?
      let summary: [String: Int]
    }
  }

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1, not \(limit)") }
  }

  func run() throws {
    let live = LiveEnvironment.current
    let journal = try live.journal()
    let runs = try LiveEnvironment.asking { () throws(JournalError) in try journal.runs(limit: limit) }
    guard !json else {
      Console.standardOutput.write(try JSONDocument.text(of: Document(runs: runs.map(Document.Run.init))))
      return
    }
    let rows = runs.map { summary in
      let run = summary.run
      let end = run.exitCode.map { "exit \($0)" } ?? (summary.isRunning ? "running" : "killed")
      return [
        "\(run.id)", LiveEnvironment.shownTime(run.began), end, run.command, run.campaign,
        summary.counts.isEmpty ? "" : TextReport.summary(of: summary.counts),
      ]
    }
    Console.standardOutput.write(TextTable(rows: rows).text)
    if rows.isEmpty { Console.standardError.write("Nothing was run yet.\n") }
  }
}

extension RunSummary {
  fileprivate var isRunning: Bool { run.ended == nil && ProcessIdentity.isAlive(run.process) }
}

extension LogCommand.Document.Run {
  fileprivate init(_ summary: RunSummary) {
    let run = summary.run
    self.init(
      run: run.id, command: run.command, campaign: summary.campaignName, id: run.campaign, began: run.began,
      ended: run.ended, exit: run.exitCode, running: summary.isRunning, resumes: run.resumes, summary: summary.counts)
  }
}
