import ArgumentParser
import FleetCore
import Foundation
import Reports

/// `fleet status`
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show where campaigns stand.",
    discussion: """
      Without a campaign it lists them, the last one first. With one it shows every repository's last outcome, as the \
      journal of this machine has it; no remote is asked. A campaign is named by its id, the beginning of one, or its \
      name, which means the newest.

      EXAMPLES
        fleet status
        fleet status bump-timeout
        fleet status 2026-11-28-bump-timeout --json
      """)

  @Argument(help: "A campaign's id or name.")
  var campaign: String?

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  private struct Listing: Encodable {
    let schema = 1
    let command = "status"
    let campaigns: [CampaignDocument]
  }

  func run() throws {
    let live = LiveEnvironment.current
    let journal = try live.journal()
    if let campaign {
      try show(try LiveEnvironment.asking { () throws(JournalError) in try journal.campaign(campaign) }, journal, live)
    } else {
      try list(journal)
    }
  }

  private func show(_ campaign: CampaignRecord, _ journal: Journal, _ live: LiveEnvironment) throws {
    let status = try LiveEnvironment.asking { () throws(JournalError) in
      try journal.status(of: campaign, isAlive: ProcessIdentity.isAlive)
    }
    guard let status else { throw CommandError(message: "nothing was run of \(campaign.id) yet") }
    var report = RunReport(command: "status", campaign: campaign.name, results: status.results)
    report.campaignID = campaign.id
    if !json { Console.standardError.write("\(campaign.id): \(status.state.sentence)\n") }
    try ReportOutput(live: live, wantsJSON: json, wantsDiff: false).write(report)
    if !json, status.state == .unfinished { Console.standardError.write("hint: fleet resume \(campaign.id)\n") }
  }

  private func list(_ journal: Journal) throws {
    let summaries = try LiveEnvironment.asking { () throws(JournalError) in
      try journal.summaries(isAlive: ProcessIdentity.isAlive)
    }
    guard !json else {
      let documents = summaries.map(CampaignDocument.init)
      Console.standardOutput.write(try JSONDocument.text(of: Listing(campaigns: documents)))
      return
    }
    let rows = summaries.map { [$0.campaign.id, $0.state.rawValue, TextReport.summary(of: $0.counts)] }
    Console.standardOutput.write(TextTable(rows: rows).text)
    if rows.isEmpty { Console.standardError.write("Nothing was run yet.\n") }
  }
}

/// A campaign in a `--json` document.
private struct CampaignDocument: Encodable {
  let id: String
  let campaign: String
  let kind: String
  let manifest: String
  let state: String
  let began: Date
  let summary: [String: Int]

  init(_ summary: CampaignSummary) {
    let record = summary.campaign
    (id, campaign, kind, manifest, began) = (record.id, record.name, record.kind, record.manifest, record.began)
    state = summary.state.rawValue
    let total = summary.counts.values.reduce(0, +)
    self.summary = summary.counts.merging(["total": total]) { count, _ in count }
  }
}

extension CampaignStatus.State {
  /// What a person is told of it.
  fileprivate var sentence: String {
    switch self {
    case .running: "it runs now."
    case .unfinished: "a run was ended before its time, and repositories are left."
    case .finished: "its last run reached its end."
    }
  }
}
