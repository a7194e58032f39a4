import FleetTestSupport
import Foundation
import Testing

/// Everything that goes wrong in one fleet at once: exactly these outcomes, and everybody else is served.
@Suite(.timeLimit(.minutes(10)))
struct MixedFleetTests {
  private static let branch = "fleet/bump-timeout"

  @Test func eachEndsWithItsOwnOutcomeAndNobodysCommitIsLost() throws {
    let fixture = try CampaignFixture()
    let good = (1...8).map { "good-\($0)" }
    var remotes: [String: Remote] = [:]
    for name in good { remotes[name] = try fixture.service(name) }
    for name in ["red-1", "red-2", "red-3"] {
      remotes[name] = try fixture.service(name, test: "raise SystemExit(1)\n")
    }
    for name in ["broken-1", "broken-2"] {
      remotes[name] = try fixture.service(name, test: CampaignFixture.testThatWantsThirty)
    }
    remotes["hanging"] = try fixture.service("hanging", test: "import time\ntime.sleep(1000)\n")
    let guarded = try fixture.service("guarded")
    try guarded.refusePushes(saying: "no pushes on Friday")
    remotes["guarded"] = guarded
    // The tests of this one are the moment at which a person pushes to the campaign's branch.
    let moved = try fixture.service("moved")
    let theirs = try moved.commit(["NOTES.md": "by hand\n"], on: "draft", message: "By hand\n")
    remotes["moved"] = moved
    try fixture.writeManifest(remotes.keys.sorted())
    let manifest = try #require(fixture.work.read("fleet.yaml"))
    let entry = "    url: \(fixture.daemon.url("moved.git"))\n"
    try fixture.work.write(
      manifest.replacing(
        entry, with: entry + "    test: git -C \(moved.path) update-ref refs/heads/\(Self.branch) \(theirs)\n"),
      to: "fleet.yaml")

    let (document, exitCode) = try fixture.report("apply", "bump-timeout.json", "--yes", "--test-timeout", "20s")
    #expect(exitCode == 1)
    #expect(document.repositories.count == remotes.count)
    for name in good { #expect(document.outcome(of: name) == "delivered") }
    for name in ["red-1", "red-2", "red-3"] { #expect(document.outcome(of: name) == "already-failing") }
    for name in ["broken-1", "broken-2"] { #expect(document.outcome(of: name) == "broken-by-change") }
    #expect(document.outcome(of: "hanging") == "failed(verify)")
    #expect(document["hanging"]?.kind == "timed-out")
    #expect(document.outcome(of: "guarded") == "failed(push)")
    #expect(document.outcome(of: "moved") == "conflict")
    #expect(try moved.tip(of: Self.branch) == theirs)
    for (name, remote) in remotes where name != "moved" {
      #expect(try (remote.tip(of: Self.branch) != nil) == good.contains(name))
    }
  }
}
