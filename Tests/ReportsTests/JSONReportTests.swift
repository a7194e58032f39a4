import FleetCore
import Foundation
import Reports
import Testing

struct JSONReportTests {
  private func document(_ results: RepositoryResult...) throws -> [String: Any] {
    let report = RunReport(command: "apply", campaign: "bump-timeout", results: results)
    let object = try JSONSerialization.jsonObject(with: Data(try JSONReport(report).text.utf8))
    return try #require(object as? [String: Any])
  }

  @Test func theDocumentNamesItsSchemaCommandAndCampaign() throws {
    let document = try document()
    #expect(document["schema"] as? Int == 1)
    #expect(document["command"] as? String == "apply")
    #expect(document["campaign"] as? String == "bump-timeout")
  }

  @Test func repositoriesAreSortedAndAbsentFieldsLeftOut() throws {
    let document = try document(
      RepositoryResult(service: "b", outcome: .unchanged), RepositoryResult(service: "a", outcome: .notApplicable))
    let repositories = try #require(document["repositories"] as? [[String: String]])
    #expect(
      repositories == [["service": "a", "outcome": "not-applicable"], ["service": "b", "outcome": "unchanged"]])
  }

  @Test func refusalsHaveAKindAndFailuresAStage() throws {
    let document = try document(
      RepositoryResult(service: "a", outcome: .refused(kind: "no-match"), message: "m"),
      RepositoryResult(service: "b", outcome: .failed(stage: .push), kind: "refused", message: "n"))
    let repositories = try #require(document["repositories"] as? [[String: String]])
    #expect(repositories[0]["kind"] == "no-match")
    #expect(repositories[1]["stage"] == "push")
    #expect(repositories[1]["kind"] == "refused")
  }

  @Test func theSummaryCountsOutcomesAndTheirTotal() throws {
    let document = try document(
      RepositoryResult(service: "a", outcome: .delivered), RepositoryResult(service: "b", outcome: .skipped))
    #expect(document["summary"] as? [String: Int] == ["delivered": 1, "skipped": 1, "total": 2])
  }

  @Test func stagesHaveTheirTimesInUTCAndTheirIds() throws {
    var result = RepositoryResult(service: "a", outcome: .delivered)
    result.stages = [
      StageRecord(
        stage: .verify, began: Date(timeIntervalSince1970: 1_700_000_000.25), duration: .milliseconds(61_020),
        old: SampleRun.commit, logPath: "/logs/a/verify.log")
    ]
    let repositories = try #require(document(result)["repositories"] as? [[String: Any]])
    let stage = try #require((repositories[0]["stages"] as? [[String: Any]])?.first)
    #expect(stage["stage"] as? String == "verify")
    #expect(stage["began"] as? String == "2023-11-14T22:13:20.250Z")
    #expect(stage["milliseconds"] as? Int == 61_020)
    #expect(stage["old"] as? String == SampleRun.commit.description)
    #expect(stage["new"] == nil)
    #expect(stage["log"] as? String == "/logs/a/verify.log")
  }

  @Test func diffsAreLeftOutWhereOnlyAnotherReportWantsThem() throws {
    var result = RepositoryResult(service: "a", outcome: .changed)
    result.diff = SampleRun.diff
    let report = RunReport(command: "plan", campaign: nil, results: [result])
    #expect(try !JSONReport(report, wantsDiffs: false).text.contains("\"diff\""))
    #expect(try JSONReport(report).text.contains("\"diff\""))
  }
}
