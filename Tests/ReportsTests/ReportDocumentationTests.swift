import Changes
import FleetCore
import Foundation
import Reports
import Testing

/// `docs/reports.md` names every field that the JSON document can have, and no other.
struct ReportDocumentationTests {
  private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("docs/reports.md")

  /// Returns the names in the first column of the table under a heading.
  private func documented(_ heading: String) throws -> Set<String> {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let start = try #require(text.firstRange(of: "### \(heading)\n")).upperBound
    let section = text[start...].prefix(upTo: text[start...].firstRange(of: "\n#")?.lowerBound ?? text.endIndex)
    let cells = section.matches(of: #/\n\|([^|]*)\|/#).map(\.output.1)
    return Set(cells.flatMap { $0.matches(of: #/`([A-Za-z-]+)`/#).map { String($0.output.1) } })
  }

  /// A document in which no field is absent.
  private func document() throws -> [String: Any] {
    var result = RepositoryResult(
      service: "a", outcome: .failed(stage: .push), kind: "refused", message: "m", hint: "h")
    (result.branch, result.base, result.commit) = ("b", SampleRun.commit, SampleRun.commit)
    (result.logPath, result.size, result.diff) = (
      "l", ChangeSize(fileCount: 1, addedLineCount: 1, deletedLineCount: 0), "d"
    )
    result.conflicts = [TreePath(bytes: Array("f".utf8))]
    (result.placeCount, result.exitStatus, result.gitReason) = (2, 1, .largePush)
    result.stages = [
      StageRecord(
        stage: .push, began: SampleRun.ended, duration: .milliseconds(1500), old: SampleRun.commit,
        new: SampleRun.commit, logPath: "l")
    ]
    var report = RunReport(command: "apply", campaign: "c", results: [result])
    (report.campaignID, report.plan) = ("2023-11-14-c", "0123456789")
    let output = LogTail(Array("half a line\na line\n".utf8), omittedByteCount: 100)
    let text = try JSONReport(report, outputs: ["a": output]).text
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(object as? [String: Any])
  }

  @Test func everyFieldOfTheDocumentIsDescribed() throws {
    #expect(try documented("The document") == Set(document().keys))
  }

  @Test func everyFieldOfARepositoryAndOfAStageIsDescribed() throws {
    let repository = try #require((document()["repositories"] as? [[String: Any]])?.first)
    #expect(try documented("A repository") == Set(repository.keys))
    let stage = try #require((repository["stages"] as? [[String: Any]])?.first)
    #expect(try documented("A stage") == Set(stage.keys))
  }

  @Test func everyOutcomeIsDescribed() throws {
    #expect(try documented("Outcomes") == Set(SampleRun.outcomes.map(\.0.name)))
  }
}
