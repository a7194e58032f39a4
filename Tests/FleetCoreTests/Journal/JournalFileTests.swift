import FleetTestSupport
import Foundation
import Testing

@testable import FleetCore

/// The journal's file: who may read it, what happens to one that can't be used, and several writers at once.
struct JournalFileTests {
  private let folder: TemporaryFolder
  private var path: String { "\(folder.path)/state/journal.sqlite" }

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func itIsItsOwnersAlone() throws {
    let journal = try Journal.open(at: path)
    _ = try JournalFixture.begin(journal)
    defer { withExtendedLifetime(journal) {} }
    for suffix in ["", "-wal"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path + suffix)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test func aDamagedOneIsSetAsideAndSaid() throws {
    try folder.write("This is not a database, whatever its name says.\n", to: "state/journal.sqlite")
    let journal = try Journal.open(at: path)
    #expect(journal.note?.contains("journal.sqlite.damaged") == true)
    #expect(try journal.campaigns().isEmpty)
    #expect(folder.read("state/journal.sqlite.damaged")?.hasPrefix("This is not") == true)
    #expect(try Journal.open(at: path).note == nil)
  }

  @Test func oneWithHolesInItIsSetAside() throws {
    do {
      let journal = try Journal.open(at: path)
      for number in 1...40 { _ = try JournalFixture.begin(journal, JournalFixture.request(digest: "\(number)")) }
      try journal.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
      try journal.database.close()
    }
    var bytes = Array(try #require(FileManager.default.contents(atPath: path)))
    for index in 4096..<bytes.count { bytes[index] = 0xFF }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    #expect(try Journal.open(at: path).note != nil)
  }

  @Test func oneOfANewerVersionIsAnErrorAndStays() throws {
    do {
      let journal = try Journal.open(at: path)
      try journal.database.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999')") }
    }
    let error = #expect(throws: JournalError.self) { try Journal.open(at: path) }
    #expect(error?.kind == .newer)
    #expect(folder.read("state/journal.sqlite.damaged") == nil)
  }

  @Test func oneThatCannotBeOpenedIsAnErrorThatNamesIt() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let error = #expect(throws: JournalError.self) { try Journal.open(at: path) }
    #expect(error?.kind == .unusable)
    #expect(error?.message.contains(path) == true)
  }

  @Test func severalWritersAtOnceLoseNothing() async throws {
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let run = try JournalFixture.begin(Journal.open(at: path), JournalFixture.request(digest: "\(writer)"))
          for number in 0..<50 {
            try await run.write([.push(JournalFixture.push("s\(number)"))], for: "s\(number)")
            await run.finish(JournalFixture.delivered("s\(number)"), stages: [])
          }
          try await run.end(exitCode: 0)
        }
      }
      try await group.waitForAll()
    }
    let runs = try Journal.open(at: path).runs(limit: 9)
    #expect(runs.map(\.counts) == Array(repeating: ["delivered": 50], count: 4))
  }
}
