import FleetTestSupport
import Foundation
import Testing

/// A campaign's branch that is there already, by each strategy.
@Suite(.timeLimit(.minutes(5)))
struct StrategyTests {
  private static let branch = "fleet/bump-timeout"
  private let fixture: CampaignFixture
  private let remote: Remote

  init() throws {
    fixture = try CampaignFixture()
    remote = try fixture.service("billing")
    try fixture.writeManifest(["billing"])
  }

  private func apply(_ options: String...) throws -> CampaignDocument.Repository {
    let result = try fixture.fleet.run(
      ["apply", "bump-timeout.json", "--yes", "--json"] + options, in: fixture.work.path)
    return try #require(JSONDecoder().decode(CampaignDocument.self, from: Data(result.stdout))["billing"])
  }

  /// Delivers, and lets a person commit on top.
  private func theirs(_ files: [String: FileContent] = ["NOTES.md": "by hand\n"]) throws -> String {
    #expect(try apply().outcome == "delivered")
    return try remote.commit(files, on: Self.branch, message: "By hand\n")
  }

  @Test func skipLeavesTheBranchAloneAndSaysWhy() throws {
    let theirs = try theirs()
    let result = try apply("--param", "seconds=90", "--strategy", "skip")
    #expect(result.outcome == "skipped")
    #expect(result.kind == "branch-exists")
    #expect(result.message?.contains(String(theirs.prefix(7))) == true)
    #expect(try remote.tip(of: Self.branch) == theirs)
  }

  @Test func replaceRefusesTheirCommitUnlessThatIsAskedFor() throws {
    let theirs = try theirs()
    let refused = try apply("--param", "seconds=90", "--conflict-strategy", "replace")
    #expect(refused.outcome == "conflict")
    #expect(refused.message?.contains(String(theirs.prefix(7))) == true)
    #expect(try remote.tip(of: Self.branch) == theirs)
    #expect(try apply("--param", "seconds=90", "--overwrite-human-commits").outcome == "delivered")
    #expect(try remote.commitCount(on: "main..\(Self.branch)") == 1)
    #expect(try remote.file("NOTES.md", on: Self.branch) == nil)
  }

  @Test func appendCommitsOnTopOfTheirs() throws {
    let theirs = try theirs()
    let result = try apply("--param", "seconds=90", "--strategy", "append")
    #expect(result.outcome == "delivered")
    #expect(result.base == theirs)
    #expect(try remote.git.run(["rev-parse", "\(Self.branch)^"], in: remote.path) == theirs)
    #expect(try remote.file("main/settings.py", on: Self.branch)?.contains("'timeout': 90") == true)
    #expect(try remote.file("NOTES.md", on: Self.branch) == "by hand\n")
    #expect(try apply("--param", "seconds=90", "--strategy", "append").outcome == "unchanged")
    // Their commit is below ours now, and still isn't ours to replace.
    #expect(try apply("--param", "seconds=95").outcome == "conflict")
  }

  @Test func rebasePutsTheirCommitOnTopOfTheChangeOnTheNewBase() throws {
    let theirs = try theirs()
    let base = try remote.commit(["README.md": "moved\n"], message: "Move on\n")
    let result = try apply("--param", "seconds=90", "--strategy", "rebase")
    #expect(result.outcome == "delivered")
    let log = try remote.git.run(["log", "--format=%an %s", "\(base)..\(Self.branch)"], in: remote.path)
    let author = try remote.git.run(["log", "-1", "--format=%an", theirs], in: remote.path)
    #expect(log.split(separator: "\n").first == "\(author) By hand")
    #expect(log.split(separator: "\n").count == 2)
    #expect(try remote.file("NOTES.md", on: Self.branch) == "by hand\n")
    #expect(try remote.file("README.md", on: Self.branch) == "moved\n")
    #expect(try remote.file("main/settings.py", on: Self.branch)?.contains("'timeout': 90") == true)
    #expect(try apply("--param", "seconds=90", "--strategy", "rebase").outcome == "unchanged")
  }

  @Test func aRebaseThatConflictsPushesNothing() throws {
    let theirs = try theirs(["main/settings.py": .text(CampaignFixture.settings.replacing("30", with: "75"))])
    let result = try apply("--param", "seconds=90", "--strategy", "rebase")
    #expect(result.outcome == "conflict")
    #expect(result.message?.contains("main/settings.py") == true)
    #expect(try remote.tip(of: Self.branch) == theirs)
  }

  @Test func aStrategyForADirectDeliveryIsWrongUsage() throws {
    #expect(try fixture.run("apply", "bump-timeout.json", "--direct", "--strategy", "skip").status == 2)
    try fixture.writeManifest(["billing"], extra: "defaults:\n  delivery: direct\n")
    #expect(try fixture.run("apply", "bump-timeout.json", "--strategy", "skip").status == 2)
  }
}
