import Foundation
import Testing

@testable import FleetCore

/// Where a campaign stands, after one run or several.
struct CampaignStatusTests {
  private let journal: Journal

  init() throws {
    journal = try Journal.inMemory()
  }

  private func status() throws -> CampaignStatus {
    let campaign = try journal.campaign("bump-timeout")
    return try #require(try journal.status(of: campaign, isAlive: JournalFixture.isAlive))
  }

  @Test func everyKindOfOutcomeComesBackAsItWas() async throws {
    let results = [
      JournalFixture.delivered("a"),
      RepositoryResult(service: "b", outcome: .refused(kind: "no-match"), message: "none", hint: "look"),
      RepositoryResult(service: "c", outcome: .failed(stage: .push), kind: "refused", message: "no"),
      RepositoryResult(service: "d", outcome: .alreadyFailing),
      RepositoryResult(service: "e", outcome: .brokenByChange),
      RepositoryResult(service: "f", outcome: .conflict), RepositoryResult(service: "g", outcome: .notApplicable),
      RepositoryResult(service: "h", outcome: .unchanged), RepositoryResult(service: "i", outcome: .skipped),
      RepositoryResult(service: "j", outcome: .changed),
    ]
    let run = try JournalFixture.begin(journal, JournalFixture.request(results.map(\.service)))
    for result in results { await run.finish(result, stages: []) }
    try await run.end(exitCode: 1)
    #expect(try status().results.filter { $0.service != "i" } == results.filter { $0.service != "i" })
    #expect(try status().state == .finished)
  }

  @Test func stagesComeBackWithTheirTimesAndIds() async throws {
    let run = try JournalFixture.begin(journal)
    let stages = [JournalFixture.stage(.refresh), JournalFixture.stage(.plan, new: JournalFixture.id("b"))]
    await run.finish(RepositoryResult(service: "billing", outcome: .unchanged), stages: stages)
    try await run.end(exitCode: 0)
    #expect(try status().results.first { $0.service == "billing" }?.stages == stages)
  }

  @Test func unchangedDoesNotHideWhatWasDelivered() async throws {
    let first = try JournalFixture.begin(journal, JournalFixture.request(["billing"]))
    await first.finish(JournalFixture.delivered(), stages: [])
    try await first.end(exitCode: 0)
    let second = try JournalFixture.begin(journal, JournalFixture.request(["billing"]))
    await second.finish(RepositoryResult(service: "billing", outcome: .unchanged), stages: [])
    try await second.end(exitCode: 0)
    #expect(try status().results.first { $0.service == "billing" }?.outcome == .delivered)
    #expect(try journal.summaries(isAlive: JournalFixture.isAlive).map(\.counts) == [["delivered": 1]])
  }

  @Test func aKilledRunLeavesItsServicesOpen() async throws {
    let run = try JournalFixture.begin(journal)
    await run.finish(JournalFixture.delivered(), stages: [])
    let status = try status()
    #expect(status.state == .unfinished)
    #expect(status.openServices == ["orders"])
    #expect(status.results.map(\.outcome) == [.delivered, .skipped])
    let summaries = try journal.summaries(isAlive: JournalFixture.isAlive)
    #expect(summaries.map(\.counts) == [["delivered": 1, "skipped": 1]])
  }

  @Test func aRunThatGoesOnSaysSo() throws {
    _ = try JournalFixture.begin(journal, JournalFixture.request(process: JournalFixture.live))
    #expect(try status().state == .running)
    #expect(try status().results.first?.message == "not done yet")
  }

  @Test func plansAreNoRunsOfACampaign() throws {
    _ = try JournalFixture.begin(journal, JournalFixture.request(command: "plan"))
    #expect(try journal.campaigns().isEmpty)
  }

  @Test func aCampaignIsFoundByItsIdItsBeginningOrItsName() throws {
    _ = try JournalFixture.begin(journal)
    _ = try JournalFixture.begin(journal, JournalFixture.request(digest: "d2"))
    #expect(try journal.campaign("2023-11-14-bump-timeout").digest == "d1")
    #expect(try journal.campaign("bump-timeout").digest == "d2")
    #expect(throws: JournalError.self) { try journal.campaign("2023") }
    #expect(throws: JournalError.self) { try journal.campaign("nothing") }
  }

  @Test func onlyPushesThatWereAcceptedAreACampaignsChanges() async throws {
    let run = try JournalFixture.begin(journal)
    try await run.write([.push(JournalFixture.push())], for: "billing")
    await run.finish(JournalFixture.delivered(), stages: [])
    try await run.write([.push(JournalFixture.push("orders"))], for: "orders")
    #expect(try journal.deliveredPushes(of: journal.campaign("bump-timeout")) == [JournalFixture.push()])
  }
}
