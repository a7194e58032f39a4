import FleetTestSupport
import Foundation
import Testing

/// Taking a campaign back.
@Suite(.timeLimit(.minutes(10)))
struct UndoTests {
  private static let branch = "fleet/bump-timeout"
  private static let undoBranch = "fleet/undo-bump-timeout"
  private let fixture: CampaignFixture
  private let remote: Remote

  init() throws {
    fixture = try CampaignFixture()
    remote = try fixture.service("billing")
    try fixture.service("other")
    try fixture.writeManifest(["billing", "other"])
  }

  @discardableResult
  private func run(_ arguments: String...) throws -> CampaignDocument.Repository {
    let document = try fixture.report(arguments + ["--yes", "--select", "billing"]).document
    return try #require(document["billing"])
  }

  private func apply(_ options: String...) throws -> CampaignDocument.Repository {
    let document = try fixture.report(["apply", "bump-timeout.json", "--yes", "--select", "billing"] + options).document
    return try #require(document["billing"])
  }

  private func tree(_ revision: String) throws -> String {
    try remote.git.run(["rev-parse", "\(revision)^{tree}"], in: remote.path)
  }

  @Test func anUnmergedBranchIsDeletedAndThenThereIsNothingToDo() throws {
    _ = try apply()
    let before = try remote.tip(of: "main")
    let dry = try run("undo", "bump-timeout", "--dry-run", "--diff")
    #expect(dry.diff?.contains("+        'OPTIONS': {'timeout': 30}") == true)
    #expect(dry.outcome == "changed")
    #expect(dry.branch == Self.branch)
    #expect(try remote.tip(of: Self.branch) != nil)
    #expect(try run("undo", "bump-timeout").outcome == "delivered")
    #expect(try remote.tip(of: Self.branch) == nil)
    #expect(try remote.tip(of: "main") == before)
    #expect(try run("undo", "bump-timeout").outcome == "unchanged")
  }

  @Test func onlyServicesThatTheCampaignReachedAreAsked() throws {
    _ = try apply()
    let document = try fixture.report("undo", "bump-timeout", "--yes").document
    #expect(document.repositories.map(\.service) == ["billing"])
  }

  @Test func aBranchWithSomebodyElsesCommitStays() throws {
    _ = try apply()
    let theirs = try remote.commit(["NOTES.md": "by hand\n"], on: Self.branch, message: "By hand\n")
    let result = try run("undo", "bump-timeout")
    #expect(result.outcome == "conflict")
    #expect(result.message?.contains(String(theirs.prefix(7))) == true)
    #expect(try remote.tip(of: Self.branch) == theirs)
  }

  @Test func aCommitOnTopOfSomebodyElsesIsNotDeletedWithTheirs() throws {
    _ = try apply()
    try remote.commit(["NOTES.md": "by hand\n"], on: Self.branch, message: "By hand\n")
    let appended = try apply("--param", "seconds=90", "--strategy", "append")
    #expect(try run("undo", "bump-timeout").outcome == "conflict")
    #expect(try remote.tip(of: Self.branch) == appended.commit)
  }

  @Test func aDirectDeliveryIsRevertedDirectly() throws {
    let (before, base) = (try tree("main"), try #require(try remote.tip(of: "main")))
    _ = try apply("--direct")
    let undone = try run("undo", "bump-timeout")
    #expect(undone.outcome == "delivered")
    #expect(undone.branch == "main")
    #expect(try remote.tip(of: "main") == undone.commit)
    #expect(try tree("main") == before)
    #expect(try remote.commitCount(on: "\(base)..main") == 2)
    #expect(try run("undo", "bump-timeout").outcome == "unchanged")
    #expect(try remote.tip(of: "main") == undone.commit)
  }

  @Test func trailersAreFilledInForEachService() throws {
    _ = try apply("--direct")
    #expect(try run("undo", "bump-timeout", "--trailer", "Service={{service.name}}").outcome == "delivered")
    #expect(try remote.message().contains("\nService: billing"))
  }

  @Test func anUndoingCanBeUndoneAndUndoneAgain() throws {
    _ = try apply("--direct")
    let (before, after) = (try tree("main^"), try tree("main"))
    try run("undo", "bump-timeout")
    #expect(try run("undo", "undo-bump-timeout").outcome == "delivered")
    #expect(try tree("main") == after)
    #expect(try run("undo", "undo-bump-timeout").outcome == "unchanged")
    #expect(try run("undo", "bump-timeout").outcome == "delivered")
    #expect(try tree("main") == before)
  }

  @Test func whatIsMergedIsRevertedOnABranchAndLaterWorkStays() throws {
    let first = try apply()
    try remote.set("main", to: first.commit)
    try remote.commit(["README.md": "later\n"], message: "Work on\n")
    let undone = try run("undo", "bump-timeout")
    #expect(undone.outcome == "delivered")
    #expect(undone.branch == Self.undoBranch)
    #expect(try remote.file("main/settings.py", on: Self.undoBranch) == CampaignFixture.settings)
    #expect(try remote.file("README.md", on: Self.undoBranch) == "later\n")
    #expect(try remote.commitCount(on: "main..\(Self.undoBranch)") == 1)
    #expect(try run("undo", "bump-timeout").outcome == "unchanged")
    #expect(try run("undo", "undo-bump-timeout").outcome == "delivered")
    #expect(try remote.tip(of: Self.undoBranch) == nil)
  }

  @Test func aSquashThatKeptTheTrailersIsReverted() throws {
    let (before, first) = (try tree("main"), try apply())
    let message = try remote.message(on: Self.branch).replacing("Raise", with: "Squash (#12): raise")
    try remote.set(Self.branch, to: nil)
    try remote.commit(
      ["main/settings.py": .text(CampaignFixture.changedSettings)], from: first.base, message: message)
    #expect(try run("undo", "bump-timeout", "--direct").outcome == "delivered")
    #expect(try tree("main") == before)
  }

  @Test func linesThatChangedSinceAreAConflictAndNothingIsPushed() throws {
    _ = try apply("--direct")
    let theirs = try remote.commit(
      ["main/settings.py": .text(CampaignFixture.settings.replacing("30", with: "75"))], message: "By hand\n")
    let result = try run("undo", "bump-timeout")
    #expect(result.outcome == "conflict")
    #expect(result.message?.hasSuffix("has changed since in main/settings.py") == true)
    #expect(result.conflicts == ["main/settings.py"])
    #expect(try remote.tip(of: "main") == theirs)
  }

  @Test func theTrailersAreEnoughWithoutAJournal() throws {
    let before = try tree("main")
    _ = try apply("--direct")
    try FileManager.default.removeItem(atPath: fixture.fleet.home.path + "/.local/state/fleet")
    let (document, exitCode) = try fixture.report("undo", "bump-timeout", "--yes", "--direct")
    #expect(exitCode == 0)
    #expect(document.outcome(of: "billing") == "delivered")
    #expect(document.outcome(of: "other") == "unchanged")
    #expect(try tree("main") == before)
  }

  @Test func aChangeThatTurnedTheTestsRedCanBeTakenBack() throws {
    let red = try fixture.service("red", test: CampaignFixture.testThatWantsThirty)
    try fixture.writeManifest(["red"])
    _ = try fixture.report("apply", "bump-timeout.json", "--yes", "--direct", "--no-test")
    let document = try fixture.report("undo", "bump-timeout", "--yes").document
    #expect(document.outcome(of: "red") == "delivered")
    #expect(try red.file("main/settings.py") == CampaignFixture.settings)
  }
}
