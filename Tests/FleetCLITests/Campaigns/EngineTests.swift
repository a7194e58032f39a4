import FleetTestSupport
import Foundation
import Testing

/// Which engine reached a remote is said where it isn't the usual one.
@Suite(.timeLimit(.minutes(5)))
struct EngineTests {
  private let fixture: CampaignFixture
  private let remote: Remote

  init() throws {
    fixture = try CampaignFixture()
    remote = try fixture.service("billing")
  }

  private func apply() throws -> (entry: CampaignDocument.Repository?, exitCode: Int32) {
    let (document, exitCode) = try fixture.report("apply", "bump-timeout.json", "--yes", "--no-test")
    return (document["billing"], exitCode)
  }

  @Test func theLibraryIsNotMentioned() throws {
    try fixture.writeManifest(["billing"])
    let entry = try apply().entry
    #expect(entry?.outcome == "delivered" && entry?.engine == nil && entry?.engineReason == nil)
  }

  @Test(arguments: [true, false])
  func theManifestMayNameGit(_ isDefault: Bool) throws {
    try fixture.writeManifest(["billing"], extra: isDefault ? "defaults:\n  engine: git\n" : "")
    if !isDefault {
      try fixture.work.write((fixture.work.read("fleet.yaml") ?? "") + "    engine: git\n", to: "fleet.yaml")
    }
    let (entry, exitCode) = try apply()
    #expect(exitCode == 0 && entry?.outcome == "delivered")
    #expect(entry?.engine == "git" && entry?.engineReason == "fleet.yaml says so")
    #expect(try remote.file("main/settings.py", on: "fleet/bump-timeout") == CampaignFixture.changedSettings)
    #expect(try fixture.run("repos", "sync").text.contains("by git: fleet.yaml says so"))
  }

  @Test func aServiceMayTakeTheDefaultBack() throws {
    try fixture.writeManifest(["billing"], extra: "defaults:\n  engine: git\n")
    try fixture.work.write((fixture.work.read("fleet.yaml") ?? "") + "    engine: libgit2\n", to: "fleet.yaml")
    #expect(try apply().entry?.engine == nil)
  }

  @Test func anEngineThatIsNotOneIsAnErrorOfTheManifest() throws {
    try fixture.writeManifest(["billing"], extra: "defaults:\n  engine: jgit\n")
    let result = try fixture.run("repos", "sync")
    #expect(result.status == 2 && result.stderr.contains("engine") && result.stderr.contains("libgit2"))
  }

  @Test func aBranchThatMovedIsAConflictByGitToo() throws {
    try fixture.writeManifest(["billing"], extra: "defaults:\n  engine: git\n")
    #expect(try apply().entry?.outcome == "delivered")
    try remote.commit(["main/settings.py": "TIMEOUT = 1\n"], on: "fleet/bump-timeout", message: "By hand\n")
    let (document, exitCode) = try fixture.report(
      "apply", "bump-timeout.json", "--yes", "--no-test", "--param", "seconds=90")
    #expect(exitCode == 1 && document.outcome(of: "billing") == "conflict")
  }
}
