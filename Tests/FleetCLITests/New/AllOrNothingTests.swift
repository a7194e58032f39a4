import FleetTestSupport
import Foundation
import Testing

/// A failure of `fleet new` leaves nothing behind, wherever it happens.
@Suite(.timeLimit(.minutes(5)))
struct AllOrNothingTests {
  private let fixture: NewFixture

  init() throws {
    fixture = try NewFixture()
  }

  private func writeHook(_ name: String, _ text: String) throws {
    try fixture.work.write(text, to: "template/hooks/\(name)")
  }

  @Test(arguments: ["pre_prompt.sh", "pre_gen_project.sh", "post_gen_project.sh"])
  func aHookThatFailsLeavesNothing(name: String) throws {
    try writeHook(name, "#!/bin/sh\necho why it failed\nexit 3\n")
    let result = try fixture.run("new", "./template", "--no-input", "--accept-hooks", "yes", "--output", "deep/er")
    #expect(result.status == 1)
    #expect(result.stderr.contains("why it failed"))
    #expect(result.stderr.contains("hooks/\(name) exited with status 3"))
    #expect(try fixture.names().isEmpty)
  }

  @Test func aFailureIsKeptIfAsked() throws {
    try writeHook("post_gen_project.sh", "#!/bin/sh\nexit 3\n")
    let result = try fixture.run("new", "./template", "--no-input", "--accept-hooks", "yes", "--keep")
    #expect(result.status == 1)
    #expect(fixture.work.read("demo/src/main.py") == "NAME = 'Demo'\n")
  }

  @Test func anUndefinedValueLeavesNothing() throws {
    try fixture.work.write("{{ cookiecutter.nothing }}", to: "template/{{cookiecutter.__slug}}/z.txt")
    let result = try fixture.run("new", "./template", "--no-input")
    #expect(result.status == 2)
    #expect(result.stderr.contains("z.txt:1:"))
    #expect(try fixture.names().isEmpty)
  }

  @Test func aHookThatRunsTooLongIsEnded() throws {
    try writeHook("post_gen_project.sh", "#!/bin/sh\nsleep 1000\n")
    let result = try fixture.run(
      "new", "./template", "--no-input", "--accept-hooks", "yes", "--hook-timeout", "500ms")
    #expect(result.status == 1)
    #expect(result.stderr.contains("did not end within its time limit"))
    #expect(try fixture.names().isEmpty)
  }

  @Test func aHookGetsNoCredentials() throws {
    try writeHook("post_gen_project.sh", "#!/bin/sh\nenv > ../environment\n")
    var fleet = fixture.fleet
    fleet.extraVariables = ["GITHUB_TOKEN": "secret", "AWS_SECRET_ACCESS_KEY": "secret", "SSH_AUTH_SOCK": "/secret"]
    let result = try fleet.run(["new", "./template", "--no-input", "--accept-hooks", "yes"], in: fixture.work.path)
    #expect(result.status == 0)
    let environment = try #require(fixture.work.read("environment"))
    #expect(environment.contains("PATH="))
    #expect(!environment.contains("secret"))
  }

  @Test func aRefusedPushLeavesNothingAndRegistersNothing() throws {
    let remote = try Remote(name: "demo.git")
    try remote.refusePushes(saying: "not on a Friday")
    let daemon = try GitDaemon(remote)
    try fixture.work.write("services: []\n", to: "fleet.yaml")
    let result = try fixture.run(
      "new", "./template", "--no-input", "--push", daemon.url(remote), "--register", "--json")
    #expect(result.status == 1)
    #expect(result.stderr.contains("not on a Friday"))
    #expect(result.text.contains(#""outcome" : "failed""#))
    #expect(try fixture.names() == ["fleet.yaml"])
    #expect(fixture.work.read("fleet.yaml") == "services: []\n")
  }

  @Test func aBranchThatExistsIsNotPushedOver() throws {
    let remote = try Remote(files: ["theirs": "x"], name: "demo.git")
    let daemon = try GitDaemon(remote)
    let tip = try remote.tip(of: "main")
    let result = try fixture.run("new", "./template", "--no-input", "--push", daemon.url(remote))
    #expect(result.status == 1)
    #expect(try remote.tip(of: "main") == tip)
    #expect(try fixture.names().isEmpty)
  }

  @Test func anEntryThatCantBeWrittenIsFoundBeforeAnythingIsMade() throws {
    let remote = try Remote(name: "demo.git")
    try fixture.work.write("services: [{name: demo, url: ./x}]\n", to: "fleet.yaml")
    let result = try fixture.run("new", "./template", "--no-input", "--push", remote.path, "--register")
    #expect(result.status == 2)
    #expect(try remote.references().isEmpty)
    #expect(try fixture.names() == ["fleet.yaml"])
  }

  @Test(arguments: [SIGINT, SIGHUP]) func aSignalEndsTheHookAndLeavesNothing(signal: Int32) throws {
    try writeHook(
      "post_gen_project.sh", "#!/bin/sh\necho $$ > ../started.new\nmv ../started.new ../started\nsleep 1000\n")
    let silence = open("/dev/null", O_RDWR)
    defer { close(silence) }
    let process = try TestProcess(
      FleetProgram.path(), ["new", "./template", "--no-input", "--accept-hooks", "yes"],
      environment: fixture.fleet.variables, folder: fixture.work.path, stdin: silence, stdout: silence, stderr: silence)
    let end = ContinuousClock.now + .seconds(60)
    while fixture.work.read("started") == nil, ContinuousClock.now < end { poll(nil, 0, 5) }
    let hook = try #require(pid_t(fixture.work.read("started")?.split(separator: "\n").first ?? ""))
    kill(process.processID, signal)
    #expect(process.wait(for: .seconds(60)) == 130)
    #expect(kill(hook, 0) != 0)
    #expect(try fixture.names() == ["started"])
  }
}
