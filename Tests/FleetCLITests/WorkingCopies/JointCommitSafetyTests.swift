import FleetTestSupport
import Foundation
import Testing

/// What `fleet commit` refuses, and what it leaves alone then.
struct JointCommitSafetyTests {
  @Test func aPinThatExistsOnlyLocallyIsNotPushedAndTheServicesTipIsUnchanged() throws {
    let fixture = try WorkingCopyFixture()
    try fixture.git.run(["switch", "--quiet", "--detach"], in: fixture.libraryCopy)
    try fixture.edit()
    try fixture.git.run(["commit", "--quiet", "-am", "Local"], in: fixture.libraryCopy)
    try fixture.git.run(["commit", "--quiet", "-am", "Pin it"], in: fixture.copy)
    let tips = try fixture.tips()
    let result = try fixture.commit("--push")
    #expect(result.status == 1)
    #expect(result.stderr.contains("leads to"), "\(result.stderr)")
    #expect(result.stderr.contains("--branch libs/api=BRANCH"))
    #expect(try fixture.tips() == tips)
    // Once somebody says where it goes, it goes there first.
    #expect(try fixture.commit("--push", "--branch", "api=main").status == 0)
    #expect(try fixture.danglingPins() == [])
  }

  @Test func aPinOnADeletedBranchIsNotPushedAndTheServicesTipIsUnchanged() throws {
    let fixture = try WorkingCopyFixture()
    let lost = try fixture.library.commit(["api.txt": "3\n"], on: "topic", from: try fixture.library.tip(of: "main"))
    try fixture.git.run(["fetch", "--quiet"], in: fixture.libraryCopy)
    try fixture.git.run(["switch", "--quiet", "--detach", lost], in: fixture.libraryCopy)
    try fixture.library.set("topic", to: nil)
    try fixture.write("2\n", "app.txt")
    let tips = try fixture.tips()
    let result = try fixture.commit("-m", "Pin it", "--push")
    #expect(result.status == 1)
    #expect(result.stderr.contains("no branch and no tag of"), "\(result.stderr)")
    #expect(try fixture.tips() == tips)
    #expect(try fixture.git.run(["rev-list", "--count", "HEAD"], in: fixture.copy) == "1")
  }

  @Test func anOldSubmoduleThatIsNotDeclaredIsNotPushedAndTheServicesTipIsUnchanged() throws {
    let fixture = try WorkingCopyFixture()
    let pin = try #require(try fixture.library.tip(of: "main"))
    try fixture.git.run(["update-index", "--add", "--cacheinfo", "160000,\(pin),stray"], in: fixture.copy)
    try fixture.git.run(["commit", "--quiet", "-m", "Stray"], in: fixture.copy)
    try fixture.git.run(["push", "--quiet"], in: fixture.copy)
    try FileManager.default.createDirectory(atPath: "\(fixture.copy)/stray", withIntermediateDirectories: true)
    try fixture.edit()
    let tips = try fixture.tips()
    let before = try fixture.status()
    let result = try fixture.commit("-m", "Both", "--push")
    #expect(result.status == 1)
    #expect(result.stderr.contains("stray: its pin may not be pushed, since nobody can tell"), "\(result.stderr)")
    #expect(result.stderr.contains("hint: git rm --cached stray"), "\(result.stderr)")
    #expect(try fixture.tips() == tips)
    #expect(try fixture.status() == before)
    // It stays on this machine, where nobody has to be asked.
    #expect(try fixture.commit("-m", "Both").status == 0)
    #expect(try fixture.commit("--push").status == 1)
    #expect(try fixture.tips() == tips)
    try fixture.git.run(["rm", "--quiet", "--cached", "stray"], in: fixture.copy)
    #expect(try fixture.commit("-m", "Drop the stray", "--push").status == 0)
    #expect(try fixture.danglingPins() == [])
  }

