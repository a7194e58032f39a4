import Foundation
import GRDB

/// A run with the numbers of its outcomes.
public struct RunSummary: Sendable, Equatable {
  public let run: RunRecord
  /// The name of the campaign that it was of.
  public let campaignName: String
  /// How many repositories ended with each outcome, by the outcome's name.
  public let counts: [String: Int]
}

extension Journal {
  /// Returns runs, the newest first, at most `limit`.
  public func runs(limit: Int) throws(JournalError) -> [RunSummary] {
    try read("read") { database in
      let runs = try Row.fetchAll(
        database, sql: RunRecord.query + "ORDER BY run.id DESC LIMIT ?", arguments: [limit])
      return try runs.map { row in
        let run = RunRecord(row)
        let name = try String.fetchOne(
          database, sql: "SELECT name FROM campaign WHERE id = ?", arguments: [run.campaign])
        return RunSummary(
          run: run, campaignName: name ?? run.campaign, counts: try Self.counts(of: run.id, in: database))
      }
    }
  }

  private static func counts(of run: Int64, in database: Database) throws -> [String: Int] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT outcome, count(*) AS count FROM outcome WHERE run = ? GROUP BY outcome", arguments: [run])
    return Dictionary(uniqueKeysWithValues: rows.map { ($0["outcome"], $0["count"]) })
  }

  /// Returns all campaigns that something was run of, the one with the newest run first.
  public func campaigns() throws(JournalError) -> [CampaignRecord] {
    try read("read") { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT campaign.* FROM campaign
          JOIN (SELECT campaign, max(id) AS last FROM run WHERE command <> 'plan' GROUP BY campaign) AS runs
          ON runs.campaign = campaign.id ORDER BY last DESC
          """
      ).map(CampaignRecord.init)
    }
  }

  /// Returns the campaign that a person means by an id, the beginning of one, or a campaign's name, of which the newest.
  public func campaign(_ text: String) throws(JournalError) -> CampaignRecord {
    let campaigns = try campaigns()
    if let exact = campaigns.first(where: { $0.id == text }) ?? campaigns.first(where: { $0.name == text }) {
      return exact
    }
    let matches = campaigns.filter { $0.id.hasPrefix(text) }
    guard matches.count == 1, let match = matches.first, !text.isEmpty else {
      let reason =
        matches.isEmpty ? "there is no campaign \"\(text)\"" : "\"\(text)\" begins \(matches.count) campaigns"
      throw JournalError(kind: .notFound, message: reason, hint: "fleet status")
    }
    return match
  }

  /// Returns the run of a number; nil where there is none.
  public func run(_ number: Int64) throws(JournalError) -> RunRecord? {
    try read("read") { database in
      try Row.fetchOne(database, sql: RunRecord.query + "WHERE run.id = ?", arguments: [number]).map(RunRecord.init)
    }
  }

  /// Returns the newest campaign of a name and manifest; nil if there was none.
  public func campaign(named name: String, manifest: String) throws(JournalError) -> CampaignRecord? {
    try campaigns().first { $0.name == name && $0.manifest == manifest }
  }

  /// Returns a campaign's newest run, plans aside.
  public func lastRun(of campaign: CampaignRecord) throws(JournalError) -> RunRecord? {
    try read("read") { database in try RunRecord.last(of: campaign.id, in: database) }
  }

  /// Returns the newest run that is the last of its campaign and leaves something to go on with; nil if none does.
  public func unfinishedRun(
    isAlive: (ProcessIdentity) -> Bool
  ) throws(JournalError) -> RunRecord? {
    for campaign in try campaigns() {
      let last = try lastRun(of: campaign)
      if let run = try read("read", { try Self.unfinished(last, isAlive: isAlive, in: $0) }) { return run }
    }
    return nil
  }
}
