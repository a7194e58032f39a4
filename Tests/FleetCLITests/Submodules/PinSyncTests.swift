import FleetTestSupport
import Foundation
import Testing

/// `fleet submodules sync`
@Suite(.timeLimit(.minutes(5)))
struct PinSyncTests {
  private let fixture: PinFixture

  init() throws {
    fixture = try PinFixture()
  }

  private func url(_ name: String) -> String { fixture.daemon.url("\(name).git") }

  private func sync(_ options: String...) throws -> (document: CampaignDocument, exitCode: Int32) {
    try fixture.fleet.report(["submodules", "sync", "--yes"] + options)
  }

  @Test func allLibrariesOfAServiceMoveInOneCommitThatSaysWhatItBrings() throws {
    let (_, api) = try fixture.library("api", commits: 4, tags: ["v1.0.0": 1, "v1.1.0": 3, "v2.0.0": 4])
    let (_, core) = try fixture.library("core", commits: 3)
    let (_, fixed) = try fixture.library("fixed", commits: 3)
    let (_, tagged) = try fixture.library("tagged", commits: 3, tags: ["release-1": 1, "release-2": 2])
    let billing = try fixture.service(
      "billing",
      [
        .init("libs/api", api[0], url("api")), .init("libs/core", core[0], "../core.git"),
        .init("libs/fixed", fixed[0], url("fixed")), .init("vendor/tagged", tagged[0], url("tagged")),
      ])
    let before = try #require(try billing.tip(of: "main"))
    try fixture.writeManifest(
      ["billing"],
      libraries: [
        "api": "follow: {semver: ^1.0}", "core": "follow: {branch: main}",
        "fixed": "follow: {pin: '\(fixed[1])'}", "tagged": "follow: {tag: release-*}",
      ])
    let (document, exitCode) = try sync()
    #expect(exitCode == 0)
    #expect(document.outcome(of: "billing") == "delivered")
    #expect(document["billing"]?.branch == "fleet/pins")
    #expect(try billing.tip(of: "main") == before)
    #expect(
      try billing.changes("main", "fleet/pins") == [
        "160000 libs/api \(api[2])", "160000 libs/core \(core[2])", "160000 libs/fixed \(fixed[1])",
        "160000 vendor/tagged \(tagged[1])",
      ])
    #expect(try billing.commitCount(on: "fleet/pins") == 2)
    let message = try billing.message(on: "fleet/pins")
    #expect(
      message.hasPrefix(
        "Move the pins of api, core, fixed, tagged\n\napi \(api[0].prefix(7))..\(api[2].prefix(7)): 2 commits\n"))
    #expect(message.contains("\n  \(api[2].prefix(7)) Change 3\n  \(api[1].prefix(7)) Change 2\n"))
    let closing =
      #/\nIt is part of (?<run>\d{4}-\d\d-\d\d-pins)\. To take that back: fleet submodules rollback \k<run>\n\nFleet-/#
    #expect(message.contains(closing))
    #expect(try billing.problems() == "")
  }

  @Test func trailersAreFilledInForEachService() throws {
    let (_, api) = try fixture.library("api")
    let billing = try fixture.service("billing", [.init("libs/api", api[0], url("api"))])
    try fixture.writeManifest(["billing"], libraries: ["api": "follow: {branch: main}"])
    #expect(try sync("--trailer", "Service={{service.name}}").exitCode == 0)
    #expect(try billing.message(on: "fleet/pins").contains("\nService: billing"))
  }

  @Test func forEachBumpedServiceDiffTreeListsExactlyTheChosenGitlinksWithOneParentAndFsckStrictIsClean() throws {
    let (_, api) = try fixture.library("api")
    let services = try (1...4).map { number in
      try fixture.service(
        "s\(number)", [.init("libs/api", api[0], url("api")), .init("libs/other", api[1], url("other"))])
    }
    try fixture.writeManifest((1...4).map { "s\($0)" }, libraries: ["api": "follow: {branch: main}"])
    #expect(try sync("--direct").document.summary == ["delivered": 4, "total": 4])
    for service in services {
      #expect(try service.changes("main~1", "main") == ["160000 libs/api \(api[2])"])
      #expect(
        try service.git.run(["rev-list", "--parents", "-1", "main"], in: service.path).split(separator: " ").count == 2)
      #expect(try service.problems() == "")
      _ = try service.git.run(["read-tree", "main~1"], in: service.path)
      _ = try service.git.run(["update-index", "--cacheinfo", "160000,\(api[2]),libs/api"], in: service.path)
      #expect(
        try service.git.run(["write-tree"], in: service.path)
          == service.git.run(["rev-parse", "main^{tree}"], in: service.path))
    }
  }

  @Test func anEqualPinMakesNoCommitNoPushAndNothingToDoIsSuccess() throws {
    let (_, api) = try fixture.library("api")
    let current = try fixture.service("current", [.init("libs/api", api[2], url("api"))])
    let behind = try fixture.service("behind", [.init("libs/api", api[0], url("api"))])
    for remote in [current, behind] { try remote.refusePushes(saying: "no") }
    try fixture.writeManifest(["current"], libraries: ["api": "follow: {branch: main}"])
    let (document, exitCode) = try sync("--direct")
    #expect(exitCode == 0)
    #expect(document.outcome(of: "current") == "unchanged")
    // One question to each remote, and no push.
    #expect(fixture.daemon.connectionCount == 2)
    let again = try sync("--direct")
    #expect(again.exitCode == 0 && fixture.daemon.connectionCount == 4)
  }

  @Test func aSecondRunFindsTheBranchAndPushesNothing() throws {
    let (api, ids) = try fixture.library("api")
    let billing = try fixture.service("billing", [.init("libs/api", ids[0], url("api"))])
    try fixture.writeManifest(["billing"], libraries: ["api": "follow: {branch: main}"])
    #expect(try sync().document.outcome(of: "billing") == "delivered")
    let first = try billing.tip(of: "fleet/pins")
    #expect(try sync().document.outcome(of: "billing") == "unchanged")
    #expect(try billing.tip(of: "fleet/pins") == first)
    // A later target remakes the one branch there is, with a lease.
    let next = try api.commit(["api.txt": "next\n"])
    #expect(try sync().document.outcome(of: "billing") == "delivered")
    #expect(try billing.changes("main", "fleet/pins") == ["160000 libs/api \(next)"])
    #expect(try billing.commitCount(on: "fleet/pins") == 2)
  }

  @Test(arguments: ["absent", "deleted", "side"])
  func aServiceWhosePresentPinsAreOnNoTrustedRefIsNotPushed(_ kind: String) throws {
    let (api, ids) = try fixture.library("api")
    let (_, core) = try fixture.library("core")
    let loose = try api.commit(["api.txt": "side\n"], on: "side", from: ids[1])
    if kind == "deleted" { try api.set("side", to: nil) }
    let pin = kind == "absent" ? String(repeating: "12", count: 20) : loose
    let billing = try fixture.service(
      "billing", [.init("libs/api", pin, url("api")), .init("libs/core", core[0], url("core"))])
    let references = try billing.references()
    // The pin that hangs in the air has no policy of its own; the other one would move.
    try fixture.writeManifest(
      ["billing"],
      libraries: ["api": "trustedRefs: [refs/heads/main, 'refs/tags/*']", "core": "follow: {branch: main}"])
    let (document, exitCode) = try sync("--direct")
    #expect(exitCode == 1)
    #expect(
      document.outcome(of: "billing") == (kind == "side" ? "refused(only-unprotected-ref)" : "refused(unreachable)"))
    #expect(document["billing"]?.message?.contains("libs/api") == true)
    #expect(try billing.references() == references)
  }

  @Test func aServiceWithAnUndeclaredSubmoduleIsNotPushedWhicheverPinWasToMove() throws {
    let (_, ids) = try fixture.library("api")
    try fixture.library("core")
    let billing = try fixture.service(
      "billing", [.init("libs/api", ids[0], url("api")), .init("stray", ids[0], nil)])
    let follow = "follow: {branch: main}"
    try fixture.writeManifest(["billing"], libraries: ["api": follow, "core": follow])
    let references = try billing.references()
    let pin = ["pin", "api", ids[1]]
    for words in [["sync"], pin, ["add", "core"], ["move", "api", "vendor/api"], ["remove", "api"]] {
      let (document, exitCode) = try fixture.fleet.report(["submodules"] + words + ["--yes", "--direct"])
      #expect(exitCode == 1, "\(words)")
      #expect(document.outcome(of: "billing") == "refused(undeclared)", "\(words)")
      #expect(document["billing"]?.message?.hasPrefix("stray: .gitmodules has no usable entry") == true)
    }
    #expect(try billing.references() == references)
    #expect(try fixture.fleet.report("submodules", "remove", "stray", "--yes", "--direct").exitCode == 0)
    #expect(try sync("--direct").document.outcome(of: "billing") == "delivered")
  }

  @Test func aPinWhoseURLLeadsElsewhereIsOnlyPushedIfItsLibraryHasIt() throws {
    let (_, api) = try fixture.library("api")
    let (_, core) = try fixture.library("core")
    func pins(_ commit: String) -> [PinFixture.Submodule] {
      [.init("libs/api", commit, url("old/api")), .init("libs/core", core[0], url("core"))]
    }
    let forked = try fixture.service("forked", pins(String(repeating: "12", count: 20)))
    try fixture.service("renamed", pins(api[0]))
    try fixture.writeManifest(["forked", "renamed"], libraries: ["api": "", "core": "follow: {branch: main}"])
    let document = try sync("--direct").document
    #expect(document.outcome(of: "forked") == "refused(url-drift)")
    #expect(document.outcome(of: "renamed") == "delivered")
    #expect(try forked.commitCount() == 1)
  }

  @Test func aPinToANonDescendantIsRefusedWithoutAllowDowngrade() throws {
    let (api, ids) = try fixture.library("api", commits: 4)
    let side = try api.commit(["api.txt": "side\n"], on: "side", from: ids[1])
    let ahead = try fixture.service("ahead", [.init("libs/api", ids[3], url("api"))])
    let sideways = try fixture.service("sideways", [.init("libs/api", side, url("api"))])
    try fixture.writeManifest(["ahead", "sideways"], libraries: ["api": "follow: {pin: '\(ids[2])'}"])
    let (document, exitCode) = try sync("--direct")
    #expect(exitCode == 1)
    #expect(document.outcome(of: "ahead") == "refused(downgrade)")
    #expect(document.outcome(of: "sideways") == "refused(downgrade)")
    #expect(try sync("--direct", "--allow-downgrade").document.summary == ["delivered": 2, "total": 2])
    for service in [ahead, sideways] { #expect(try service.changes("main~1", "main") == ["160000 libs/api \(ids[2])"]) }
    #expect(try ahead.message().hasPrefix("Take api from "))
    try fixture.writeManifest(
      ["ahead", "sideways"], libraries: ["api": "follow: {pin: '\(ids[0])'}\nallowDowngrade: true"])
    #expect(try sync("--direct").document.summary == ["delivered": 2, "total": 2])
  }

  @Test func whoIsHitByARewrittenHistoryIsSaidAndMovedOnlyWithTheFlag() throws {
    let (api, ids) = try fixture.library("api")
    let billing = try fixture.service("billing", [.init("libs/api", ids[1], url("api"))])
    try fixture.writeManifest(["billing"], libraries: ["api": "follow: {branch: main}"])
    try api.set("main", to: nil)
    let rewritten = try api.commit(["api.txt": "another history\n"], on: "main")
    let (document, exitCode) = try sync("--direct")
    #expect(exitCode == 1)
    #expect(document.outcome(of: "billing") == "refused(unreachable)")
    #expect(try sync("--direct", "--allow-downgrade").document.outcome(of: "billing") == "delivered")
    #expect(try billing.changes("main~1", "main") == ["160000 libs/api \(rewritten)"])
  }

  @Test func librariesOfAGroupMoveTogetherOrNotAtAllAndHeldServicesStay() throws {
    let (_, api) = try fixture.library("api")
    let (_, core) = try fixture.library("core")
    func pins(_ index: Int) -> [PinFixture.Submodule] {
      [.init("libs/api", api[0], url("api")), .init("libs/core", core[index], url("core"))]
    }
    for name in ["free", "waits"] { try fixture.service(name, pins(0)) }
    try fixture.service("reached", pins(2))
    try fixture.service("still", [.init("libs/core", core[0], url("core"))])
    try fixture.writeManifest(
      ["free", "reached", "still", "waits"],
      libraries: [
        "api": "follow: {branch: main}\ngroups: [pair]",
        "core": "follow: {branch: main}\ngroups: [pair]\nhold: [waits, still, reached]",
      ])
    let (document, exitCode) = try sync("--direct")
    #expect(exitCode == 0)
    #expect(document.outcome(of: "free") == "delivered")
    // What holds is where it should be: the other one completes the group.
    #expect(document.outcome(of: "reached") == "delivered")
    #expect(document.outcome(of: "waits") == "not-applicable")
    #expect(document["waits"]?.message == "api waits for core of the group pair, which is on hold here")
    #expect(document["still"]?.message == "on hold here: core")
  }

  @Test func oneLibraryThatCannotMoveKeepsTheWholeServiceBackAndNoOther() throws {
    let (_, api) = try fixture.library("api")
    let (_, core) = try fixture.library("core")
    let mixed = try fixture.service(
      "mixed", [.init("libs/api", api[0], url("api")), .init("libs/core", core[0], nil)])
    let fork = try fixture.service("fork", [.init("libs/api", api[0], url("fork/api"))])
    try fixture.service(
      "orphan", [.init("libs/api", api[0], url("api")), .init("old/thing", nil, url("core"))])
    try fixture.service("lost", [.init("libs/gone", api[0], url("gone"))])
    let before = (try mixed.references(), try fork.references())
    try fixture.writeManifest(
      ["fork", "lost", "mixed", "orphan"],
      libraries: [
        "api": "follow: {branch: main}", "core": "follow: {branch: main}", "gone": "follow: {branch: main}",
      ])
    let (document, exitCode) = try sync("--direct")
    #expect(exitCode == 1)
    #expect(document.outcome(of: "mixed") == "refused(undeclared)")
    #expect(document.outcome(of: "fork") == "refused(url-drift)")
    #expect(document.outcome(of: "lost") == "refused(not-asked)")
    #expect(document.outcome(of: "orphan") == "delivered")
    #expect(try mixed.references() == before.0)
    #expect(try fork.references() == before.1)
  }

  @Test func theNextWaveStartsNoPushWhileOneBeforeFailed() throws {
    let (_, api) = try fixture.library("api")
    let names = ["a-late", "b-canary", "c-middle", "d-rest"]
    let remotes = try names.map { try fixture.service($0, [.init("libs/api", api[0], url("api"))]) }
    try fixture.writeManifest(
      names, libraries: ["api": "follow: {branch: main}\nwaves: [[b-canary], [c-middle], '*']"])
    let tested = try sync("--direct", "--test", "test $FLEET_REPO != b-canary")
    #expect(tested.exitCode == 1)
    #expect(tested.document.outcome(of: "b-canary") == "already-failing")
    #expect(try remotes.allSatisfy { try $0.commitCount() == 1 })
    #expect(tested.document.summary["skipped"] == 3)
    try remotes[2].refusePushes(saying: "not now")
    let (document, exitCode) = try sync("--direct")
    #expect(exitCode == 1)
    #expect(document.outcome(of: "b-canary") == "delivered")
    #expect(document.outcome(of: "c-middle") == "failed(push)")
    for name in ["a-late", "d-rest"] {
      #expect(document.outcome(of: name) == "skipped")
      #expect(document[name]?.message == "halted after wave 2 of 3: c-middle went wrong")
    }
    #expect(try remotes[0].commitCount() == 1)
    try remotes[2].installHook("pre-receive", "exit 0")
    #expect(try sync("--direct").document.summary == ["delivered": 3, "total": 4, "unchanged": 1])
  }
}

extension Remote {
  /// What differs between two commits, a line a path with its new mode and id.
  func changes(_ old: String, _ new: String) throws -> [String] {
    try git.run(["diff-tree", "-r", old, new], in: path).split(separator: "\n").map { line in
      let words = line.split(separator: "\t")
      let fields = words[0].split(separator: " ")
      return "\(fields[1]) \(words[1]) \(fields[3])"
    }
  }
}
