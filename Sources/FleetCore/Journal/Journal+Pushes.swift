import GRDB
import Git

extension Journal {
  /// Returns the services that runs of a campaign are known to have delivered to.
  static func servicesReached(by campaign: String, in database: Database) throws -> Set<String> {
    try Set(
      String.fetchAll(
        database,
        sql: """
          SELECT DISTINCT service FROM outcome
          WHERE outcome = 'delivered' AND run IN (SELECT id FROM run WHERE campaign = ?)
          """, arguments: [campaign]))
  }

  /// Returns the last push of each service that runs of a campaign began, whether or not it was accepted.
  static func lastPushes(by campaign: String, in database: Database) throws -> [String: PushRecord] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT push.*, max(push.rowid) FROM push JOIN run ON run.id = push.run WHERE run.campaign = ?
        GROUP BY push.service
        """, arguments: [campaign])
    return Dictionary(rows.compactMap(PushRecord.init).map { ($0.service, $0) }, uniquingKeysWith: { $1 })
  }

  /// Returns the last push of each service that any campaign of a name and manifest began, whether or not it was accepted.
  public func lastPushes(ofCampaignsNamed name: String, manifest: String) throws(JournalError) -> [String: PushRecord] {
    try read("read") { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT push.* FROM push JOIN run ON run.id = push.run JOIN campaign ON campaign.id = run.campaign
          WHERE campaign.name = ? AND campaign.manifest = ? ORDER BY push.rowid
          """, arguments: [name, manifest])
      return rows.compactMap(PushRecord.init).reduce(into: [:]) { $0[$1.service] = $1 }
    }
  }

  /// Returns each repository's last push of a campaign that is known to have been accepted, sorted by service.
  ///
  /// - Parameter run: only what this run pushed, and the unfinished ones that it went on with; nil for all of the campaign's.
  public func deliveredPushes(
    of campaign: CampaignRecord, run: RunRecord? = nil
  ) throws(JournalError) -> [PushRecord] {
    try read("read") { database in
      let runs = try run.map { try Self.runsGoneOnWith(by: $0, in: database) }
      let isMeant = runs.map { "AND push.run IN (\($0.map(String.init).joined(separator: ", ")))" } ?? ""
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT push.*, max(push.rowid) FROM push JOIN run ON run.id = push.run
          WHERE run.campaign = ? \(isMeant) AND EXISTS (
            SELECT 1 FROM outcome JOIN run AS later ON later.id = outcome.run
            WHERE later.campaign = run.campaign AND outcome.run >= push.run AND outcome.service = push.service
              AND outcome.outcome = 'delivered' AND outcome.newCommit = push.new)
          GROUP BY push.service
          """, arguments: [campaign.id])
      return rows.compactMap(PushRecord.init).sorted {
        $0.service.utf8.lexicographicallyPrecedes($1.service.utf8)
      }
    }
  }

  /// Returns the numbers of a run and of those that it goes on with.
  private static func runsGoneOnWith(by run: RunRecord, in database: Database) throws -> [Int64] {
    var numbers: [Int64] = []
    var next: Int64? = run.id
    while let number = next, !numbers.contains(number) {
      numbers.append(number)
      next = try Int64.fetchOne(database, sql: "SELECT resumes FROM run WHERE id = ?", arguments: [number])
    }
    return numbers
  }
}

extension PushRecord {
  /// Returns the push as a delivered result with its diff, from the mirror in a folder of mirrors.
  public func result(mirrors: String) -> RepositoryResult {
    var result = mirrored(
      RepositoryResult(service: service, outcome: .delivered), mirror: mirror, in: mirrors
    ) { (repository) throws(GitError) in
      try repository.diff(from: repository.tree(of: base), to: tree).patch
    }
    (result.branch, result.base, result.commit, result.size) = (branch, base, new, size)
    return result
  }
}

extension StoredPlanEntry {
  /// Returns the planned change as a result with its diff, from the mirror in a folder of mirrors.
  public func result(mirrors: String) -> RepositoryResult {
    var result = mirrored(
      RepositoryResult(service: service, outcome: .changed), mirror: mirror, in: mirrors
    ) { (repository) throws(GitError) in
      try repository.diff(from: baseTree, to: tree).patch
    }
    (result.branch, result.base, result.size) = (branch, base, size)
    return result
  }
}

/// Adds a diff from a mirror to a result, which becomes a failure where the mirror is gone.
private func mirrored(
  _ result: RepositoryResult, mirror: String, in mirrors: String,
  _ diff: (borrowing Repository) throws(GitError) -> [UInt8]
) -> RepositoryResult {
  var result = result
  do throws(GitError) {
    let patch = try diff(Repository(openingBare: "\(mirrors)/\(mirror).git"))
    result.diff = String(decoding: patch, as: UTF8.self)
  } catch {
    result = RepositoryResult(
      service: result.service, outcome: .failed(stage: .plan), kind: error.kind.name, message: error.fullMessage,
      hint: "fleet repos sync")
  }
  return result
}
