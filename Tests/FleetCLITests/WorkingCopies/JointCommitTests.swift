import FleetTestSupport
import Foundation
import Testing

/// `fleet commit` in a developer's working copy, with git as the judge.
struct JointCommitTests {
  @Test(arguments: [false, true]) func librariesAndServiceAreCommittedAndPushedTogether(isNested: Bool) throws {
    let fixture = try WorkingCopyFixture(isNested: isNested)
    try fixture.edit()
    let result = try fixture.commit("-m", "Send by queue", "-m", "It is faster.", "--push")
    #expect(result.status == 0, "\(result.stderr)")
    #expect(try fixture.status() == "")
    #expect(try fixture.git.run(["submodule", "status", "--recursive"], in: fixture.copy).hasPrefix(" "))
    #expect(try fixture.danglingPins() == [])
    for (remote, copy) in [(fixture.service, fixture.copy), (fixture.library, fixture.libraryCopy)] {
      #expect(try remote.tip(of: "main") == fixture.git.run(["rev-parse", "HEAD"], in: copy))
      #expect(try fixture.git.run(["rev-list", "--count", "main"], in: remote.path) == "2")
      #expect(try fixture.git.run(["status", "--branch", "--porcelain"], in: copy) == "## main...origin/main")
      #expect(try fixture.git.run(["fsck", "--strict"], in: copy) == "")
    }
    let change = try fixture.change(in: fixture.service.path)
    #expect(change.count == 40)
    #expect(try fixture.change(in: fixture.library.path) == change)
    if let core = fixture.core { #expect(try fixture.change(in: core.path) == change) }
    let message = try fixture.git.run(["log", "-1", "--format=%B", "main"], in: fixture.service.path)
    #expect(
      message == "Send by queue\n\nIt is faster.\n\nFleet-Change-Id: \(change)\n".trimmingCharacters(in: .newlines))
    #expect(!FileManager.default.fileExists(atPath: "\(fixture.copy)/.git/fleet-commit"))
  }

  @Test func theServiceIsFoundFromInsideOfASubmodule() throws {
    let fixture = try WorkingCopyFixture(isNested: true)
    try fixture.write("2\n", "libs/api/vendor/core/core.txt")
    #expect(try fixture.commit("-m", "Deep", in: "libs/api/vendor").status == 0)
    #expect(try fixture.status() == "")
    // Everything is local: the remotes are as they were.
    #expect(try fixture.git.run(["rev-list", "--count", "main"], in: fixture.service.path) == "1")
    for folder in [fixture.copy, fixture.libraryCopy, fixture.coreCopy] {
      #expect(try fixture.git.run(["rev-list", "--count", "HEAD"], in: folder) == "2")
    }
    let later = try fixture.commit("--push")
    #expect(later.status == 0, "\(later.stderr)")
    #expect(try fixture.danglingPins() == [])
    #expect(try fixture.git.run(["rev-list", "--count", "main"], in: fixture.service.path) == "2")
  }

  @Test func whatIsStagedIsCommittedAloneAndNewFilesOnlyWhereTheyAreStaged() throws {
    let fixture = try WorkingCopyFixture()
    try fixture.edit()
    try fixture.write("new\n", "libs/api/new.txt")
    try fixture.write("new\n", "other.txt")
    try fixture.git.run(["add", "new.txt"], in: fixture.libraryCopy)
    #expect(try fixture.commit("-m", "Part").status == 0)
    #expect(try fixture.git.run(["status", "--porcelain"], in: fixture.libraryCopy) == " M api.txt")
    #expect(try fixture.git.run(["show", "--format=", "--name-only"], in: fixture.libraryCopy) == "new.txt")
    // Nothing is staged in the service itself: all that it tracks, and the pin.
    #expect(try fixture.git.run(["show", "--format=", "--name-only"], in: fixture.copy) == "app.txt\nlibs/api")
    #expect(try fixture.status() == " M libs/api\n?? other.txt")
  }

  @Test func theServicesStagedFilesGoWithThePinsAndTheRestStays() throws {
    let fixture = try WorkingCopyFixture()
    try fixture.edit()
    try fixture.write("new\n", "other.txt")
    try fixture.git.run(["add", "other.txt"], in: fixture.copy)
    #expect(try fixture.commit("-m", "Part").status == 0)
    #expect(try fixture.git.run(["show", "--format=", "--name-only"], in: fixture.copy) == "libs/api\nother.txt")
    #expect(try fixture.status() == " M app.txt")
  }

  @Test func nothingToCommitIsNoCommitAndNoPush() throws {
    let fixture = try WorkingCopyFixture()
    let tips = try fixture.tips()
    let result = try fixture.commit("-m", "Nothing", "--push")
    #expect(result.status == 0, "\(result.stderr)")
    #expect(result.stderr.contains("Nothing to commit."))
    #expect(try fixture.tips() == tips)
  }

  @Test func aDryRunTouchesNothing() throws {
    let fixture = try WorkingCopyFixture()
    try fixture.edit()
    try fixture.git.run(["status"], in: fixture.copy)
    let before = fixture.fleet.work.listing().filter {
      !$0.contains("fleet-commit-lock") && !$0.hasPrefix("billing/.git ")
    }
    let result = try fixture.commit("-m", "Try", "--push", "--dry-run")
    #expect(result.status == 0, "\(result.stderr)")
    #expect(result.text.contains("would commit, would push to main"))
    let after = fixture.fleet.work.listing().filter {
      !$0.contains("fleet-commit-lock") && !$0.hasPrefix("billing/.git ")
    }
    #expect(after == before)
  }

  @Test func theDocumentNamesEveryWorkingCopy() throws {
    let fixture = try WorkingCopyFixture()
    try fixture.edit()
    let result = try fixture.commit("-m", "Both", "--push", "--json")
    struct Document: Decodable {
      struct Repository: Decodable {
        let service: String, path: String, outcome: String, branch: String, commit: String
      }
      let change: String
      let unfinished: Bool
      let repositories: [Repository]
    }
    let document = try JSONDecoder().decode(Document.self, from: Data(result.stdout))
    #expect(document.repositories.map(\.path) == ["libs/api", "."])
    #expect(document.repositories.map(\.outcome) == ["delivered", "delivered"])
    #expect(
      document.repositories.map(\.commit) == [try fixture.library.tip(of: "main"), try fixture.service.tip(of: "main")])
    #expect(document.repositories[1].service == "billing")
    #expect(!document.unfinished)
    #expect(try fixture.change(in: fixture.service.path) == document.change)
  }
}
