import Foundation
import GRDB

extension Journal {
  /// The run that verdicts of bisections are of: none, since no campaign has it.
  private static let bisection: Int64 = 0

  /// Returns the last verdict on a subject: a pass of anybody's, a failure of a bisection's.
  func bisectionVerdict(on subject: TestSubject) throws(JournalError) -> TestVerdict? {
    try verdict(on: subject, failuresOf: [Self.bisection])
  }

  /// Keeps what tests said in a bisection, so that an interrupted one goes on where it was.
  func keep(ofBisection verdict: TestVerdict) throws(JournalError) {
    try write("write") { database in
      try JournalEntry.test(verdict).insert(into: database, run: Self.bisection, service: "", at: Date())
    }
  }
}
