import FleetTestSupport
import Foundation
import Testing

/// One repository's failure is that repository's outcome; the others are done, and the exit code is 1.
@Suite(.timeLimit(.minutes(5)))
struct FailureTests {
  private let fixture: CampaignFixture

  init() throws {
    fixture = try CampaignFixture()
    try fixture.service("good")
  }

  private func expectFailure(
    of name: String, _ outcome: String, kind: String, _ options: String...
  ) throws -> CampaignDocument.Repository {
    let result = try fixture.fleet.run(
      ["apply", "bump-timeout.json", "--yes", "--json"] + options, in: fixture.work.path)
    #expect(result.status == 1)
    let document = try JSONDecoder().decode(CampaignDocument.self, from: Data(result.stdout))
    #expect(document.outcome(of: "good") == "delivered")
    #expect(document.outcome(of: name) == outcome)
    let entry = try #require(document[name])
    #expect(entry.kind == kind)
    #expect(result.stderr.contains("\(name): "))
    return entry
  }

  @Test func aServerThatSaysNothingCostsItsOwnRepositoryATimeLimit() throws {
    let server = try StallServer(.silent)
    try fixture.writeManifest(["good", "silent"], urls: ["silent": "git://127.0.0.1:\(server.port)/silent.git"])
    let entry = try expectFailure(of: "silent", "failed(refresh)", kind: "timed-out", "--timeout", "5s")
    #expect(entry.message?.contains("127.0.0.1") == true)
  }

  @Test func aServerThatIsNotThereIsUnreachable() throws {
    try fixture.writeManifest(["good", "off"], urls: ["off": "git://127.0.0.1:1/off.git"])
    _ = try expectFailure(of: "off", "failed(refresh)", kind: "unreachable")
  }

  @Test func aCorruptRemoteIsSaidToBe() throws {
    let remote = try fixture.service("corrupt")
    try remote.corruptObject(try remote.git.run(["rev-parse", "main:main/settings.py"], in: remote.path))
    try fixture.writeManifest(["good", "corrupt"])
    let result = try fixture.report("apply", "bump-timeout.json", "--yes")
    #expect(result.exitCode == 1)
    #expect(result.document.outcome(of: "good") == "delivered")
    #expect(result.document.outcome(of: "corrupt") == "failed(refresh)")
  }

  @Test func testsThatHangAreEndedAtTheirLimit() throws {
    try fixture.service("hanging", test: "import time\ntime.sleep(1000)\n")
    try fixture.writeManifest(["good", "hanging"])
    let entry = try expectFailure(of: "hanging", "failed(verify)", kind: "timed-out", "--test-timeout", "20s")
    #expect(entry.message?.contains("did not end within") == true)
  }

  @Test func testsWhoseProgramIsMissingAreAFailureOfThatRepository() throws {
    try fixture.service("tool")
    try fixture.writeManifest(["good", "tool"], extra: "")
    let manifest = try #require(fixture.work.read("fleet.yaml"))
    try fixture.work.write(manifest + "    test: [no-such-program]\n", to: "fleet.yaml")
    let entry = try expectFailure(of: "tool", "failed(verify)", kind: "not-started")
    #expect(entry.message?.contains("no-such-program") == true)
  }

  @Test func aTokenInTheEnvironmentIsNotSeenByTests() throws {
    let test = """
      import os, unittest

      class SecretTest(unittest.TestCase):
          def test_there_is_none(self):
              self.assertFalse([name for name in os.environ if "s3cret" in os.environ[name]])

      """
    try fixture.service("curious", test: test)
    try fixture.writeManifest(["good", "curious"])
    var fixture = fixture
    fixture.fleet.extraVariables = ["GITHUB_TOKEN": "s3cret", "SSH_AUTH_SOCK": "/s3cret", "FLEET_TOKEN_X": "s3cret"]
    let (document, exitCode) = try fixture.report("apply", "bump-timeout.json", "--yes")
    #expect(document.outcome(of: "curious") == "delivered")
    #expect(exitCode == 0)
  }

