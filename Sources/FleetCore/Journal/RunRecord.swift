import Foundation
import GRDB

/// One execution of a command, as the journal knows it.
public struct RunRecord: Sendable, Equatable {
  public let id: Int64
  /// The campaign's id.
  public let campaign: String
  public let command: String
  /// The name of its folder of logs.
  public let name: String
  /// The unfinished run that it goes on with.
  public let resumes: Int64?
  public let began: Date
  /// Nil while it runs, and for one that was killed.
  public let ended: Date?
  /// The exit code, with `ended`.
  public let exitCode: Int?
  public let process: ProcessIdentity
  /// The services that it was for, sorted by name.
  public let services: [String]

  init(_ row: Row) {
    (id, campaign, command) = (row["id"], row["campaign"], row["command"])
    (name, resumes, exitCode) = (row["name"], row["resumes"], row["exit"])
    began = Date(timeIntervalSince1970: row["began"])
    ended = row.time("ended")
    process = ProcessIdentity(id: row["pid"], boot: row["boot"])
    services = (row["services"] as String).split(separator: "\n").map(String.init)
  }

  /// The columns that make a record, from tables `run` and `runEnd`.
  static let query = "SELECT run.*, ended, exit FROM run LEFT JOIN runEnd ON runEnd.run = run.id "

  /// Whether it reached its end: not where it was killed or interrupted, or runs still.
  public var isFinished: Bool { exitCode.map { $0 != Self.interruptedCode } ?? false }

  /// The exit code of a run that a person ended.
  static let interruptedCode = 130
}

/// What it takes to run a command again exactly: where it was called, with which words, and the files that it read.
public struct Recipe: Sendable, Equatable, Codable {
  public let folder: String
  /// Without the program's name.
  public let arguments: [String]
  /// The bytes by absolute path.
  public let files: [String: [UInt8]]

  public init(folder: String, arguments: [String], files: [String: [UInt8]]) {
    self.folder = folder
    self.arguments = arguments
    self.files = files
  }
}
