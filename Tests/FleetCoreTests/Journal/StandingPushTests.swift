import Changes
import Git
import Testing

@testable import FleetCore

/// What the journal knows of pushes that need not be planned again.
@Suite struct StandingPushTests {
  private let journal: Journal

  init() throws {
    journal = try Journal.inMemory()
  }

  private func push(_ digit: Character, source: PlanSource?) -> PushRecord {
    var push = JournalFixture.push(new: digit)
    push.source = source
    return push
  }

  @Test func aCampaignsLastPushIsKnownToItsNextRunWithWhatItCameOf() async throws {
    let source = PlanSource(build: "1", facts: ServiceFacts(name: "billing", branch: "main", tags: ["core"]))
    let first = try JournalFixture.begin(journal)
    #expect(first.lastPush(to: "billing") == nil)
    try await first.write([.push(push("c", source: nil))], for: "billing")
    try await first.write([.push(push("d", source: source))], for: "billing")
    try await first.end(exitCode: 0)
    let second = try JournalFixture.begin(journal)
    #expect(second.lastPush(to: "billing") == push("d", source: source))
    #expect(second.lastPush(to: "orders") == nil)
    #expect(try JournalFixture.begin(journal, JournalFixture.request(digest: "d2")).lastPush(to: "billing") == nil)
  }

  @Test func anotherBuildOrOtherFactsAreAnotherSource() {
    func source(
      build: String = "1", name: String = "billing", branch: String = "main", tags: [String] = ["a", "b"]
    ) -> PlanSource {
      PlanSource(build: build, facts: ServiceFacts(name: name, branch: branch, tags: tags))
    }
    #expect(source() == source(tags: ["b", "a"]))
    let others = [source(build: "2"), source(name: "orders"), source(branch: "trunk"), source(tags: ["a"])]
    #expect(!others.contains(source()) && Set(others.map(\.digest)).count == 4)
  }
}
