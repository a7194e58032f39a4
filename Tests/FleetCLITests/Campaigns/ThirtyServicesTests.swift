import FleetTestSupport
import Foundation
import Testing

/// The main job over a fleet with everything that goes wrong in one, over a server that runs hooks and compares and swaps.
@Suite(.timeLimit(.minutes(10)))
struct ThirtyServicesTests {
  private static let changed = (1...18).map { "service-\($0 < 10 ? "0" : "")\($0)" }
  private static let done = (1...4).map { "done-\($0)" }
  private static let missing = (1...3).map { "missing-\($0)" }

  private struct Fleet {
    let fixture: CampaignFixture
    var remotes: [String: Remote] = [:]

    var names: [String] { remotes.keys.sorted() }

    func references() throws -> [String: [String: String]] { try remotes.mapValues { try $0.references() } }
  }

  private func makeFleet() throws -> Fleet {
    var fleet = Fleet(fixture: try CampaignFixture())
    let fixture = fleet.fixture
    for name in Self.changed { fleet.remotes[name] = try fixture.service(name) }
    for name in Self.done { fleet.remotes[name] = try fixture.service(name, settings: CampaignFixture.changedSettings) }
    for name in Self.missing {
      fleet.remotes[name] = try fixture.service(name, settings: "DATABASES = {'default': {}}\n")
    }
    fleet.remotes["red"] = try fixture.service("red", test: "import unittest\nraise SystemExit(1)\n")
    fleet.remotes["broken"] = try fixture.service("broken", test: CampaignFixture.testThatWantsThirty)
    fleet.remotes["empty"] = try fixture.remote("empty", files: [:])
    fleet.remotes["other"] = try fixture.remote("other", files: ["README.md": "not a Django service\n"])
    let guarded = try fixture.service("guarded")
    try guarded.refusePushes(saying: "no pushes on Friday")
    fleet.remotes["guarded"] = guarded
    try fixture.writeManifest(fleet.names + ["gone"])
    return fleet
  }

  @Test func everyServiceEndsWithItsOutcomeAndOnlyChangedOnesGetACommit() throws {
    let fleet = try makeFleet()
    let before = try fleet.references()
    let (document, exitCode) = try fleet.fixture.report("apply", "bump-timeout.json", "--yes")

    #expect(exitCode == 1)
    #expect(document.repositories.count == 31)
    #expect(document.repositories.map(\.service) == (fleet.names + ["gone"]).sorted())
    for name in Self.changed { #expect(document.outcome(of: name) == "delivered") }
    for name in Self.done { #expect(document.outcome(of: name) == "unchanged") }
    for name in Self.missing { #expect(document.outcome(of: name) == "refused(no-match)") }
    #expect(document.outcome(of: "red") == "already-failing")
    #expect(document.outcome(of: "broken") == "broken-by-change")
    #expect(document.outcome(of: "empty") == "failed(refresh)")
    #expect(document.outcome(of: "other") == "not-applicable")
    #expect(document.outcome(of: "guarded") == "failed(push)")
    #expect(document["guarded"]?.message?.contains("no pushes on Friday") == true)
    #expect(document.outcome(of: "gone") == "failed(refresh)")

    let after = try fleet.references()
    for name in fleet.names where !Self.changed.contains(name) { #expect(after[name] == before[name]) }
    for name in Self.changed {
      let remote = try #require(fleet.remotes[name])
      try expectOneCommit(on: remote, named: name, base: before[name]?["refs/heads/main"], document[name])
    }
  }

  /// Exactly one new commit on the base, with exactly the expected difference, and the default branch as it was.
  private func expectOneCommit(
    on remote: Remote, named name: String, base: String?, _ result: CampaignDocument.Repository?
  ) throws {
    let branch = "fleet/bump-timeout"
    #expect(try remote.tip(of: "main") == base)
    #expect(try remote.tip(of: branch) == result?.commit)
    #expect(result?.base == base)
    #expect(try remote.commitCount(on: "main..\(branch)") == 1)
    #expect(try remote.file("main/settings.py", on: branch) == CampaignFixture.changedSettings)
    #expect(try remote.git.run(["diff", "--numstat", "main", branch], in: remote.path) == "1\t1\tmain/settings.py")
    let message = try remote.message(on: branch)
    #expect(
      message.hasPrefix("Raise the timeout of \(name) to 60 s\n\nFleet-Campaign: bump-timeout\nFleet-Change-Id: "))
    #expect(try remote.problems() == "")
  }

  @Test func theSameCommandAgainMakesNoCommitAndNoPush() throws {
    let fleet = try makeFleet()
    _ = try fleet.fixture.report("apply", "bump-timeout.json", "--yes")
    let before = try fleet.references()
    let connectionCount = fleet.fixture.daemon.connectionCount

    let (document, exitCode) = try fleet.fixture.report("apply", "bump-timeout.json", "--yes")
    #expect(exitCode == 1)
    for name in Self.changed { #expect(document.outcome(of: name) == "unchanged") }
    #expect(try fleet.references() == before)
    // One look at each remote, and a second connection only for the push that the hook refuses again.
    #expect(fleet.fixture.daemon.connectionCount - connectionCount == 31 + 1)
  }

  @Test func aFleetWithoutProblemsExitsWithZero() throws {
    let fixture = try CampaignFixture()
    try fixture.service("billing")
    try fixture.service("orders", settings: CampaignFixture.changedSettings)
    try fixture.writeManifest(["billing", "orders"])
    let result = try fixture.run("apply", "bump-timeout.json", "--yes")
    #expect(result.status == 0)
    #expect(result.text.split(separator: "\n").last == "orders   unchanged")
    let again = try fixture.run("apply", "bump-timeout.json", "--yes")
    #expect(again.text == "billing  unchanged\norders   unchanged\n")
    #expect(again.status == 0)
  }
}
