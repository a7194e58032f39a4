import FleetTestSupport
import Foundation
import Testing

@testable import FleetCore

/// Which folders of logs go.
struct LogPruningTests {
  @Test func foldersThatAreOldAndThatNothingNamesGo() async throws {
    let (folder, journal) = (try TemporaryFolder(), try Journal.inMemory())
    for name in ["old", "old-named", "new"] { try folder.write("log\n", to: "logs/\(name)/billing/verify.log") }
    let logs = "\(folder.path)/logs"
    let now = Date(timeIntervalSince1970: 1_700_000_000)
    for (name, days) in [("old", 91.0), ("old-named", 91), ("new", 1)] {
      try FileManager.default.setAttributes(
        [.modificationDate: now.addingTimeInterval(-days * 24 * 3600)], ofItemAtPath: "\(logs)/\(name)")
    }
    let run = try JournalFixture.begin(journal)
    var result = JournalFixture.delivered()
    result.logPath = "\(logs)/old-named/billing/verify.log"
    await run.finish(result, stages: [])
    try await run.flush()
    #expect(try journal.pruneLogs(in: logs, at: now) == ["old"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: logs).sorted() == ["new", "old-named"])
    #expect(try journal.pruneLogs(in: "\(folder.path)/nothing", at: now).isEmpty)
  }
}