  /// The best of three counts: other tests take the processor away now and then, and what is late by itself is late
  /// every time.
  @Test(arguments: ["automatic", "git"])
  func anInterruptEndsARunThatWaitsForServersWithinASecond(_ engine: String) throws {
    var fixture = fixture
    fixture.fleet.extraVariables["GIT_SSH_COMMAND"] = "ssh -F /dev/null"
    let nothing = open("/dev/null", O_RDWR)
    defer { close(nothing) }
    let time = try shortestTime(within: .seconds(1)) {
      let servers = try ["git", "http", "https", "ssh"].map { (scheme: $0, server: try StallServer(.silent)) }
      try fixture.writeManifest(
        servers.map(\.scheme), extra: "defaults:\n  engine: \(engine)\n",
        urls: Dictionary(uniqueKeysWithValues: servers.map { ($0.scheme, $0.server.url(scheme: $0.scheme)) }))
      let process = try TestProcess(
        FleetProgram.path(), ["apply", "bump-timeout.json", "--yes"], environment: fixture.fleet.variables,
        folder: fixture.work.path, stdin: nothing, stdout: nothing, stderr: nothing)
      for (_, server) in servers { #expect(server.waitUntilSilent()) }
      let start = ContinuousClock.now
      kill(process.processID, SIGINT)
      #expect(process.wait(for: .seconds(20)) == 130)
      return ContinuousClock.now - start
    }
    #expect(time < .seconds(1))
  }

  @Test func anInterruptWhileServicesAreSelectedIsReported() throws {
    let server = try StallServer(.silent)
    try fixture.writeManifest(["silent"], urls: ["silent": server.url()])
    let output = open("\(fixture.work.path)/stdout", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer {
      close(output)
      close(nothing)
    }
    let process = try TestProcess(
      FleetProgram.path(),
      ["apply", "bump-timeout.json", "--yes", "--json", "--where", "file:x", "--junit", "report.xml"],
      environment: fixture.fleet.variables, folder: fixture.work.path, stdin: nothing, stdout: output, stderr: nothing)
    #expect(server.waitForConnection())
    kill(process.processID, SIGINT)
    #expect(process.wait(for: .seconds(5)) == 130)
    let text = try #require(fixture.work.read("stdout"))
    let document = try JSONDecoder().decode(CampaignDocument.self, from: Data(text.utf8))
    #expect(document.outcome(of: "silent") == "skipped")
    #expect(fixture.work.read("report.xml")?.contains("<skipped") == true)
  }

  @Test func anInterruptEndsARunThatWaitsWith130() throws {
    let server = try StallServer(.silent)
    try fixture.writeManifest(["silent"], urls: ["silent": server.url()])
    let errors = open("\(fixture.work.path)/stderr", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer {
      close(errors)
      close(nothing)
    }
    let process = try TestProcess(
      FleetProgram.path(), ["apply", "bump-timeout.json", "--yes"], environment: fixture.fleet.variables,
      folder: fixture.work.path, stdin: nothing, stdout: nothing, stderr: errors)
    #expect(server.waitForConnection())
    kill(process.processID, SIGINT)
    #expect(process.wait(for: .seconds(5)) == 130)
    #expect(fixture.work.read("stderr")?.hasSuffix("-bump-timeout\n") == true)
    #expect(fixture.work.read("stderr")?.contains("hint: fleet resume ") == true)
  }

  @Test func signalsAreHeardWhileNobodyReadsWhatIsSaid() throws {
    let server = try StallServer(.silent)
    try fixture.writeManifest(["silent"], urls: ["silent": server.url()])
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { for end in ends + [nothing] { close(end) } }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    let block = [UInt8](repeating: 0, count: 4096)
    while write(ends[1], block, block.count) > 0 {}
    _ = fcntl(ends[1], F_SETFL, 0)
    let process = try TestProcess(
      FleetProgram.path(), ["apply", "bump-timeout.json", "--yes"], environment: fixture.fleet.variables,
      folder: fixture.work.path, stdin: nothing, stdout: nothing, stderr: ends[1])
    #expect(server.waitForConnection())
    let end = ContinuousClock.now + .seconds(60)
    while process.wait(for: .milliseconds(20)) == nil, ContinuousClock.now < end { kill(process.processID, SIGTERM) }
    #expect(process.wait(for: .zero) == 130)
  }
}
