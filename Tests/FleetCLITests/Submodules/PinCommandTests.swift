import FleetTestSupport
import Foundation
import Testing

/// `fleet submodules pin` and `rollback`
@Suite(.timeLimit(.minutes(5)))
struct PinCommandTests {
  private let fixture: PinFixture

  init() throws {
    fixture = try PinFixture()
  }

  private func url(_ name: String) -> String { fixture.daemon.url("\(name).git") }

  private func run(_ words: String...) throws -> (document: CampaignDocument, exitCode: Int32) {
    try fixture.fleet.report(["submodules"] + words + ["--yes"])
  }

  /// One service that pins the first commit of `api`, and a manifest that follows its main branch.
  private func billing(_ follow: String = "follow: {branch: main}", commits: Int = 5) throws -> (
    Remote, [String], Remote
  ) {
    let (api, ids) = try fixture.library("api", commits: commits, tags: ["v1.0.0": 2])
    let billing = try fixture.service("billing", [.init("libs/api", ids[0], url("api"))])
    try fixture.writeManifest(["billing"], libraries: ["api": follow])
    return (billing, ids, api)
  }

  @Test(arguments: [("v1.0.0", 1), ("refs/tags/v1.0.0", 1), ("main", 4), ("ID", 3), ("ABBREVIATED", 2), ("@policy", 4)])
  func aRevisionIsABranchATagACommitOrThePolicy(text: String, index: Int) throws {
    let (billing, ids, _) = try billing()
    let rev = text.replacing("ID", with: ids[3]).replacing("ABBREVIATED", with: String(ids[2].prefix(8)))
    let (document, exitCode) = try run("pin", "api", rev)
    #expect(exitCode == 0)
    #expect(document["billing"]?.branch == "fleet/pin/api")
    #expect(try billing.changes("main", "fleet/pin/api") == ["160000 libs/api \(ids[index])"])
  }

  @Test(arguments: ["v9", "1234567", "nowhere", "0123456789abcdef"])
  func aRevisionThatIsNothingTouchesNothing(_ rev: String) throws {
    let (billing, _, _) = try billing()
    let before = try billing.references()
    let result = try fixture.fleet.run("submodules", "pin", "api", rev, "--yes")
    #expect(result.status == 2)
    #expect(result.stderr.contains("api has no branch, tag or commit \(rev)"))
    #expect(try billing.references() == before)
    #expect(try fixture.fleet.run("submodules", "pin", "apy", "main", "--yes").status == 2)
  }

  @Test func aServicePinnedToACommitOnADeletedBranchMakesPinExitNonZeroAndTheServicesRemoteTipIsUnchanged() throws {
    let (billing, ids, api) = try billing()
    let gone = try api.commit(["api.txt": "gone\n"], on: "gone", from: ids[4])
    #expect(try run("pin", "api", gone, "--dry-run").exitCode == 0)
    try api.set("gone", to: nil)
    let before = try billing.references()
    let (document, exitCode) = try run("pin", "api", gone, "--direct")
    #expect(exitCode == 1)
    #expect(document.outcome(of: "billing") == "refused(unreachable)")
    #expect(try billing.references() == before)
  }

  @Test func aStepMovesSoManyLibraryCommitsAlongFirstParents() throws {
    let (api, ids) = try fixture.library("api", commits: 3)
    let side = try api.commit(["side.txt": "1\n"], on: "side", from: ids[2])
    let merge = try api.git.run(
      ["commit-tree", "-p", ids[2], "-p", side, "-m", "Merge", "\(side)^{tree}"], in: api.path)
    try api.set("main", to: merge)
    let last = try api.commit(["api.txt": "last\n"])
    let billing = try fixture.service("billing", [.init("libs/api", ids[0], url("api"))])
    try fixture.writeManifest(["billing"], libraries: ["api": ""])
    var seen: [String] = []
    for step in ["1", "2", "1", "9"] {
      _ = try run("pin", "api", "main", "--step", step, "--direct")
      seen.append(try billing.git.run(["rev-parse", "main:libs/api"], in: billing.path))
    }
    #expect(seen == [ids[1], merge, last, last])
    #expect(try billing.commitCount() == 4)
    #expect(try run("pin", "api", ids[0], "--step", "1").document.outcome(of: "billing") == "refused(downgrade)")
  }

