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
}
