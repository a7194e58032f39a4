import Foundation
import GRDB

/// Where a campaign stands.
public struct CampaignStatus: Sendable, Equatable {
  /// How the last run stands; the raw values are those of JSON's `state`.
  public enum State: String, Sendable {
    case running
    /// It was killed or interrupted, or an earlier one was and the last was for fewer services.
    case unfinished
    case finished
  }

  public let campaign: CampaignRecord
  public let lastRun: RunRecord
  public let state: State
  /// Every service's last result, sorted by name, with its stages.
  public let results: [RepositoryResult]
  /// The services that the last run was for and has no result of: it was ended before, or is on its way.
  public let openServices: [String]
}

/// Where a campaign stands, in numbers.
public struct CampaignSummary: Sendable, Equatable {
  public let campaign: CampaignRecord
  public let state: CampaignStatus.State
  /// How many services last ended with each outcome, by the outcome's name.
  public let counts: [String: Int]
}

extension Journal {
  /// Returns where all campaigns stand, the one with the newest run first.
  public func summaries(isAlive: (ProcessIdentity) -> Bool) throws(JournalError) -> [CampaignSummary] {
    var summaries: [CampaignSummary] = []
    for campaign in try campaigns() {
      guard let last = try lastRun(of: campaign) else { continue }
      let state = try read("read") { try Self.state(of: last, isAlive, in: $0) }
      let counts: [String: Int]
      if state == .finished {
        counts = try read("read") { try Self.counts(ofFinished: campaign.id, in: $0) }
      } else {
        let results = try status(of: campaign, isAlive: isAlive)?.results ?? []
        counts = results.reduce(into: [:]) { $0[$1.outcome.name, default: 0] += 1 }
      }
      summaries.append(CampaignSummary(campaign: campaign, state: state, counts: counts))
    }
    return summaries
  }

  /// Counts as `results` would, without reading a row a service.
  private static func counts(ofFinished campaign: String, in database: Database) throws -> [String: Int] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        WITH runs AS (SELECT id FROM run WHERE campaign = ? AND command <> 'plan'),
          latest AS (SELECT service, outcome, max(run) FROM outcome WHERE run IN runs GROUP BY service),
          delivered AS (SELECT DISTINCT service FROM outcome WHERE run IN runs AND outcome = 'delivered')
        SELECT CASE WHEN outcome = 'unchanged' AND service IN delivered THEN 'delivered' ELSE outcome END AS name,
          count(*) AS count
        FROM latest GROUP BY name
        """, arguments: [campaign])
    return Dictionary(uniqueKeysWithValues: rows.map { ($0["name"], $0["count"]) })
  }

  private static func state(
    of run: RunRecord, _ isAlive: (ProcessIdentity) -> Bool, in database: Database
  ) throws -> CampaignStatus.State {
    if run.isFinished { return try open(after: run, in: database).isEmpty ? .finished : .unfinished }
    return run.ended == nil && isAlive(run.process) ? .running : .unfinished
  }

  /// Returns where a campaign stands after all of its runs.
  ///
  /// `unchanged` doesn't hide that an earlier run of the campaign delivered: that is why it is unchanged.
  public func status(
    of campaign: CampaignRecord, isAlive: (ProcessIdentity) -> Bool
  ) throws(JournalError) -> CampaignStatus? {
    guard let last = try lastRun(of: campaign) else { return nil }
    return try read("read") { database in
      let state = try Self.state(of: last, isAlive, in: database)
      let stages = try Self.stages(of: last.id, in: database)
      var results = try Self.results(of: campaign.id, in: database)
      let done = try Self.servicesDone(since: last.id, in: database)
      var open: [String] = []
      let wanted = Set(try Self.open(after: last, in: database)).union(last.services)
      for service in wanted.sorted() where !done.contains(service) {
        open.append(service)
        guard results[service]?.result.outcome != .delivered else { continue }
        // What was left out on purpose says why.
        if let known = results[service], known.run == last.id, known.result.kind != nil { continue }
        let stage = stages[service]?.last.map { "after the stage \($0.stage.rawValue)" } ?? "before its turn"
        let words = state == .running ? "not done yet" : "the run was ended \(stage)"
        results[service] = (last.id, RepositoryResult(service: service, outcome: .skipped, message: words))
      }
      let list = results.values.map { run, result in
        var result = result
        if run == last.id { result.stages = stages[result.service] ?? [] }
        return result
      }
      return CampaignStatus(
        campaign: campaign, lastRun: last, state: state,
        results: list.sorted { $0.service.utf8.lexicographicallyPrecedes($1.service.utf8) }, openServices: open)
    }
  }

  /// Every service's last result with its run.
  private static func results(
    of campaign: String, in database: Database
  ) throws -> [String: (run: Int64, result: RepositoryResult)] {
    var results: [String: (run: Int64, result: RepositoryResult)] = [:]
    // With max(), SQLite takes the other columns from the row that has it (https://sqlite.org/lang_select.html#bareagg).
    let query = """
      SELECT outcome.*, max(run) FROM outcome WHERE run IN (SELECT id FROM run WHERE campaign = ? AND command <> 'plan')
      """
    for row in try Row.fetchAll(
      database, sql: query + " AND outcome = 'delivered' GROUP BY service", arguments: [campaign])
    {
      if let result = RepositoryResult(row) { results[result.service] = (row["run"], result) }
    }
    for row in try Row.fetchAll(database, sql: query + " GROUP BY service", arguments: [campaign]) {
      guard let result = RepositoryResult(row) else { continue }
      if result.outcome == .unchanged, results[result.service] != nil { continue }
      results[result.service] = (row["run"], result)
    }
    return results
  }

  /// The services that a run, or one that it went on with, has a result of that stands.
  private static func servicesDone(since run: Int64, in database: Database) throws -> Set<String> {
    let list = try EarlierWork.chain(of: run, in: database).map(String.init).joined(separator: ",")
    return try Set(
      String.fetchAll(
        database,
        sql: "SELECT service FROM outcome WHERE run IN (\(list)) AND NOT (outcome = 'skipped')"))
  }

  /// A run's stages by service, in their order.
  private static func stages(of run: Int64, in database: Database) throws -> [String: [StageRecord]] {
    var stages: [String: [StageRecord]] = [:]
    for row in try Row.fetchAll(
      database, sql: "SELECT * FROM stage WHERE run = ? ORDER BY rowid", arguments: [run])
    {
      if let stage = StageRecord(row) { stages[row["service"], default: []].append(stage) }
    }
    return stages
  }
}