  @Test func servicesWithoutTheLibraryAreNotConcernedAndADeclaredOneWithoutGitlinkIsRefused() throws {
    let (_, ids) = try fixture.library("api")
    let (_, core) = try fixture.library("core")
    try fixture.service("none", [.init("libs/core", core[0], url("core"))])
    try fixture.service("orphan", [.init("libs/api", nil, url("api"))])
    try fixture.writeManifest(["none", "orphan"], libraries: ["api": "", "core": "follow: {branch: main}"])
    let document = try run("pin", "api", ids[2]).document
    #expect(document["none"]?.message == "it doesn't pin api")
    #expect(document.outcome(of: "orphan") == "refused(no-gitlink)")
  }

  @Test func rollbackIsExactForServicesUnchangedSinceAndAServiceChangedSinceIsNamedAndUntouched() throws {
    let (_, ids) = try fixture.library("api", commits: 4)
    let (_, core) = try fixture.library("core")
    let names = ["changed", "further", "same", "undone"]
    let remotes = try names.map {
      try fixture.service($0, [.init("libs/api", ids[0], url("api")), .init("libs/core", core[0], url("core"))])
    }
    try fixture.writeManifest(
      names, libraries: ["api": "follow: {pin: '\(ids[2])'}", "core": "follow: {branch: main}"])
    #expect(try run("sync", "--direct").document.summary == ["delivered": 4, "total": 4])
    try remotes[0].commit(["libs/core": .submodule(core[1])])
    try remotes[1].commit(["README.md": "more\n"])
    try remotes[3].commit(["libs/api": .submodule(ids[0]), "libs/core": .submodule(core[0])])
    let changed = try remotes[0].references()
    let (document, exitCode) = try run("rollback", "pins")
    #expect(exitCode == 1)
    #expect(document.outcome(of: "changed") == "refused(pin-moved)")
    #expect(document["changed"]?.message?.contains("libs/core") == true)
    #expect(try remotes[0].references() == changed)
    for remote in remotes[1...2] {
      #expect(try remote.git.run(["rev-parse", "main:libs/api"], in: remote.path) == ids[0])
      #expect(try remote.git.run(["rev-parse", "main:libs/core"], in: remote.path) == core[0])
      #expect(try remote.problems() == "")
    }
    #expect(try remotes[2].git.run(["diff-tree", "main~2", "main"], in: remotes[2].path) == "")
    #expect(try remotes[1].file("README.md") == "more\n")
    #expect(document.outcome(of: "undone") == "not-applicable")
    // A rolling back is a run of its own.
    #expect(try remotes[2].message().contains("fleet submodules rollback 20"))
  }

  @Test func rollbackTellsWhatWasNeverMergedFromWhatIsPutBack() throws {
    let (_, ids) = try fixture.library("api")
    let names = ["back", "squashed", "waiting"]
    let remotes = try names.map { try fixture.service($0, [.init("libs/api", ids[0], url("api"))]) }
    try fixture.writeManifest(names, libraries: ["api": "follow: {branch: main}"])
    #expect(try run("sync").document.summary == ["delivered": 3, "total": 3])
    for remote in remotes[0...1] { try remote.commit(["libs/api": .submodule(ids[2])], message: "Squashed\n") }
    try remotes[0].commit(["libs/api": .submodule(ids[0])], message: "Not yet\n")
    let document = try run("rollback", "pins", "--direct").document
    #expect(document["back"]?.message == "its pins are put back already")
    #expect(document.outcome(of: "squashed") == "delivered")
    #expect(document.outcome(of: "waiting") == "not-applicable")
    #expect(document["waiting"]?.message?.hasPrefix("its default branch never had what the run wrote") == true)
    #expect(try remotes[1].git.run(["rev-parse", "main:libs/api"], in: remotes[1].path) == ids[0])
  }

