import FleetTestSupport
import Foundation
import Testing

/// What `git daemon` serves elsewhere, over http with git's own backend.
@Suite(.timeLimit(.minutes(5)))
struct PinHttpTests {
  private let fixture: PinFixture
  private let web: WebServer

  init() throws {
    fixture = try PinFixture()
    web = try WebServer(serving: fixture.fleet.remotes)
  }

  private func url(_ name: String) -> String { web.url("plain/\(name).git") }

  private func run(_ words: String...) throws -> (document: CampaignDocument, exitCode: Int32) {
    try fixture.fleet.report(["submodules"] + words + ["--yes", "--direct"])
  }

  /// A service that pins the first of three commits, and a manifest with two libraries.
  private func billing(from declared: String = "api") throws -> (service: Remote, library: Remote, commits: [String]) {
    let (library, commits) = try fixture.library("api")
    try fixture.library("core")
    let service = try fixture.service("billing", [.init("libs/api", commits[0], url(declared))])
    try fixture.writeManifest(
      ["billing"], libraries: ["api": "follow: {branch: main}", "core": "follow: {branch: main}"],
      urls: ["billing": url("billing"), "api": url("api"), "core": url("core")])
    return (service, library, commits)
  }

  enum Kind: String, CaseIterable {
    case sync, pin, add, remove, move, setURL, restore, rollback
  }

  @Test(arguments: Kind.allCases) func everyKindOfMoveAndEditIsPushedOverHttp(_ kind: Kind) throws {
    let (service, _, ids) = try billing(from: kind == .setURL ? "old/api" : "api")
    let before: [String]
    let result: (document: CampaignDocument, exitCode: Int32)
    switch kind {
    case .sync:
      (result, before) = (try run("sync"), ["160000 libs/api \(ids[2])"])
    case .pin:
      (result, before) = (try run("pin", "api", ids[1]), ["160000 libs/api \(ids[1])"])
    case .add:
      let core = try #require(try Remote.tip(of: "core", in: fixture))
      (result, before) = (try run("add", "core"), ["100644 .gitmodules", "160000 libs/core \(core)"])
    case .remove:
      (result, before) = (try run("remove", "api"), ["000000 .gitmodules", "000000 libs/api"])
    case .move:
      (result, before) = (
        try run("move", "api", "vendor/api"),
        ["100644 .gitmodules", "000000 libs/api", "160000 vendor/api \(ids[0])"]
      )
    case .setURL:
      (result, before) = (try run("set-url", "api"), ["100644 .gitmodules"])
    case .restore:
      #expect(try fixture.fleet.run("submodules", "freeze").status == 0)
      #expect(try run("sync").exitCode == 0)
      (result, before) = (try run("restore", "--allow-downgrade"), ["160000 libs/api \(ids[0])"])
    case .rollback:
      #expect(try run("sync").exitCode == 0)
      (result, before) = (try run("rollback", "pins"), ["160000 libs/api \(ids[0])"])
    }
    #expect(result.exitCode == 0, "\(result.document)")
    #expect(result.document.outcome(of: "billing") == "delivered")
    let changes = try service.changes("main~1", "main")
    #expect(changes.count == before.count, "\(changes)")
    for (change, expected) in zip(changes, before) { #expect(change.hasPrefix(expected)) }
    #expect(try service.problems() == "")
    #expect(fixture.daemon.connectionCount == 0)
  }

  @Test func aPinOnADeletedBranchIsRefusedAndARefusedPushIsAFailure() throws {
    let (service, library, ids) = try billing()
    let gone = try library.commit(["api.txt": "gone\n"], on: "gone", from: ids[2])
    #expect(try run("pin", "api", gone, "--dry-run").exitCode == 0)
    try library.set("gone", to: nil)
    let references = try service.references()
    #expect(try run("pin", "api", gone).document.outcome(of: "billing") == "refused(unreachable)")
    try service.refusePushes(saying: "frozen")
    let (document, exitCode) = try run("sync")
    #expect(exitCode == 1)
    #expect(document.outcome(of: "billing") == "failed(push)")
    #expect(document["billing"]?.message?.contains("frozen") == true)
    #expect(try service.references() == references)
  }

  @Test(arguments: ["pre-receive", "post-receive"])
  func killedWhileAPushIsReceivedOverHttpTheRunIsFinishedOnce(hook: String) async throws {
    let (service, library, ids) = try billing()
    let work = fixture.fleet.work
    try service.configure("core.logAllRefUpdates", "true")
    try service.installHook(
      hook,
      "if mkdir \(work.path)/once 2>/dev/null; then while [ ! -s \(work.path)/pid ]; do :; done; "
        + "kill -9 $(cat \(work.path)/pid); fi")
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(nothing) }
    let process = try TestProcess(
      FleetProgram.path(), ["submodules", "sync", "--yes", "--direct"], environment: fixture.fleet.fleet.variables,
      folder: work.path, stdin: nothing, stdout: nothing, stderr: nothing)
    try work.write("\(process.processID)\n", to: "pid")
    #expect(try await onOwnThread { process.wait(for: .seconds(60)) } == 128 + SIGKILL)
    let pin = try service.git.run(["rev-parse", "main:libs/api"], in: service.path)
    #expect(try library.git.run(["merge-base", "--is-ancestor", pin, "main"], in: library.path) == "")
    let (document, exitCode) = try fixture.fleet.report(["resume"])
    #expect(exitCode == 0, "\(document)")
    #expect(try service.git.run(["rev-parse", "main:libs/api"], in: service.path) == ids[2])
    #expect(try service.git.run(["reflog", "main"], in: service.path).split(separator: "\n").count == 1)
  }

  @Test func theJointCommitGoesOverHttp() throws {
    let copies = try WorkingCopyFixture(clones: false)
    let web = try WebServer(serving: copies.fleet.remotes)
    try copies.git.run(
      ["clone", "--quiet", "--recurse-submodules", web.url("plain/billing.git")], in: copies.fleet.work.path)
    try copies.git.run(["switch", "--quiet", "main"], in: copies.libraryCopy)
    try copies.edit()
    let result = try copies.commit("-m", "Both", "--push")
    #expect(result.status == 0, "\(result.stderr)")
    #expect(try copies.danglingPins() == [])
    #expect(try copies.git.run(["rev-list", "--count", "main"], in: copies.service.path) == "2")
    #expect(copies.fleet.daemon.connectionCount == 0)
  }
}

extension Remote {
  fileprivate static func tip(of library: String, in fixture: PinFixture) throws -> String? {
    let git = GitProgram(home: fixture.fleet.remotes.path)
    return try git.run(["rev-parse", "main"], in: "\(fixture.fleet.remotes.path)/\(library).git")
  }
}
