import Foundation
import Git
import Testing

@testable import FleetCore

/// What is left of an interrupted run after a run over fewer services, and what a resumed one knows.
struct UnfinishedWorkTests {
  private let journal: Journal

  init() throws {
    journal = try Journal.inMemory()
  }

  private func unfinished() throws -> Set<String>? {
    try journal.unfinishedRun(isAlive: JournalFixture.isAlive).map { try journal.unfinishedServices(of: $0) }
  }

  private func done(_ run: RunJournal, _ services: String...) async {
    for service in services { await run.finish(JournalFixture.delivered(service), stages: []) }
  }

  @Test func aRunOverFewerServicesLeavesTheOthersOpen() async throws {
    let first = try JournalFixture.begin(journal, JournalFixture.request(["a", "b", "c", "d"]))
    await done(first, "a")
    #expect(try unfinished() == ["a", "b", "c", "d"])

    // As `--limit`, `--select` or `--failed` make it.
    let second = try JournalFixture.begin(journal, JournalFixture.request(["b"]))
    #expect(second.isResumption)
    await done(second, "b")
    try await second.end(exitCode: 0)
    #expect(try unfinished() == ["c", "d"])
    let campaign = try journal.campaign("bump-timeout")
    let status = try journal.status(of: campaign, isAlive: JournalFixture.isAlive)
    #expect(status?.state == .unfinished)
    #expect(status?.openServices == ["c", "d"])
    #expect(status?.results.map(\.outcome) == [.delivered, .delivered, .skipped, .skipped])
    #expect(try journal.summaries(isAlive: JournalFixture.isAlive).first?.state == .unfinished)

    let third = try JournalFixture.begin(journal, JournalFixture.request(["c", "d"]))
    #expect(third.isResumption)
    await done(third, "c", "d")
    try await third.end(exitCode: 0)
    #expect(try unfinished() == nil)
    #expect(try journal.status(of: campaign, isAlive: JournalFixture.isAlive)?.state == .finished)
    #expect(try !JournalFixture.begin(journal, JournalFixture.request(["a"])).isResumption)
  }

  @Test func whatAPersonLeftOutInTheReviewIsNotGoneOnWith() async throws {
    _ = try JournalFixture.begin(journal, JournalFixture.request(["a", "b"]))
    let second = try JournalFixture.begin(journal, JournalFixture.request(["a"]))
    await second.finish(
      RepositoryResult(service: "b", outcome: .skipped, kind: RepositoryPlan.leftOutKind, message: "no"), stages: [])
    await done(second, "a")
    try await second.end(exitCode: 0)
    #expect(try unfinished() == nil)
  }

  @Test func notesAndEnginesAreKnownWhereARunIsGoneOnWith() async throws {
    let first = try JournalFixture.begin(journal)
    var push = JournalFixture.push()
    (push.note, push.gitReason) = ("the mirror was made anew", .largePush)
    try await first.write([.push(push)], for: "billing")
    var result = JournalFixture.delivered()
    (result.message, result.note, result.gitReason) = (
      "passed on the 2nd of 3 tries", "the mirror was made anew", .wanted
    )
    await first.finish(result, stages: [])
    let second = try JournalFixture.begin(journal)
    #expect(second.earlierPush(of: "billing")?.push == push)
    #expect(second.earlierResult(of: "billing") == result)
    let status = try journal.status(of: journal.campaign("bump-timeout"), isAlive: JournalFixture.isAlive)
    #expect(status?.results.first?.note == "the mirror was made anew")
    #expect(status?.results.first?.gitReason == .wanted)
  }

  @Test func whatAPersonMadeOfAPlanIsKnownWhereARunIsGoneOnWith() async throws {
    let first = try JournalFixture.begin(journal)
    let planned = PlannedRepository(
      service: Service(name: "billing", remote: try RemoteLocation("/billing", relativeTo: "/")), defaultBranch: "main",
      base: JournalFixture.id("a"), baseTree: JournalFixture.id("b"), tree: JournalFixture.id("c"),
      branch: "fleet/bump-timeout", replaced: nil, isEdited: true,
      size: ChangeSize(fileCount: 1, addedLineCount: 1, deletedLineCount: 1), diff: nil,
      note: nil, gitReason: nil)
    let entry = StoredPlanEntry(
      planned, mirror: MirrorStore(folder: "/mirrors").mirror(of: planned.service))
    try await first.keep([entry])
    #expect(first.edit(of: "billing") == entry)
    #expect(first.edit(of: "orders") == nil)
    #expect(try JournalFixture.begin(journal).edit(of: "billing") == entry)
  }
}
