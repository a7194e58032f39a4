import FleetTestSupport
import Foundation
import Synchronization
import Testing

/// Moves of pins while others push, and after a kill.
@Suite(.timeLimit(.minutes(5)))
struct PinRaceTests {
  /// Runs something as a connection comes, by the connection's number.
  private final class Bell: Sendable {
    private let state = Mutex<(at: Int, work: (@Sendable () -> Void)?)>((0, nil))

    func ring(at number: Int, _ work: @escaping @Sendable () -> Void) {
      state.withLock { $0 = (number, work) }
    }

    @Sendable func arrived(_ number: Int) {
      let work = state.withLock { state in
        defer { if number == state.at { state.work = nil } }
        return number == state.at ? state.work : nil
      }
      work?()
    }
  }

  private let bell: Bell
  private let fixture: PinFixture

  init() throws {
    let bell = Bell()
    self.bell = bell
    fixture = try PinFixture(onConnection: bell.arrived)
  }

  private func url(_ name: String) -> String { fixture.daemon.url("\(name).git") }

  @Test func ifTheBranchMovesBetweenFetchAndPushTheForeignCommitSurvivesAndTheBumpIsRecomputedOnIt() throws {
    let (_, api) = try fixture.library("api", commits: 4)
    let billing = try fixture.service("billing", [.init("libs/api", api[0], url("api"))])
    try fixture.writeManifest(["billing"], libraries: ["api": "follow: {branch: main}"])
    // The library is asked first, then the service; the third connection is the push.
    bell.ring(at: 3) { _ = try? billing.commit(["libs/api": .submodule(api[1])], message: "Theirs\n") }
    let (document, exitCode) = try fixture.fleet.report("submodules", "sync", "--yes", "--direct")
    #expect(exitCode == 0, "\(document)")
    #expect(try billing.git.run(["log", "-1", "--format=%s", "main~1"], in: billing.path) == "Theirs")
    #expect(try billing.changes("main~1", "main") == ["160000 libs/api \(api[3])"])
    #expect(try billing.message().contains("api \(api[1].prefix(7))..\(api[3].prefix(7)): 2 commits"))
  }

  @Test func aBumpThatSomebodyElseMadeMeanwhileIsNotMadeAgain() throws {
    let (_, api) = try fixture.library("api")
    let billing = try fixture.service("billing", [.init("libs/api", api[0], url("api"))])
    try fixture.writeManifest(["billing"], libraries: ["api": "follow: {branch: main}"])
    bell.ring(at: 3) { _ = try? billing.commit(["libs/api": .submodule(api[2])], message: "Theirs\n") }
    let (document, exitCode) = try fixture.fleet.report("submodules", "sync", "--yes", "--direct")
    #expect(exitCode == 0)
    #expect(document.outcome(of: "billing") == "unchanged")
    #expect(try billing.commitCount() == 2)
  }

  @Test(arguments: ["pre-receive", "post-receive"], ["fleet submodules sync", "fleet resume"])
  func killedWhileAPushIsReceivedNoServicePointsAtAnAbsentCommitAndTheRunIsFinishedOnce(
    hook: String, again: String
  ) async throws {
    let (library, api) = try fixture.library("api")
    let names = (1...4).map { "s\($0)" }
    let remotes = try names.map { try fixture.service($0, [.init("libs/api", api[0], url("api"))]) }
    try fixture.writeManifest(names, libraries: ["api": "follow: {branch: main}"])
    let work = fixture.fleet.work
    for remote in remotes {
      try remote.configure("core.logAllRefUpdates", "true")
      try remote.installHook(
        hook,
        "if mkdir \(work.path)/once 2>/dev/null; then while [ ! -s \(work.path)/pid ]; do :; done; "
          + "kill -9 $(cat \(work.path)/pid); fi")
    }
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(nothing) }
    let process = try TestProcess(
      FleetProgram.path(), ["submodules", "sync", "--yes", "--direct", "-j", "1"],
      environment: fixture.fleet.fleet.variables, folder: work.path, stdin: nothing, stdout: nothing, stderr: nothing)
    try work.write("\(process.processID)\n", to: "pid")
    #expect(try await onOwnThread { process.wait(for: .seconds(60)) } == 128 + SIGKILL)
    for remote in remotes {
      let pin = try remote.git.run(["rev-parse", "main:libs/api"], in: remote.path)
      #expect(try library.git.run(["merge-base", "--is-ancestor", pin, "main"], in: library.path) == "")
    }
    // The library goes on meanwhile: a run that is resumed keeps to the commits that it decided on.
    let later = try library.commit(["api.txt": "later\n"])
    let words =
      again == "fleet resume" ? ["resume"] : ["submodules", "sync", "--yes", "--direct", "-j", "1"]
    let (document, exitCode) = try fixture.fleet.report(words)
    #expect(exitCode == 0, "\(document)")
    let expected = again == "fleet resume" ? api[2] : later
    for remote in remotes {
      #expect(try remote.git.run(["rev-parse", "main:libs/api"], in: remote.path) == expected)
      #expect(try remote.problems() == "")
      let pushes = try remote.git.run(["reflog", "main"], in: remote.path).split(separator: "\n").count
      #expect(again == "fleet resume" ? pushes == 1 : pushes <= 2)
    }
  }

  @Test func withAPreReceiveHookThatRefusesOnOneOfManyRemotesExactlyThatServiceIsReportedFailed() throws {
    let (_, api) = try fixture.library("api")
    let names = (1...200).map { "s\(100 + $0)" }
    let first = try fixture.service("template", [.init("libs/api", api[0], url("api"))])
    for name in names {
      try FileManager.default.copyItem(atPath: first.path, toPath: "\(fixture.fleet.remotes.path)/\(name).git")
    }
    let refusing = "\(fixture.fleet.remotes.path)/s117.git/hooks/pre-receive"
    try first.refusePushes(saying: "frozen")
    try FileManager.default.copyItem(atPath: "\(first.path)/hooks/pre-receive", toPath: refusing)
    try fixture.writeManifest(names, libraries: ["api": "follow: {branch: main}"])
    let (document, exitCode) = try fixture.fleet.report("submodules", "sync", "--yes")
    #expect(exitCode == 1)
    #expect(document.summary == ["delivered": 199, "failed": 1, "total": 200])
    #expect(document.outcome(of: "s117") == "failed(push)")
    #expect(document["s117"]?.message?.contains("frozen") == true)
  }
}
