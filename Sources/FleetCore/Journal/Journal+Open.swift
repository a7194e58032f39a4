import GRDB

extension Journal {
  /// Returns the services that a campaign's last run, or those that it went on with, was for and that nobody has dealt with
  /// since, sorted by name: a run over fewer of them doesn't end what an interrupted one began.
  ///
  /// A repository is dealt with once it has an outcome that stands, once a person has left it out in a review, or where the
  /// last run was for it and reached its end.
  static func open(after last: RunRecord, in database: Database) throws -> [String] {
    guard !last.isFinished || last.resumes != nil else { return [] }
    let chain = try EarlierWork.chain(of: last.id, in: database).map(String.init).joined(separator: ",")
    let wanted = try String.fetchAll(database, sql: "SELECT services FROM run WHERE id IN (\(chain))")
    let done = try Set(
      String.fetchAll(
        database,
        sql: "SELECT service FROM outcome WHERE run IN (\(chain)) AND (outcome <> 'skipped' OR kind = ?)",
        arguments: [RepositoryPlan.leftOutKind]))
    let all = wanted.reduce(into: Set<String>()) { $0.formUnion($1.split(separator: "\n").map(String.init)) }
    let open = all.subtracting(done).subtracting(last.isFinished ? last.services : [])
    return open.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Returns the run that a new one of its campaign goes on with: the last, where it or what it went on with is unfinished.
  static func unfinished(
    _ last: RunRecord?, isAlive: (ProcessIdentity) -> Bool, in database: Database
  ) throws -> RunRecord? {
    guard let last else { return nil }
    if last.isFinished { return try open(after: last, in: database).isEmpty ? nil : last }
    return isAlive(last.process) ? nil : last
  }

  /// Returns the services that are to be gone on with after a campaign's last run; empty where nothing is.
  ///
  /// Those of a run that didn't reach its end are all in it: what is done of them is told again.
  public func unfinishedServices(of last: RunRecord) throws(JournalError) -> Set<String> {
    try read("read") { database in
      Set(try Self.open(after: last, in: database)).union(last.isFinished ? [] : last.services)
    }
  }
}
