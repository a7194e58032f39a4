import FleetTestSupport
import Foundation
import Testing

@testable import FleetCore

/// Programs in sandboxes that the real bubblewrap makes.
@Suite(.timeLimit(.minutes(1)), .enabled(if: try Bubblewrap.refusal() == nil, "bubblewrap may make no sandbox here"))
struct SandboxTests {
  private let folder: TemporaryFolder
  private let work: String

  init() throws {
    folder = try TemporaryFolder()
    work = folder.path + "/checkout/work"
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    try folder.write("hidden\n", to: "home/.ssh/id")
  }

  private var variables: [String: String] { ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path + "/home"] }

  private func sandbox(network: Bool = false) throws -> Sandbox {
    try Sandbox(
      environment: ProgramEnvironment(inherited: variables), folders: CacheFolders(environment: variables),
      allowsNetwork: network)
  }

  private func run(
    _ arguments: [String], limit: Duration = .seconds(30), network: Bool = false
  ) async throws -> (ending: ProgramEnding, output: String) {
    let program = Program(
      arguments: arguments, folder: work, environment: variables, timeLimit: limit, logPath: folder.path + "/log",
      heading: ["# heading"])
    let ending = await program.run(
      in: CheckoutSandbox(
        try sandbox(network: network), folder: work, writable: [work], readable: [],
        own: SandboxFolders(base: folder.path + "/checkout/sandbox")))
    let heading = "# heading\nin a sandbox \(network ? "with the" : "without a") network\n"
    let log = try #require(folder.read("log"))
    #expect(log.hasPrefix(heading))
    return (ending, String(log.dropFirst(heading.count)))
  }

  private func run(
    _ script: String, limit: Duration = .seconds(30)
  ) async throws -> (ending: ProgramEnding, output: String) {
    try await run(["sh", "-c", script], limit: limit)
  }

  @Test func aSandboxCanBeMade() async throws {
    try await sandbox().check()
    try await sandbox(network: true).check()
  }

  @Test func theSystemCanBeReadAndNotWritten() async throws {
    #expect(try await run("cat /etc/passwd && ls /usr && ls /bin/sh").ending.isSuccess)
    let output = try await run("for folder in /usr /etc /opt; do touch $folder/x && echo written; done").output
    #expect(!output.contains("written") && output.contains("/usr/x': Read-only file system"), "\(output)")
  }

  @Test func theFilesOfTheUserAreNotThere() async throws {
    let result = try await run("ls -A ~; ls -A /tmp; cat ~/.ssh/id; ls \(folder.path)")
    // The way to the checkout is there, since it lies below.
    #expect(!result.output.contains("hidden"), "\(result.output)")
    #expect(result.output.contains("/.ssh/id: No such file"))
  }

  @Test func filesInTheCheckoutAndTheHomeStayAndTemporaryOnesGo() async throws {
    let script = "echo 1 > here && echo 2 > ~/kept && echo 3 > /tmp/gone && test -e /var/tmp/gone"
    #expect(try await run(script).ending.isSuccess)
    #expect(folder.read("checkout/work/here") == "1\n")
    #expect(folder.read("home/kept") == nil)
    #expect(try await run("cat here ~/kept; cat /tmp/gone").output.hasPrefix("1\n2\ncat: /tmp/gone: No such file"))
  }

  @Test func whatAProgramPutInThePlaceOfItsFoldersIsRemoved() async throws {
    let own = folder.path + "/checkout/sandbox"
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    for name in ["home", "tmp"] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(own)/\(name)", withDestinationPath: folder.path + "/home/.ssh")
    }
    #expect(try await run("cat ~/id /tmp/id").output.contains("hidden") == false)
    #expect(folder.read("home/.ssh/id") == "hidden\n")
  }

  @Test func noProcessOutsideCanBeSeen() async throws {
    let script = "ls /proc | grep -c '^[0-9]'; cat /proc/\(getpid())/environ; tr '\\0' '\\n' < /proc/1/environ"
    let result = try await run(script)
    let count = try #require(Int(result.output.prefix { $0.isNumber }))
    #expect(count < 10)
    let ours = ProcessInfo.processInfo.environment.filter { variables[$0.key] == nil && $0.key != "PWD" }
    #expect(!ours.isEmpty)
    for name in ours.keys { #expect(!result.output.contains("\n\(name)=")) }
  }

  @Test func withoutANetworkThereIsALoopbackAndNothingElse() async throws {
    let server = try StallServer(.silent)
    let script = "exec 3<>/dev/tcp/127.0.0.1/\(server.port)"
    #expect(try await run(["bash", "-c", script]).ending.isSuccess == false)
    #expect(try await run(["bash", "-c", script], network: true).ending == .exited(status: 0))
    #expect(try await run("cut -d: -f1 /proc/net/dev | tail -n +3").output.filter { $0 != " " } == "lo\n")
  }

  @Test func theSuperuserHasNoRightsInside() async throws {
    let result = try await run("grep -h CapEff /proc/self/status; mount -o remount,rw /usr; cat /etc/shadow")
    #expect(result.output.hasPrefix("CapEff:\t0000000000000000\n"))
    #expect(!result.output.contains("root:"))
  }

  @Test func atTheLimitNothingIsLeft() async throws {
    let mark = UUID().uuidString
    let script = "setsid sh -c 'trap \"\" TERM; : \(mark); while :; do sleep 1; done' & sleep 1000"
    let result = try await run(script, limit: .seconds(1))
    #expect(result.ending == .timedOut)
    #expect(areGone(mark))
  }

  @Test func whatAProgramLeavesRunningIsEnded() async throws {
    let mark = UUID().uuidString
    #expect(try await run("setsid sh -c ': \(mark); while :; do sleep 1; done' > /dev/null 2>&1 &").ending.isSuccess)
    #expect(areGone(mark))
  }

  @Test func theProgramsOwnStatusIsKept() async throws {
    #expect(try await run("exit 7").ending == .exited(status: 7))
    #expect(try await run("echo bwrap: no; echo more; exit 1").ending == .exited(status: 1))
  }

  @Test func aProgramThatTheSandboxDoesNotShowIsNotStarted() async throws {
    #expect(
      try await run(["no-such-program"]).ending
        == .notStarted(reason: "no-such-program: No such file or directory, as the sandbox shows this machine"))
  }

  /// Waits until no process has `mark` in its command line.
  private func areGone(_ mark: String) -> Bool {
    let end = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < end {
      let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      let isLeft = processes.contains { name in
        let line = Int(name).flatMap { FileManager.default.contents(atPath: "/proc/\($0)/cmdline") }
        return line.map { String(decoding: $0, as: UTF8.self).contains(mark) } ?? false
      }
      if !isLeft { return true }
      poll(nil, 0, 10)
    }
    return false
  }
}
