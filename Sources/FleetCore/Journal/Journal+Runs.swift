import Foundation
import GRDB
import Git

/// A run that is about to begin.
public struct RunRequest: Sendable {
  public let campaign: CampaignIdentity
  public let command: String
  /// The name of its folder of logs.
  public let name: String
  /// In the order of their names.
  public let services: [String]
  public let recipe: Recipe
  public let process: ProcessIdentity
  public let clock: @Sendable () -> Date
  /// The day as the user's calendar has it, such as `2026-11-28`.
  public let day: String

  public init(
    campaign: CampaignIdentity, command: String, name: String, services: [String], recipe: Recipe,
    process: ProcessIdentity, clock: @escaping @Sendable () -> Date, day: String
  ) {
    self.campaign = campaign
    self.command = command
    self.name = name
    self.services = services
    self.recipe = recipe
    self.process = process
    self.clock = clock
    self.day = day
  }
}

extension Journal {
  /// Notes that a run begins, and finds what unfinished runs of the same campaign have done already.
  ///
  /// - Parameter isAlive: whether a process still runs; the work of one that does isn't taken over.
  public func begin(
    _ request: RunRequest, isAlive: @escaping @Sendable (ProcessIdentity) -> Bool
  ) throws(JournalError) -> RunJournal {
    let began = request.clock()
    return try write("write") { database in
      try Self.prune(database, at: began)
      let campaign = try Self.campaign(request, at: began, in: database)
      let last = try RunRecord.last(of: campaign, in: database)
      let resumed = try Self.unfinished(last, isAlive: isAlive, in: database)
      let run = try Self.add(request, to: campaign, resuming: resumed?.id, at: began, in: database)
      return RunJournal(
        journal: self, run: run, campaign: campaign,
        earlier: try resumed.map { try EarlierWork(chainOf: $0.id, in: database) } ?? EarlierWork(),
        reached: try Self.servicesReached(by: campaign, in: database),
        lastPushes: try Self.lastPushes(by: campaign, in: database), clock: request.clock)
    }
  }

  /// Adds the row of a run and returns its number.
  static func add(
    _ request: RunRequest, to campaign: String, resuming resumed: Int64?, at began: Date, in database: Database
  ) throws -> Int64 {
    let recipe = try store(request.recipe, in: database)
    try database.add(
      "run",
      [
        "campaign": campaign, "command": request.command, "name": request.name, "resumes": resumed,
        "began": began.timeIntervalSince1970, "pid": request.process.id, "boot": request.process.boot,
        "services": request.services.joined(separator: "\n"), "recipe": recipe,
      ])
    return database.lastInsertedRowID
  }

  /// Returns what `begin` would give, for planning that may come to nothing: nothing is written.
  public func preview(
    _ request: RunRequest, isAlive: @escaping @Sendable (ProcessIdentity) -> Bool
  ) throws(JournalError) -> RunJournal {
    try read("read") { database in
      let campaign = try Self.knownCampaign(request, in: database)
      let last = try campaign.flatMap { try RunRecord.last(of: $0, in: database) }
      let resumed = try Self.unfinished(last, isAlive: isAlive, in: database)
      return RunJournal(
        journal: nil, run: 0, campaign: campaign,
        earlier: try resumed.map { try EarlierWork(chainOf: $0.id, in: database) } ?? EarlierWork(),
        reached: try campaign.map { try Self.servicesReached(by: $0, in: database) } ?? [],
        lastPushes: try campaign.map { try Self.lastPushes(by: $0, in: database) } ?? [:], clock: request.clock)
    }
  }

  private static func knownCampaign(_ request: RunRequest, in database: Database) throws -> String? {
    let identity = request.campaign
    return try String.fetchOne(
      database,
      sql: "SELECT id FROM campaign WHERE digest = ? AND manifest = ? AND name = ? ORDER BY rowid DESC LIMIT 1",
      arguments: [identity.digest, identity.manifest, identity.name])
  }

  /// Returns the id of the request's campaign, which is made where there is none.
  static func campaign(_ request: RunRequest, at began: Date, in database: Database) throws -> String {
    if let known = try knownCampaign(request, in: database) { return known }
    let identity = request.campaign
    let base = "\(request.day)-\(identity.name)"
    var (id, number) = (base, 1)
    while try Int.fetchOne(database, sql: "SELECT 1 FROM campaign WHERE id = ?", arguments: [id]) != nil {
      number += 1
      id = "\(base)-\(number)"
    }
    try database.add(
      "campaign",
      [
        "id": id, "name": identity.name, "kind": identity.kind, "digest": identity.digest,
        "manifest": identity.manifest, "began": began.timeIntervalSince1970,
      ])
    return id
  }

  /// Keeps the files once each, and returns the recipe with their digests.
  private static func store(_ recipe: Recipe, in database: Database) throws -> String {
    var digests: [String: String] = [:]
    for (path, bytes) in recipe.files {
      let digest = ObjectID(hashingBlob: bytes).hex
      digests[path] = digest
      try database.execute(
        sql: "INSERT OR IGNORE INTO content (digest, bytes) VALUES (?, ?)", arguments: [digest, Data(bytes)])
    }
    let stored = StoredRecipe(folder: recipe.folder, arguments: recipe.arguments, files: digests)
    return String(decoding: try JSONEncoder().encode(stored), as: UTF8.self)
  }

  private struct StoredRecipe: Codable {
    let folder: String
    let arguments: [String]
    let files: [String: String]
  }

  /// Returns what it takes to run a run again.
  public func recipe(of run: RunRecord) throws(JournalError) -> Recipe {
    try read("read") { database in
      let text = try String.fetchOne(database, sql: "SELECT recipe FROM run WHERE id = ?", arguments: [run.id]) ?? ""
      let stored = try JSONDecoder().decode(StoredRecipe.self, from: Data(text.utf8))
      let files = try stored.files.mapValues { digest in
        let bytes = try Data.fetchOne(database, sql: "SELECT bytes FROM content WHERE digest = ?", arguments: [digest])
        return Array(bytes ?? Data())
      }
      return Recipe(folder: stored.folder, arguments: stored.arguments, files: files)
    }
  }
}

extension RunRecord {
  /// The newest run of a campaign that changes repositories, plans aside.
  static func last(of campaign: String, in database: Database) throws -> RunRecord? {
    try Row.fetchOne(
      database, sql: query + "WHERE campaign = ? AND command <> 'plan' ORDER BY run.id DESC LIMIT 1",
      arguments: [campaign]
    ).map(RunRecord.init)
  }
}
