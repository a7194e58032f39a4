import Foundation
import GRDB
import Git

/// One thing that a run has to say of one repository.
enum JournalEntry: Sendable {
  case stage(StageRecord)
  case push(PushRecord)
  case test(TestVerdict)
  case outcome(RepositoryResult)
  /// A plan that a person has edited.
  case edit(StoredPlanEntry)
}

/// A push that is about to begin: what it replaces by what, where, and what the change is.
public struct PushRecord: Sendable, Equatable {
  public let service: String
  /// Without a user's name or password.
  public let remote: String
  /// The name of the mirror that holds the commit.
  public let mirror: String
  public let branch: String
  /// The commit that the change was planned on.
  public let base: ObjectID
  public let tree: ObjectID
  /// The value that is replaced; nil where the branch must not exist yet.
  public let old: ObjectID?
  public let new: ObjectID
  public let size: ChangeSize
  /// One line about the work, as in a result.
  public var note: String?
  public var gitReason: GitReason?
  /// What the plan came of; nil where planning again may give something else.
  var source: PlanSource?
}

/// What one command's tests said of one tree.
struct TestVerdict: Sendable, Equatable {
  let subject: TestSubject
  let isPassed: Bool
  /// How many runs it took.
  let tries: Int
  /// How the last run ended, such as `exited with status 1`.
  let words: String
  let logPath: String
}

/// What is tested: a tree of one repository, by one command.
struct TestSubject: Sendable, Hashable {
  /// The mirror's name. Trees of two repositories may be equal, and their tests need not be.
  let mirror: String
  let tree: ObjectID
  /// A digest of the command's arguments, and of what the command was shut in: tests may need what a sandbox withholds.
  let command: String

  init(mirror: String, tree: ObjectID, command: String) {
    self.mirror = mirror
    self.tree = tree
    self.command = command
  }

  init(mirror: Mirror, tree: ObjectID, command: RepositoryTest, sandbox: Sandbox?) {
    self.mirror = mirror.name
    self.tree = tree
    let words = command.arguments + (sandbox.map { ["", $0.allowsNetwork ? "network" : "offline"] } ?? [])
    self.command = ObjectID(hashingBlob: Array(words.joined(separator: "\0").utf8)).hex
  }
}

extension JournalEntry {
  /// Adds the entry's row.
  func insert(into database: Database, run: Int64, service: String, at now: Date) throws {
    switch self {
    case .stage(let stage):
      try database.add(
        "stage",
        [
          "run": run, "service": service, "stage": stage.stage.rawValue, "began": stage.began.timeIntervalSince1970,
          "seconds": stage.duration / .seconds(1), "old": stage.old?.hex, "new": stage.new?.hex, "log": stage.logPath,
        ])
    case .push(let push):
      try database.add(
        "push",
        [
          "run": run, "service": service, "remote": push.remote, "mirror": push.mirror, "branch": push.branch,
          "base": push.base.hex, "tree": push.tree.hex, "old": push.old?.hex, "new": push.new.hex,
          "files": push.size.fileCount,
          "added": push.size.addedLineCount, "deleted": push.size.deletedLineCount, "at": now.timeIntervalSince1970,
          "note": push.note, "engine": push.gitReason?.rawValue,
          "source": push.source?.digest,
        ])
    case .test(let test):
      try database.add(
        "test",
        [
          "run": run, "mirror": test.subject.mirror, "tree": test.subject.tree.hex, "command": test.subject.command,
          "isPassed": test.isPassed, "tries": test.tries, "words": test.words, "log": test.logPath,
          "at": now.timeIntervalSince1970,
        ])
    case .outcome(let result):
      try result.insert(into: database, run: run)
    case .edit(let entry):
      try entry.insert(into: database, "edit", of: "run", run)
    }
  }
}

extension Database {
  /// Adds one row; the statement is prepared once.
  func add(_ table: String, _ columns: KeyValuePairs<String, (any DatabaseValueConvertible)?>) throws {
    let names = columns.map(\.key)
    let places = names.map { _ in "?" }.joined(separator: ", ")
    let statement = try cachedStatement(
      sql: "INSERT INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(places))")
    try statement.execute(arguments: StatementArguments(columns.map(\.value)))
  }
}
