import FleetCore

/// The document that `fleet submodules bisect --json` prints.
public struct BisectionDocument: Encodable {
  private let schema = 1
  private let command = "submodules bisect"
  private let service: String
  private let library: String
  private let path: String
  private let good: String
  private let bad: String
  private let suspects: [Suspect]
  private let commits: Int
  private let runs: Int
  private let remembered: Int
  private let skipped: Int
  private let log: String

  private struct Suspect: Encodable {
    let commit: String
    let subject: String
    let author: String
    let email: String
  }

  public init(_ report: BisectionReport) {
    (service, library, path) = (report.service, report.library, report.path)
    (good, bad) = (report.good.description, report.bad.description)
    suspects = report.suspects.map { commit in
      Suspect(
        commit: commit.id.description, subject: commit.subject, author: commit.author, email: commit.email)
    }
    (commits, runs, remembered) = (report.commitCount, report.runCount, report.rememberedCount)
    (skipped, log) = (report.skippedCount, report.logPath)
  }

  /// The document's text, ended by a line feed.
  public var text: String {
    get throws { try JSONDocument.text(of: self) }
  }
}
