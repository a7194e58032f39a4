import FleetTestSupport
import Foundation
import Testing

/// The same campaign again, after something has moved.
@Suite(.timeLimit(.minutes(5)))
struct RepeatedRunTests {
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

  @Test func aRunWithNothingToDoWritesNothingButTheJournal() throws {
    #expect(try apply("--no-test").outcome == "delivered")
    #expect(try apply("--no-test").outcome == "unchanged")
    func listing() -> [String] { fixture.fleet.home.listing().filter { !$0.hasPrefix(".local/state/fleet") } }
    let before = listing()
    #expect(try apply("--no-test").outcome == "unchanged")
    #expect(listing() == before)
  }

  /// Makes the objects of the only mirror files of their own and removes one that the plan reads.
  private func removeSettingsFromMirror() throws {
    let mirrors = fixture.fleet.home.path + "/.cache/fleet/mirrors"
    let name = try FileManager.default.contentsOfDirectory(atPath: mirrors).first { $0.hasSuffix(".git") }
    let mirror = "\(mirrors)/\(try #require(name))"
    try FileManager.default.moveItem(atPath: "\(mirror)/objects/pack", toPath: "\(mirror)/packs")
    for name in try FileManager.default.contentsOfDirectory(atPath: "\(mirror)/packs") where name.hasSuffix(".pack") {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(mirror)/packs/\(name)")))
      try remote.git.run(["unpack-objects", "-q"], in: mirror, input: bytes)
    }
    let id = try remote.git.run(["rev-parse", "main:main/settings.py"], in: mirror)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    try FileManager.default.removeItem(atPath: "\(mirror)/objects/\(id.prefix(2))/\(id.dropFirst(2))")
  }

  /// Who doesn't miss what only planning reads hasn't planned.
  @Test func whatStandsAsItWasPushedIsPlannedAgainOnlyWhereSomethingElseIsSaidOfTheService() throws {
    let first = try apply("--no-test")
    #expect(first.outcome == "delivered")
    try removeSettingsFromMirror()
    let second = try apply("--no-test")
    #expect(second.outcome == "unchanged" && second.message == "\(Self.branch) holds this change already")
    #expect(second.commit == first.commit && second.base == first.base && second.branch == Self.branch)
    try fixture.work.write(
      "name: plumbing\nservices:\n  - {name: billing, url: \"\(fixture.daemon.url("billing.git"))\", tags: [core]}\n",
      to: "fleet.yaml")
    let third = try apply("--no-test")
    #expect(third.outcome == "unchanged" && third.message?.contains("made anew") == true, "\(third)")
  }

  @Test func aBranchThatIsGoneIsPushedAgain() throws {
    let first = try apply("--no-test")
    try remote.set(Self.branch, to: nil)
    let second = try apply("--no-test")
    #expect(second.outcome == "delivered" && second.base == first.base)
    #expect(try remote.tip(of: Self.branch) == second.commit)
  }

  @Test func aBranchOfOursIsRemadeOnABaseThatMoved() throws {
    let first = try apply()
    let base = try remote.commit(["README.md": "moved\n"], message: "Move on\n")
    let second = try apply()
    #expect(second.outcome == "delivered")
    #expect(second.base == base)
    #expect(second.commit != first.commit)
    #expect(try remote.tip(of: Self.branch) == second.commit)
    #expect(try remote.commitCount(on: "main..\(Self.branch)") == 1)
    #expect(try remote.file("README.md", on: Self.branch) == "moved\n")
  }

  @Test func aParameterThatChangedReplacesOurOwnCommit() throws {
    _ = try apply()
    let second = try apply("--param", "seconds=90")
    #expect(second.outcome == "delivered")
    #expect(try remote.file("main/settings.py", on: Self.branch)?.contains("'timeout': 90") == true)
    #expect(try remote.commitCount(on: "main..\(Self.branch)") == 1)
  }

  @Test func somebodyElsesCommitOnTheBranchIsAConflictAndStays() throws {
    _ = try apply()
    let theirs = try remote.commit(["main/settings.py": "TIMEOUT = 1\n"], on: Self.branch, message: "By hand\n")
    let second = try apply("--param", "seconds=90")
    #expect(second.outcome == "conflict")
    #expect(second.message?.contains(String(theirs.prefix(7))) == true)
    #expect(try remote.tip(of: Self.branch) == theirs)
  }

  @Test func anAmendedCommitOfOursIsSomebodyElses() throws {
    let first = try apply()
    let message = try remote.message(on: Self.branch)
    try remote.set(Self.branch, to: nil)
    let theirs = try remote.commit(
      ["main/settings.py": "DATABASES = {'default': {'OPTIONS': {'timeout': 61}}}\n"], on: Self.branch,
      from: first.base, message: message + "\n")
    #expect(try apply("--param", "seconds=90").outcome == "conflict")
    #expect(try remote.tip(of: Self.branch) == theirs)
  }

  @Test func aMergedChangeLeavesNothingToDo() throws {
    let first = try apply()
    try remote.set("main", to: first.commit)
    #expect(try apply().outcome == "unchanged")
    #expect(try remote.tip(of: Self.branch) == first.commit)
  }

  @Test func directDeliveryPushesToTheDefaultBranchOnce() throws {
    let base = try #require(try remote.tip(of: "main"))
    let first = try apply("--direct")
    #expect(first.outcome == "delivered")
    #expect(first.branch == "main")
    #expect(try remote.tip(of: "main") == first.commit)
    #expect(try remote.commitCount(on: "\(base)..main") == 1)
    #expect(try apply("--direct").outcome == "unchanged")
    #expect(try remote.tip(of: Self.branch) == nil)
  }

  @Test func aDamagedMirrorIsSetAsideAndMadeAnew() throws {
    _ = try apply()
    let mirrors = fixture.fleet.home.path + "/.cache/fleet/mirrors"
    let mirror = try #require(
      FileManager.default.contentsOfDirectory(atPath: mirrors).first { $0.hasSuffix(".git") })
    try FileManager.default.removeItem(atPath: "\(mirrors)/\(mirror)/HEAD")
    let second = try apply("--param", "seconds=90")
    #expect(second.outcome == "delivered")
    #expect(second.message?.contains("made anew") == true)
  }

  @Test func aMissingCacheChangesNothingAboutWhatIsDone() throws {
    _ = try apply()
    try FileManager.default.removeItem(atPath: fixture.fleet.home.path + "/.cache")
    #expect(try apply().outcome == "unchanged")
  }

  @Test func theCheckIsThreeWhereSomethingWouldChangeAndZeroWhereNothingWould() throws {
    #expect(try fixture.run("apply", "bump-timeout.json", "--check").status == 3)
    #expect(try remote.tip(of: Self.branch) == nil)
    _ = try apply("--direct")
    #expect(try fixture.run("apply", "bump-timeout.json", "--check").status == 0)
  }
}