  @Test func rollbackTakesTheNumberThatLogShowsAndOnlyWhatThatRunPushed() throws {
    let (_, ids) = try fixture.library("api")
    let remotes = try ["first", "second"].map { try fixture.service($0, [.init("libs/api", ids[0], url("api"))]) }
    try fixture.writeManifest(["first", "second"], libraries: ["api": "follow: {branch: main}"])
    for name in ["first", "second"] { #expect(try run("sync", "--direct", "--select", name).exitCode == 0) }
    struct Log: Decodable {
      struct Run: Decodable { let run: Int }
      let runs: [Run]
    }
    let log = try JSONDecoder().decode(Log.self, from: Data(try fixture.fleet.run("log", "--json").stdout))
    let number = try #require(log.runs.last?.run)
    let document = try run("rollback", "\(number)").document
    #expect(document.repositories.map(\.service) == ["first"])
    #expect(document.outcome(of: "first") == "delivered")
    let pins = try remotes.map { try $0.git.run(["rev-parse", "main:libs/api"], in: $0.path) }
    #expect(pins == [ids[0], ids[2]])
    #expect(try fixture.fleet.run("submodules", "rollback", "999", "--yes").status == 2)
  }

  @Test func anUndoingThatWouldPinACommitThatIsGoneIsRefused() throws {
    let (billing, ids, api) = try billing()
    let side = try api.commit(["api.txt": "side\n"], on: "side", from: ids[0])
    try billing.commit(["libs/api": .submodule(side)])
    #expect(try run("pin", "api", ids[3], "--allow-downgrade", "--direct").exitCode == 0)
    try api.set("side", to: nil)
    let references = try billing.references()
    for answer in ["--dry-run", "--yes"] {
      let (document, exitCode) = try fixture.fleet.report("undo", "pin-api", answer)
      #expect(exitCode == 1)
      #expect(document.outcome(of: "billing") == "refused(unreachable)", "\(answer)")
      #expect(document["billing"]?.message?.contains("libs/api") == true)
      #expect(try billing.references() == references)
    }
    // Once it can be reached again, it is taken back.
    try api.set("side", to: side)
    #expect(try fixture.fleet.report("undo", "pin-api", "--yes").document.outcome(of: "billing") == "delivered")
    #expect(try billing.git.run(["rev-parse", "main:libs/api"], in: billing.path) == side)
  }

  private func storedPlan(_ words: String...) throws -> String {
    struct Plan: Decodable { let plan: String }
    let result = try fixture.fleet.fleet.run(
      ["submodules"] + words + ["--plan", "--json"], in: fixture.fleet.work.path)
    return try JSONDecoder().decode(Plan.self, from: Data(result.stdout)).plan
  }

  @Test func aStoredPlanOfPinsIsPushedAsItWasShownThoughTheLibraryGoesOn() throws {
    let (billing, ids, api) = try billing()
    let before = try billing.references()
    let plan = try storedPlan("sync")
    #expect(try billing.references() == before)
    #expect(try fixture.fleet.run("plans", "show", plan).text.contains("+Subproject commit \(ids[4])"))
    try api.commit(["api.txt": "later\n"])
    let (document, exitCode) = try fixture.fleet.report("apply", "--plan", plan, "--yes")
    #expect(exitCode == 0, "\(document)")
    #expect(document.outcome(of: "billing") == "delivered")
    #expect(try billing.changes("main", "fleet/pins") == ["160000 libs/api \(ids[4])"])
    #expect(try billing.message(on: "fleet/pins").contains("4 commits"))
    #expect(try fixture.fleet.report("apply", "--plan", plan, "--yes").document.outcome(of: "billing") == "unchanged")
  }

  @Test func aStoredPlanOfPinsIsRefusedWhereThePinMovedOrTheCommitIsGone() throws {
    let (billing, ids, api) = try billing()
    let side = try api.commit(["api.txt": "side\n"], on: "side", from: ids[4])
    let toSide = try storedPlan("pin", "api", side, "--direct")
    let toMain = try storedPlan("sync", "--direct")
    try api.set("side", to: nil)
    let before = try billing.references()
    let gone = try fixture.fleet.report("apply", "--plan", toSide, "--yes").document
    #expect(gone.outcome(of: "billing") == "refused(unreachable)")
    #expect(try billing.references() == before)
    try billing.commit(["libs/api": .submodule(ids[2]), "README.md": "more\n"])
    // The same pin comes of planning again, whatever else has changed.
    let (document, _) = try fixture.fleet.report("apply", "--plan", toMain, "--yes")
    #expect(document.outcome(of: "billing") == "delivered")
    #expect(try billing.changes("main~1", "main") == ["160000 libs/api \(ids[4])"])
    #expect(try fixture.fleet.run("submodules", "sync", "--plan", "--yes").status == 2)
  }

  @Test func rollbackOfWhatIsNoMoveOfPinsSaysWhatHelps() throws {
    _ = try billing()
    #expect(try run("remove", "api").document.outcome(of: "billing") == "delivered")
    let result = try fixture.fleet.run("submodules", "rollback", "remove-api", "--yes")
    #expect(result.status == 2)
    #expect(result.stderr.contains("hint: fleet undo remove-api"))
    #expect(try fixture.fleet.run("submodules", "rollback", "nothing", "--yes").status == 2)
  }

  @Test func undoDeletesTheBranchOfASync() throws {
    let (billing, _, _) = try billing()
    #expect(try run("sync").document.outcome(of: "billing") == "delivered")
    #expect(try fixture.fleet.report("undo", "pins", "--yes").document.outcome(of: "billing") == "delivered")
    #expect(try billing.tip(of: "fleet/pins") == nil)
  }
}
