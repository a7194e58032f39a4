import FleetTestSupport
import Foundation
import Git
import Testing

@testable import FleetCore

/// Campaigns, runs and what a run goes on with.
struct JournalTests {
  private let journal: Journal

  init() throws {
    journal = try Journal.inMemory()
  }

  @Test func theSameChangeOfTheSameManifestIsTheSameCampaign() throws {
    let first = try JournalFixture.begin(journal)
    let second = try JournalFixture.begin(journal)
    #expect(first.campaign == "2023-11-14-bump-timeout")
    #expect(second.campaign == first.campaign)
  }

  @Test func anotherChangeOfTheSameNameAndDayGetsANumber() throws {
    _ = try JournalFixture.begin(journal)
    let second = try JournalFixture.begin(journal, JournalFixture.request(digest: "d2"))
    #expect(second.campaign == "2023-11-14-bump-timeout-2")
  }

  @Test func aRunThatWasKilledIsGoneOnWith() async throws {
    let first = try JournalFixture.begin(journal)
    try await first.write(
      [.stage(JournalFixture.stage(.commit, new: JournalFixture.id("c"))), .push(JournalFixture.push())],
      for: "billing")
    await first.finish(JournalFixture.delivered(), stages: [])
    try await first.write([.push(JournalFixture.push("orders"))], for: "orders")

    let second = try JournalFixture.begin(journal)
    #expect(second.isResumption)
    #expect(second.earlierPush(of: "billing")?.push == JournalFixture.push())
    #expect(second.earlierPush(of: "billing")?.isAccepted == true)
    #expect(second.earlierPush(of: "orders")?.isAccepted == false)
    #expect(second.earlierCommit(of: "billing") == JournalFixture.id("c"))
  }

  @Test func aRunThatWentOnAndWasKilledTooIsGoneOnWithAsOne() async throws {
    let first = try JournalFixture.begin(journal)
    try await first.write([.push(JournalFixture.push())], for: "billing")
    _ = try JournalFixture.begin(journal)
    let third = try JournalFixture.begin(journal)
    #expect(third.earlierPush(of: "billing") != nil)
  }

  @Test func aRunThatReachedItsEndIsNotGoneOnWith() async throws {
    let first = try JournalFixture.begin(journal)
    try await first.write([.push(JournalFixture.push())], for: "billing")
    try await first.end(exitCode: 1)
    #expect(try !JournalFixture.begin(journal).isResumption)
  }

  @Test func aRunThatAPersonInterruptedIsGoneOnWith() async throws {
    let first = try JournalFixture.begin(journal)
    try await first.end(exitCode: 130)
    #expect(try JournalFixture.begin(journal).isResumption)
    #expect(try journal.unfinishedRun(isAlive: JournalFixture.isAlive)?.services == ["billing", "orders"])
  }

  @Test func theWorkOfAProcessThatStillRunsIsNotTakenOver() throws {
    _ = try JournalFixture.begin(journal, JournalFixture.request(process: JournalFixture.live))
    #expect(try journal.unfinishedRun(isAlive: JournalFixture.isAlive) == nil)
    #expect(try !JournalFixture.begin(journal).isResumption)
  }

  @Test func aPreviewWritesNothing() async throws {
    let first = try JournalFixture.begin(journal)
    try await first.write([.push(JournalFixture.push())], for: "billing")
    let preview = try journal.preview(JournalFixture.request(), isAlive: JournalFixture.isAlive)
    #expect(preview.earlierPush(of: "billing") != nil)
    #expect(try journal.runs(limit: 9).count == 1)
  }

  @Test func aRecipeComesBackAsItWas() throws {
    _ = try JournalFixture.begin(journal)
    let run = try #require(journal.runs(limit: 1).first?.run)
    #expect(try journal.recipe(of: run) == JournalFixture.request().recipe)
  }

  @Test func aPassCountsForEveryRunAndAFailureOnlyForThoseThatGoOn() async throws {
    let passed = TestSubject(mirror: "billing", tree: JournalFixture.id("b"), command: "make test")
    let failed = TestSubject(mirror: "billing", tree: JournalFixture.id("d"), command: "make test")
    func verdict(_ subject: TestSubject, _ isPassed: Bool) -> TestVerdict {
      TestVerdict(subject: subject, isPassed: isPassed, tries: 2, words: "exited with status 1", logPath: "/log")
    }
    let first = try JournalFixture.begin(journal)
    try await first.write([.test(verdict(passed, true)), .test(verdict(failed, false))], for: "billing")

    let resumed = try JournalFixture.begin(journal)
    #expect(try await resumed.earlierVerdict(on: passed) == verdict(passed, true))
    #expect(try await resumed.earlierVerdict(on: failed) == verdict(failed, false))
    try await resumed.end(exitCode: 1)
    let later = try JournalFixture.begin(journal)
    #expect(try await later.earlierVerdict(on: passed) == verdict(passed, true))
    #expect(try await later.earlierVerdict(on: failed) == nil)
    let elsewhere = TestSubject(mirror: "orders", tree: JournalFixture.id("b"), command: "make test")
    #expect(try await later.earlierVerdict(on: elsewhere) == nil)
  }

  @Test func whatIsTooOldGoesAndWhatIsNeededStays() async throws {
    let day = 86_400.0
    let old = try JournalFixture.begin(journal, JournalFixture.request(["billing"], digest: "old", at: 0))
    try await old.write([.stage(JournalFixture.stage(.refresh))], for: "billing")
    await old.finish(JournalFixture.delivered(), stages: [])
    try await old.end(exitCode: 0)

    _ = try JournalFixture.begin(journal, JournalFixture.request(at: 100 * day))
    let campaign = try journal.campaign("2023-11-14-bump-timeout")
    let status = try #require(try journal.status(of: campaign, isAlive: JournalFixture.isAlive))
    #expect(status.results.map(\.outcome) == [.delivered])
    #expect(status.results.map(\.stages) == [[]])

    _ = try JournalFixture.begin(journal, JournalFixture.request(at: 800 * day))
    #expect(try journal.campaigns().map(\.digest) == ["d1"])
  }
}