  @Test func aRefusedLibraryPushLeavesTheServicesRemoteAloneAndResumeFinishes() throws {
    let fixture = try WorkingCopyFixture()
    try fixture.edit()
    try fixture.library.refusePushes(saying: "closed on Fridays")
    let tips = try fixture.tips()
    let result = try fixture.commit("-m", "Both", "--push")
    #expect(result.status == 1)
    #expect(result.stderr.contains("closed on Fridays"), "\(result.stderr)")
    #expect(try fixture.tips() == tips)
    // The service isn't committed before its library is where it has to be.
    #expect(try fixture.git.run(["rev-list", "--count", "HEAD"], in: fixture.copy) == "1")
    #expect(try fixture.commit("-m", "Again").status == 2)
    try fixture.library.installHook("pre-receive", "exit 0")
    #expect(try fixture.commit("--resume").status == 0)
    #expect(try fixture.danglingPins() == [])
    #expect(try fixture.git.run(["rev-list", "--count", "main"], in: fixture.library.path) == "2")
    #expect(try fixture.change(in: fixture.service.path) == fixture.change(in: fixture.library.path))
  }

  @Test func aLibraryThatMovedMeanwhileIsFoundBeforeAnythingIsTouched() throws {
    let fixture = try WorkingCopyFixture()
    let theirs = try fixture.library.commit(["other.txt": "theirs\n"])
    try fixture.edit()
    let before = try fixture.status()
    let result = try fixture.commit("-m", "Both", "--push")
    #expect(result.status == 1)
    #expect(result.stderr.contains("hint: git -C libs/api pull --rebase"), "\(result.stderr)")
    #expect(try fixture.status() == before)
    #expect(try fixture.library.tip(of: "main") == theirs)
  }

  @Test func aForeignCommitThatComesBetweenLookAndPushSurvives() throws {
    let fixture = try WorkingCopyFixture()
    try fixture.edit()
    let theirs = try fixture.service.commit(
      ["other.txt": "theirs\n"], on: "theirs", from: try fixture.service.tip(of: "main"))
    // The hook runs after the remote was looked at.
    try fixture.installHook(
      "pre-push", in: fixture.copy, "git -C \(fixture.service.path) update-ref refs/heads/main \(theirs)")
    let result = try fixture.commit("-m", "Both", "--push")
    #expect(result.status == 1)
    #expect(try fixture.service.tip(of: "main") == theirs)
    #expect(result.text.contains("conflict"), "\(result.text)")
    try fixture.installHook("pre-push", in: fixture.copy, "exit 0")
    try fixture.git.run(["pull", "--quiet", "--rebase"], in: fixture.copy)
    let again = try fixture.commit("--resume")
    #expect(again.status == 0, "\(again.stderr)")
    #expect(try fixture.danglingPins() == [])
    #expect(try fixture.git.run(["rev-list", "--count", "main"], in: fixture.service.path) == "3")
  }

