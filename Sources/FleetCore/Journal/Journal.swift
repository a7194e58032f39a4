import Foundation
import GRDB
import Git
import Threads

/// What was tried and what came of it: campaigns, runs, and the stages and outcomes of their repositories.
///
/// One SQLite file that several processes write at once. Rows are added and never rewritten; the oldest are pruned. The
/// remotes are the truth: a journal that is lost costs work, never correctness.
public final class Journal: Sendable {
  /// The file; `:memory:` for one that is gone with the value.
  public let path: String
  /// What a person should know, such as that a damaged journal was set aside.
  public let note: String?
  let database: DatabaseQueue
  /// One thread: SQLite has one writer at a time anyway, and waiting for it must not hold up the pipeline.
  let writing = BlockingPool(name: "journal", width: 1)

  private init(path: String, note: String?, database: DatabaseQueue) {
    self.path = path
    self.note = note
    self.database = database
  }

  /// Opens the journal, making it and its folder where they are missing.
  ///
  /// A damaged one is renamed, never deleted, and a new one begun. One that a newer version wrote is an error.
  public static func open(at path: String) throws(JournalError) -> Journal {
    do {
      try makeFolder(of: path)
      let lock = try FileLock(at: path + ".lock", limit: .seconds(10), cancellation: Cancellation())
      defer { withExtendedLifetime(lock) {} }
      do {
        return Journal(path: path, note: nil, database: try opened(path))
      } catch let error as DatabaseError
        where error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
      {
        let aside = try setAside(path)
        return Journal(
          path: path, note: "the journal was damaged, and a new one was begun; the old one is \(aside)",
          database: try opened(path))
      }
    } catch let error as GitError {
      throw JournalError(kind: .unusable, message: "\(error)")
    } catch {
      throw JournalError(error, at: path, doing: "open")
    }
  }

  /// Makes a journal that lives in memory only.
  public static func inMemory() throws(JournalError) -> Journal {
    do {
      let database = try DatabaseQueue(configuration: configuration)
      try JournalSchema.migrate(database)
      return Journal(path: ":memory:", note: nil, database: database)
    } catch {
      throw JournalError(error, at: ":memory:", doing: "open")
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.label = "journal"
    // A transaction takes well under a millisecond: who waits as long as this waits for a stopped process.
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      // With a write-ahead log this survives the end of any process at any moment. After a power cut the last
      // transactions may be missing, which the remotes make good.
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
    }
    return configuration
  }

  private static func opened(_ path: String) throws -> DatabaseQueue {
    var configuration = configuration
    configuration.journalMode = .wal
    let database = try DatabaseQueue(path: path, configuration: configuration)
    try JournalSchema.migrate(database)
    // What every run reads first: damage there shows now and not in the middle of a run.
    try database.read { database in
      for table in ["campaign", "run", "runEnd", "outcome", "push", "test"] {
        _ = try Row.fetchOne(database, sql: "SELECT * FROM \(table) ORDER BY rowid DESC LIMIT 1")
      }
    }
    return database
  }

  /// The file is for its owner alone, whatever the process's mask says: it names hosts and branches.
  private static func makeFolder(of path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard !FileManager.default.fileExists(atPath: path) else { return }
    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
      throw JournalError(kind: .unusable, message: "make the journal \(path): \(SystemError.text)")
    }
  }

  private static func setAside(_ path: String) throws -> String {
    var aside = path + ".damaged"
    var number = 1
    while FileManager.default.fileExists(atPath: aside) {
      number += 1
      aside = path + ".damaged-\(number)"
    }
    for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
      try FileManager.default.moveItem(atPath: path + suffix, toPath: aside + suffix)
    }
    try makeFolder(of: path)
    return aside
  }
}

extension Journal {
  /// Reads; blocks, for a very short time.
  func read<Value>(_ operation: String, _ body: (Database) throws -> Value) throws(JournalError) -> Value {
    do {
      return try database.read(body)
    } catch {
      throw JournalError(error, at: path, doing: operation)
    }
  }

  /// Writes in one transaction; blocks, while other processes write too.
  func write<Value>(_ operation: String, _ body: (Database) throws -> Value) throws(JournalError) -> Value {
    do {
      return try database.write(body)
    } catch {
      throw JournalError(error, at: path, doing: operation)
    }
  }
}
