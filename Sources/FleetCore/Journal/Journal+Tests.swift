import Foundation
import GRDB

extension Journal {
  /// Returns the last verdict on a subject that still counts: a pass of any run, a failure of the given runs only.
  func verdict(on subject: TestSubject, failuresOf runs: Set<Int64>) throws(JournalError) -> TestVerdict? {
    try read("read") { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT run, isPassed, tries, words, log FROM test WHERE tree = ? AND command = ? AND mirror = ?
          ORDER BY rowid DESC
          """)
      let rows = try Row.fetchAll(
        statement, arguments: [subject.tree.hex, subject.command, subject.mirror])
      guard let row = rows.first(where: { $0["isPassed"] || runs.contains($0["run"]) }) else { return nil }
      return TestVerdict(
        subject: subject, isPassed: row["isPassed"], tries: row["tries"], words: row["words"], logPath: row["log"])
    }
  }
}
