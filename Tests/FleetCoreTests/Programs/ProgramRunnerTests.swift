import FleetTestSupport
import Foundation
import Testing

@testable import FleetCore

@Suite(.timeLimit(.minutes(1)))
struct ProgramRunnerTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func program(
    _ script: String, limit: Duration = .seconds(30), environment: [String: String] = [:]
  ) -> Program {
    Program(
      arguments: ["sh", "-c", script], folder: folder.path,
      environment: environment.merging(["PATH": "/usr/bin:/bin"]) { first, _ in first }, timeLimit: limit,
      logPath: folder.path + "/logs/run.log", heading: ["# heading"])
  }

  @Test func bothStreamsGoToTheLogBehindTheHeading() async {
    let ending = await program("echo out; echo err >&2; exit 3").run()
    #expect(ending == .exited(status: 3))
    #expect(folder.read("logs/run.log") == "# heading\nout\nerr\n")
  }

  @Test func theProgramSeesItsFolderAndOnlyItsOwnEnvironment() async {
    let ending = await program("pwd; env | grep -c HOME", environment: ["FLEET_REPO": "billing"]).run()
    #expect(ending == .exited(status: 1))
    #expect(folder.read("logs/run.log") == "# heading\n\(folder.path)\n0\n")
  }

  @Test func standardInputIsClosed() async {
    #expect(await program("cat").run() == .exited(status: 0))
  }

  @Test func atTheLimitTheWholeGroupIsEnded() async throws {
    // The child ignores the polite signal and holds a file open as long as it lives.
    let script = "(trap '' TERM; exec 9>alive; flock 9; while :; do sleep 1; done) & echo $! > pid; wait"
    let ending = await program(script, limit: .milliseconds(300)).run()
    #expect(ending == .timedOut)
    #expect(try isDead(#require(folder.read("pid"))))
  }

  @Test func whatAProgramLeavesRunningIsEnded() async throws {
    let ending = await program("sleep 1000 & echo $! > pid").run()
    #expect(ending == .exited(status: 0))
    #expect(try isDead(#require(folder.read("pid"))))
  }

  @Test func cancellingTheTaskEndsTheProgram() async {
    let program = program("sleep 1000")
    let task = Task { await program.run() }
    task.cancel()
    #expect(await task.value == .interrupted)
  }

  @Test func theLogTakesLittleSpaceWhileAProgramWritesWithoutEnd() async throws {
    // It ends only when its own log has shrunk on the disk.
    let script = """
      head -c 32000000 /dev/zero | tr '\\0' x
      until [ "$(wc -c < logs/run.log)" -lt 2000000 ]; do sleep 0.05; done
      echo; echo end
      """
    let program = Program(
      arguments: ["sh", "-c", script], folder: folder.path, environment: ["PATH": "/usr/bin:/bin"],
      timeLimit: .seconds(30), logPath: folder.path + "/logs/run.log", heading: ["# heading"], keepsOnlyTail: true)
    #expect(await program.run() == .exited(status: 0))
    let log = try #require(folder.read("logs/run.log"))
    #expect(log.hasPrefix("# heading\n[") && log.hasSuffix("xxx\nend\n"))
    #expect(log.utf8.count < 66_000)
    #expect(!log.utf8.contains(0))
  }

  @Test func aProgramThatIsNotThereIsSaidToBeMissing() async {
    let missing = Program(
      arguments: ["no-such-program"], folder: folder.path, environment: ["PATH": "/usr/bin"], timeLimit: .seconds(5),
      logPath: folder.path + "/log")
    guard case .notStarted(let reason) = await missing.run() else {
      Issue.record("it was started")
      return
    }
    #expect(reason.contains("no-such-program"))
  }

  /// Whether a process has ended; one that still waits to be reaped has.
  private func isDead(_ text: String) throws -> Bool {
    let id = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    let deadline = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < deadline {
      let status = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)
      if status == nil || status?.contains(") Z ") == true { return true }
      poll(nil, 0, 5)
    }
    return false
  }
}