  @Test func aDetachedLibraryWithoutAChoiceIsAnErrorThatSaysHow() throws {
    let fixture = try WorkingCopyFixture()
    try fixture.git.run(["switch", "--quiet", "--detach"], in: fixture.libraryCopy)
    try fixture.edit()
    let result = try fixture.commit("-m", "Both")
    #expect(result.status == 1)
    #expect(
      result.stderr.contains("hint: --branch libs/api=main, or git -C libs/api switch BRANCH"), "\(result.stderr)")
    #expect(try fixture.commit("-m", "Both", "--branch", "api=main", "--push").status == 0)
    #expect(try fixture.git.run(["branch", "--show-current"], in: fixture.libraryCopy) == "main")
    #expect(try fixture.danglingPins() == [])
    #expect(try fixture.commit("-m", "x", "--branch", "nobody=main").status == 2)
  }

  @Test func anOlderCheckoutIsNotPinnedByTheWay() throws {
    let fixture = try WorkingCopyFixture()
    try fixture.edit()
    #expect(try fixture.commit("-m", "Both", "--push").status == 0)
    try fixture.git.run(["reset", "--quiet", "--hard", "HEAD^"], in: fixture.libraryCopy)
    try fixture.write("3\n", "app.txt")
    let result = try fixture.commit("-m", "Only the app")
    #expect(result.status == 1)
    #expect(result.stderr.contains("hint: git submodule update libs/api, or --allow-downgrade"), "\(result.stderr)")
    #expect(try fixture.commit("-m", "Back", "--allow-downgrade").status == 0)
  }

  @Test func aBranchThatNobodyTrustsIsRefusedBeforeAnythingIsTouched() throws {
    let fixture = try WorkingCopyFixture()
    try fixture.fleet.writeManifest(
      ["billing"],
      extra:
        "libraries:\n  - name: payments\n    url: \(fixture.fleet.daemon.url("api.git"))\n    trustedRefs: [refs/heads/main]\n"
    )
    try fixture.edit()
    try fixture.git.run(["switch", "--quiet", "-c", "topic"], in: fixture.libraryCopy)
    let result = try fixture.commit("-m", "Both", "--push")
    #expect(result.status == 1)
    #expect(
      result.stderr.contains("commits of its branch topic may not be pinned: trusted are refs/heads/main"),
      "\(result.stderr)")
    #expect(try fixture.commit("-m", "Both", "--push", "--branch", "payments=main").status == 0)
    #expect(try fixture.danglingPins() == [])
  }

  @Test(arguments: ["pre-commit", "commit-msg"]) func aHookThatSaysNoLeavesIndexAndFilesAsTheyWere(_ hook: String)
    throws
  {
    let fixture = try WorkingCopyFixture()
    try fixture.edit()
    try fixture.write("new\n", "other.txt")
    try fixture.git.run(["add", "other.txt"], in: fixture.copy)
    try fixture.installHook(hook, in: fixture.copy, "echo 'not like this' > /dev/stderr; exit 1")
    let before = try fixture.git.run(["diff", "--cached"], in: fixture.copy)
    let result = try fixture.commit("-m", "Both")
    #expect(result.status == 1)
    #expect(result.stderr.contains("not like this"))
    #expect(try fixture.git.run(["diff", "--cached"], in: fixture.copy) == before)
    #expect(try fixture.git.run(["rev-list", "--count", "HEAD"], in: fixture.copy) == "1")
    // The library's commit stays, and so does the wish.
    try fixture.installHook(hook, in: fixture.copy, "exit 0")
    #expect(try fixture.commit("--resume").status == 0)
    #expect(try fixture.git.run(["rev-list", "--count", "HEAD"], in: fixture.libraryCopy) == "2")
  }

  @Test func whatIsInTheWayIsFoundBeforeAnythingIsTouched() throws {
    let fixture = try WorkingCopyFixture()
    try fixture.edit()
    try FileManager.default.createDirectory(
      atPath: "\(fixture.copy)/.git/rebase-merge", withIntermediateDirectories: true)
    _ = try fixture.fleet.work.write("", to: "billing/.git/modules/api/index.lock")
    let before = try fixture.status()
    let result = try fixture.commit("-m", "Both")
    #expect(result.status == 1)
    #expect(result.stderr.contains("billing: a rebase is under way"), "\(result.stderr)")
    #expect(result.stderr.contains("libs/api: another git is at work there: index.lock is held"))
    #expect(try fixture.status() == before)
    for folder in [fixture.copy, fixture.libraryCopy] {
      #expect(try fixture.git.run(["rev-list", "--count", "HEAD"], in: folder) == "1")
    }
  }

  @Test func nobodyToCommitAsIsFoundBeforeAnythingIsTouched() throws {
    var fixture = try WorkingCopyFixture()
    try fixture.edit()
    fixture.fleet.fleet.extraVariables = ["GIT_AUTHOR_NAME": "", "GIT_COMMITTER_NAME": ""]
    let result = try fixture.commit("-m", "Both")
    #expect(result.status == 1)
    #expect(result.stderr.contains("git doesn't know who commits"), "\(result.stderr)")
    #expect(try fixture.git.run(["rev-list", "--count", "HEAD"], in: fixture.libraryCopy) == "1")
  }

  @Test func commitsAreSignedWhereGitIsToSignThem() throws {
    let fixture = try WorkingCopyFixture()
    let key = try SshKey()
    for (name, value) in [
      ("gpg.format", "ssh"), ("user.signingKey", key.path), ("commit.gpgSign", "true"),
      ("gpg.ssh.allowedSignersFile", try key.allowedSigners("committer@example.com")),
    ] { try fixture.git.run(["config", "--global", name, value], in: fixture.fleet.work.path) }
    try fixture.edit()
    #expect(try fixture.commit("-m", "Both").status == 0)
    for folder in [fixture.copy, fixture.libraryCopy] { try fixture.git.run(["verify-commit", "HEAD"], in: folder) }
  }
}
