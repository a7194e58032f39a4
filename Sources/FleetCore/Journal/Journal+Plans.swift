import Foundation
import GRDB
import Git

/// A stored plan: what a campaign would do to each repository, by ids of trees.
public struct StoredPlan: Sendable, Equatable {
  /// Ten digits: a digest of what it would do, so that the same plan again is the same.
  public let id: String
  public let campaign: CampaignRecord
  /// The run that made it.
  public let run: RunRecord
  public let began: Date
  /// Sorted by service.
  public let entries: [StoredPlanEntry]
}

/// What a stored plan would do to one repository.
public struct StoredPlanEntry: Sendable, Equatable {
  public let service: String
  /// The name of the mirror that holds the trees.
  public let mirror: String
  public let defaultBranch: String
  public let base: ObjectID
  public let baseTree: ObjectID
  public let tree: ObjectID
  public let branch: String
  public let size: ChangeSize

  init?(_ row: Row) {
    guard let base = row.id("base"), let baseTree = row.id("baseTree"), let tree = row.id("tree"),
      let size = ChangeSize(row)
    else { return nil }
    (service, mirror, defaultBranch) = (row["service"], row["mirror"], row["defaultBranch"])
    (self.base, self.baseTree, self.tree, self.size) = (base, baseTree, tree, size)
    branch = row["branch"]
  }

  init(_ planned: PlannedRepository, mirror: Mirror) {
    (service, self.mirror, defaultBranch) = (planned.service.name, mirror.name, planned.defaultBranch)
    (base, baseTree, tree) = (planned.base, planned.baseTree, planned.tree)
    (branch, size) = (planned.branch, planned.size)
  }

  /// Adds the entry to a table of such entries.
  ///
  /// - Parameter owner: the column and value of what it belongs to.
  func insert(
    into database: Database, _ table: String, of owner: String, _ value: any DatabaseValueConvertible
  ) throws {
    try database.add(
      table,
      [
        owner: value, "service": service, "mirror": mirror, "defaultBranch": defaultBranch, "base": base.hex,
        "baseTree": baseTree.hex, "tree": tree.hex, "branch": branch, "files": size.fileCount,
        "added": size.addedLineCount, "deleted": size.deletedLineCount,
      ])
  }
}

extension StoredPlan {
  /// Where mirrors keep the trees of plans; the plan's id follows.
  static let referencePrefix = "refs/fleet/plans/"

  /// The id of a plan: the same for the same trees on the same bases of the same campaign.
  static func id(of entries: [StoredPlanEntry], campaign: CampaignIdentity) -> String {
    let lines = entries.map { "\($0.mirror) \($0.base) \($0.tree) \($0.branch)" }
    let text = ([campaign.digest, campaign.manifest] + lines).joined(separator: "\n")
    return String(ObjectID(hashingBlob: Array(text.utf8)).hex.prefix(10))
  }
}

extension Journal {
  /// Stores a plan with the run that made it; one that is there already stays as it is.
  func store(_ entries: [StoredPlanEntry], as id: String, _ request: RunRequest) throws(JournalError) {
    let began = request.clock()
    try write("write") { database in
      guard try Int.fetchOne(database, sql: "SELECT 1 FROM plan WHERE id = ?", arguments: [id]) == nil else { return }
      let campaign = try Self.campaign(request, at: began, in: database)
      let run = try Self.add(request, to: campaign, resuming: nil, at: began, in: database)
      try database.add("runEnd", ["run": run, "ended": began.timeIntervalSince1970, "exit": 0])
      try database.add("plan", ["id": id, "run": run, "began": began.timeIntervalSince1970])
      for entry in entries {
        try entry.insert(into: database, "planEntry", of: "plan", id)
      }
    }
  }

  /// Returns the plans, the newest first.
  public func plans() throws(JournalError) -> [StoredPlan] {
    try read("read") { database in
      try Row.fetchAll(database, sql: "SELECT * FROM plan ORDER BY rowid DESC").compactMap { row in
        try Self.plan(row, in: database)
      }
    }
  }

  /// Returns the ids of all plans.
  public func planIDs() throws(JournalError) -> Set<String> {
    try read("read") { database in try Set(String.fetchAll(database, sql: "SELECT id FROM plan")) }
  }

  /// Returns the plan whose id begins so.
  public func plan(_ text: String) throws(JournalError) -> StoredPlan {
    let plans = try read("read") { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM plan WHERE substr(id, 1, length(?1)) = ?1 LIMIT 2", arguments: [text]
      ).compactMap { try Self.plan($0, in: database) }
    }
    guard plans.count == 1, let plan = plans.first, !text.isEmpty else {
      throw JournalError(
        kind: .notFound,
        message: plans.isEmpty ? "there is no plan \"\(text)\"" : "\"\(text)\" begins several plans",
        hint: "fleet plans list")
    }
    return plan
  }

  private static func plan(_ row: Row, in database: Database) throws -> StoredPlan? {
    let id: String = row["id"]
    let run = try Row.fetchOne(
      database, sql: RunRecord.query + "WHERE run.id = ?", arguments: [row["run"] as Int64]
    ).map(RunRecord.init)
    guard let run else { return nil }
    let campaign = try Row.fetchOne(database, sql: "SELECT * FROM campaign WHERE id = ?", arguments: [run.campaign])
    guard let campaign else { return nil }
    let entries = try Row.fetchAll(
      database, sql: "SELECT * FROM planEntry WHERE plan = ? ORDER BY service", arguments: [id])
    return StoredPlan(
      id: id, campaign: CampaignRecord(campaign), run: run,
      began: Date(timeIntervalSince1970: row["began"]), entries: entries.compactMap(StoredPlanEntry.init))
  }
}
