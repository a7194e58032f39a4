import FleetTestSupport
import Foundation
import Testing

/// Tests of repositories in the sandbox that `--sandbox` makes, and what they see without it.
@Suite(.timeLimit(.minutes(2)))
struct SandboxedRunTests {
  private let fixture: CampaignFixture

  init() throws {
    var fixture = try CampaignFixture()
    fixture.fleet.extraVariables = [
      "FLEET_TOKEN_EXAMPLE_COM": "t0ken-of-fleet", "GITHUB_TOKEN": "t0ken-of-github",
      "SSH_AUTH_SOCK": "/tmp/agent-t0ken",
    ]
    self.fixture = fixture
    try fixture.fleet.home.write("t0ken-of-git\n", to: ".git-credentials")
  }

  /// Makes the fleet of one service whose test is a script, runs the campaign, and returns how it ended and the test's log.
  private func apply(_ script: String, _ options: String...) throws -> (outcome: String?, log: String) {
    try fixture.remote(
      "billing", files: ["main/settings.py": .text(CampaignFixture.settings), "check.sh": .text(script)])
    try fixture.writeManifest(["billing"])
    let result = try fixture.fleet.run(
      ["apply", "bump-timeout.json", "--yes", "--json", "--test", "sh check.sh"] + options, in: fixture.work.path)
    let document = try JSONDecoder().decode(CampaignDocument.self, from: Data(result.stdout))
    let logs = URL(fileURLWithPath: fixture.fleet.home.path + "/.local/state/fleet/logs")
    let run = try #require(FileManager.default.contentsOfDirectory(atPath: logs.path).first)
    // Tests that fail on the base aren't run on the change.
    let log = ["verify", "baseline"].lazy.compactMap { name in
      FileManager.default.contents(atPath: logs.appendingPathComponent("\(run)/billing/\(name).log").path)
    }.first
    return (document.outcome(of: "billing"), String(decoding: try #require(log), as: UTF8.self))
  }

  @Test func testsSeeNoTokensInTheirEnvironment() throws {
    let result = try apply("env; exit 0")
    #expect(result.outcome == "delivered")
    #expect(result.log.contains("REPOSITORY=billing") && !result.log.contains("t0ken"), "\(result.log)")
  }

  @Test(.enabled(if: try Bubblewrap.refusal() == nil, "bubblewrap may make no sandbox here"))
  func inTheSandboxTheyReachTheirCheckoutAndNothingOfTheUsers() throws {
    let home = fixture.fleet.home.path
    let port = try #require(fixture.daemon.url("x").split(separator: ":").last?.prefix { $0.isNumber })
    let script = """
      try() { if "$@" > /dev/null 2>&1; then echo "can: $*"; else echo "cannot: $*"; fi; }
      try touch written-here
      try touch ~/.cache-of-tests
      try touch /tmp/here
      try git log -1 --format=%s
      try git status --porcelain
      try ls \(home)/.cache/fleet/mirrors
      try ls \(home)/.local
      try cat \(home)/.git-credentials
      try ls \(fixture.remotes.path)
      try ls \(fixture.work.path)
      try touch /usr/here
      try bash -c 'exec 3<>/dev/tcp/127.0.0.1/\(port)'
      cat /proc/*/environ
      ls -d \(home)/.cache/fleet/* \(home)/.cache/fleet/*/* /run/* /root/* /home/*/* /var/lib/*
      exit 0
      """
    let result = try apply(script, "--sandbox")
    #expect(result.outcome == "delivered", "\(result.log)")
    let can = result.log.split(separator: "\n").filter { $0.hasPrefix("can: ") }.map { $0.dropFirst(5) }
    #expect(
      can == [
        "touch written-here", "touch \(home)/.cache-of-tests", "touch /tmp/here", "git log -1 --format=%s",
        "git status --porcelain", "ls \(home)/.cache/fleet/mirrors",
      ], "\(result.log)")
    #expect(!result.log.contains("t0ken"))
    // The way to its own mirror's objects, and no other.
    #expect(result.log.split(separator: "\n").count { $0.hasPrefix("\(home)/.cache/fleet/mirrors/") } == 1)
    #expect(!FileManager.default.fileExists(atPath: home + "/.cache-of-tests"))
  }

  @Test(.enabled(if: try Bubblewrap.refusal() == nil, "bubblewrap may make no sandbox here"))
  func theNetworkIsThereWhereItIsAllowed() throws {
    let port = try #require(fixture.daemon.url("x").split(separator: ":").last?.prefix { $0.isNumber })
    let script = "bash -c 'exec 3<>/dev/tcp/127.0.0.1/\(port)'"
    #expect(try apply(script, "--sandbox").outcome == "already-failing")
    let result = try fixture.report(
      "apply", "bump-timeout.json", "--yes", "--test", "sh check.sh", "--sandbox", "--sandbox-network")
    #expect(result.document.outcome(of: "billing") == "delivered")
  }

  @Test(.enabled(if: try Bubblewrap.refusal() == nil, "bubblewrap may make no sandbox here"))
  func theManifestMayAskForASandboxAndTheCommandLineForNone() throws {
    let script = "test ! -e \(fixture.remotes.path)"
    #expect(try apply(script).outcome == "already-failing")
    try fixture.writeManifest(["billing"], extra: "defaults: {sandbox: offline}\n")
    func outcome(_ options: String...) throws -> String? {
      let result = try fixture.fleet.run(
        ["apply", "bump-timeout.json", "--yes", "--json", "--test", "sh check.sh"] + options, in: fixture.work.path)
      return try JSONDecoder().decode(CampaignDocument.self, from: Data(result.stdout)).outcome(of: "billing")
    }
    #expect(try outcome("--no-sandbox") == "already-failing")
    #expect(try outcome() == "delivered")
  }

  @Test func withoutBubblewrapNothingIsTouched() throws {
    try fixture.service("billing")
    try fixture.writeManifest(["billing"])
    var fleet = fixture.fleet
    fleet.extraVariables["PATH"] = fixture.work.path
    let result = try fleet.run(["apply", "bump-timeout.json", "--yes", "--sandbox"], in: fixture.work.path)
    #expect(result.status == 2)
    #expect(
      result.stderr == """
        fleet: a sandbox needs bubblewrap, and there is no program bwrap in PATH
        hint: apt-get install bubblewrap

        """)
    #expect(!FileManager.default.fileExists(atPath: fixture.fleet.home.path + "/.cache/fleet"))
  }

  @Test func aMachineThatAllowsNoSandboxIsSaidToBeOne() throws {
    try fixture.service("billing")
    try fixture.writeManifest(["billing"])
    _ = try fixture.work.writeProgram(
      "echo 'bwrap: No permissions to create new namespace, likely because the kernel does not allow it' >&2; exit 1",
      to: "bwrap")
    var fleet = fixture.fleet
    fleet.extraVariables["PATH"] = "\(fixture.work.path):/usr/bin:/bin"
    let result = try fleet.run(["apply", "bump-timeout.json", "--yes", "--sandbox"], in: fixture.work.path)
    #expect(result.status == 2)
    #expect(result.stderr.contains("bubblewrap makes no sandbox here: No permissions to create new namespace"))
    #expect(result.stderr.contains("hint: this machine, or the container that this is, must allow user namespaces"))
  }

  @Test func aNetworkForNoSandboxIsWrongUsage() throws {
    try fixture.writeManifest([])
    #expect(try fixture.run("apply", "bump-timeout.json", "--yes", "--sandbox-network").status == 2)
    #expect(try fixture.run("apply", "bump-timeout.json", "--yes", "--no-sandbox", "--sandbox-network").status == 2)
  }
}
