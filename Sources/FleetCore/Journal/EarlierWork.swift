import GRDB
import Git

/// What unfinished runs have done of a campaign that a new run goes on with.
struct EarlierWork: Sendable {
  /// The unfinished runs.
  var runs: Set<Int64> = []
  /// The last push of each service that began, whether or not it was accepted.
  var pushes: [String: PushRecord] = [:]
  /// The results of the services whose push is known to have been accepted.
  var delivered: [String: RepositoryResult] = [:]
  /// What a person made of plans in the review, by service.
  var edits: [String: StoredPlanEntry] = [:]
  /// The commits that were written, by service; some were never pushed.
  var commits: [String: ObjectID] = [:]

  /// Nothing.
  init() {}

  /// Reads what a run did, and the runs that it went on with.
  init(chainOf run: Int64, in database: Database) throws {
    let chain = try Self.chain(of: run, in: database)
    runs = Set(chain)
    let list = chain.map(String.init).joined(separator: ",")
    for row in try Row.fetchAll(database, sql: "SELECT * FROM push WHERE run IN (\(list)) ORDER BY rowid") {
      if let push = PushRecord(row) { pushes[push.service] = push }
    }
    for row in try Row.fetchAll(
      database, sql: "SELECT service, new FROM stage WHERE stage = 'commit' AND run IN (\(list)) ORDER BY rowid")
    {
      if let id = row.id("new") { commits[row["service"]] = id }
    }
    for row in try Row.fetchAll(
      database, sql: "SELECT * FROM outcome WHERE outcome = 'delivered' AND run IN (\(list)) ORDER BY run")
    {
      if let result = RepositoryResult(row) { delivered[result.service] = result }
    }
    for row in try Row.fetchAll(database, sql: "SELECT * FROM edit WHERE run IN (\(list)) ORDER BY rowid") {
      if let entry = StoredPlanEntry(row) { edits[entry.service] = entry }
    }
  }

  /// The run and all that it went on with, the newest first.
  static func chain(of run: Int64, in database: Database) throws -> [Int64] {
    try Int64.fetchAll(
      database,
      sql: """
        WITH RECURSIVE chain (id) AS (
          SELECT ? UNION ALL SELECT resumes FROM run JOIN chain ON run.id = chain.id WHERE resumes IS NOT NULL)
        SELECT id FROM chain
        """, arguments: [run])
  }
}
