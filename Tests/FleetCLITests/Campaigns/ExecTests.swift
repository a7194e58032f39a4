import FleetTestSupport
import Foundation
import Testing

/// A command in every service's files, and nothing made of what it does to them.
@Suite(.timeLimit(.minutes(5)))
struct ExecTests {
  private struct Document: Decodable {
    struct Repository: Decodable {
      let service: String
      let outcome: String
      let kind: String?
      let message: String?
      let exit: Int?
      let output: String?
      let omitted: Int?
      let log: String?
    }
    let command: String
    let repositories: [Repository]
    let summary: [String: Int]
  }

  private var fixture: CampaignFixture
  private let billing: Remote

  init() throws {
    fixture = try CampaignFixture()
    billing = try fixture.service("billing")
    try fixture.service("shop")
    try fixture.writeManifest(["shop", "billing"])
  }

  private func document(_ script: String, _ options: String...) throws -> (document: Document, exitCode: Int32) {
    let result = try fixture.fleet.run(
      ["exec", "--json"] + options + ["--", "sh", "-c", script], in: fixture.work.path)
    return (try JSONDecoder().decode(Document.self, from: Data(result.stdout)), result.status)
  }

  @Test func theOutputHasTheServicesNameAndWhatWasDoneToFilesIsThrownAway() throws {
    let tip = try billing.tip(of: "main")
    let first = try fixture.run(
      "exec", "--", "sh", "-c",
      "test $REPOSITORY = billing && sleep 0.2; git status --short; cat README.md; printf 'no end' >&2; echo x > new; rm README.md"
    )
    #expect(first.text == "billing: # a service\nbilling: no end\nshop: # a service\nshop: no end\n")
    #expect(first.stderr == "2 unchanged.\n")
    #expect(first.status == 0)
    let second = try fixture.run("exec", "--", "git", "status", "--short")
    #expect(second.text.isEmpty)
    #expect(second.status == 0)
    #expect(try billing.tip(of: "main") == tip)
    #expect(try fixture.run("status").stderr == "Nothing was run yet.\n")
  }

  @Test func aCommandThatFailsInOneRepositoryRunsInTheOthers() throws {
    let (document, exitCode) = try document(
      "seq 20000; test $REPOSITORY = shop || { echo 'no such table' >&2; exit 3; }")
    #expect(exitCode == 1)
    #expect(document.summary == ["failed": 1, "unchanged": 1, "total": 2])
    let failed = try #require(document.repositories.first)
    #expect(failed.service == "billing" && failed.kind == "script" && failed.exit == 3)
    #expect(failed.message?.hasSuffix(" exited with status 3: no such table") == true)
    let shop = try #require(document.repositories.last)
    #expect(shop.exit == 0)
    #expect(shop.output?.hasSuffix("\n19999\n20000\n") == true)
    // The document has the end of it, the log all.
    let log = try String(contentsOfFile: try #require(shop.log), encoding: .utf8)
    #expect(log.hasPrefix("$ sh -c seq 20000; ") && log.contains("\n1\n2\n") && log.hasSuffix("\n20000\n"))
    let heading = log.utf8.split(separator: UInt8(ascii: "\n"), maxSplits: 1).first?.count ?? 0
    #expect((shop.output?.utf8.count ?? 0) + (shop.omitted ?? 0) == log.utf8.count - heading - 1)
  }

  @Test func exitStatus100SaysThatThereIsNothingToDo() throws {
    let (document, exitCode) = try document("test $REPOSITORY = shop || exit 100")
    #expect(document.repositories.map(\.outcome) == ["not-applicable", "unchanged"])
    #expect(exitCode == 0)
  }

  @Test func aCommandThatRunsTooLongIsEndedWithItsChildren() throws {
    let (document, exitCode) = try document(
      "(trap '' TERM; echo $$; exec sleep 1000) & wait", "--command-timeout", "1s", "--select", "shop")
    #expect(document.repositories.first?.kind == "timed-out")
    #expect(document.repositories.first?.message?.contains("did not end within 1 s") == true)
    #expect(exitCode == 1)
  }

  @Test func aProgramThatIsNotThereIsSaid() throws {
    let result = try fixture.run("exec", "--select", "shop", "--", "no-such-program", "-x")
    #expect(result.status == 1)
    #expect(result.stderr.contains("shop: failed(plan): `no-such-program -x` could not be started"))
  }

  @Test mutating func theCommandSeesNoSecretsAndNoInput() throws {
    fixture.fleet.extraVariables = ["GITHUB_TOKEN": "s3cret", "SSH_AUTH_SOCK": "/s3cret"]
    let (document, exitCode) = try document("env; read line && echo input; true", "--select", "billing")
    let output = try #require(document.repositories.first?.output)
    #expect(output.contains("REPOSITORY=billing\n") && !output.contains("s3cret") && !output.contains("input"))
    #expect(exitCode == 0)
  }

  @Test(.enabled(if: try Bubblewrap.refusal() == nil, "bubblewrap may make no sandbox here"))
  func inTheSandboxItSeesItsCheckoutOnly() throws {
    let (document, _) = try document(
      "cat README.md; ls \(fixture.work.path) || true", "--sandbox", "--select", "billing")
    #expect(document.repositories.first?.output?.hasPrefix("# a service\n") == true)
    #expect(document.repositories.first?.output?.contains("fleet.yaml") == false)
  }

  @Test func aConditionSelectsAndTheRemoteIsAskedOnce() throws {
    let counter = Counter()
    let fixture = try CampaignFixture { _ in counter.add() }
    try fixture.service("billing")
    try fixture.remote("plain", files: ["README.md": "# plain\n"])
    try fixture.writeManifest(["billing", "plain"])
    let result = try fixture.run("exec", "--where", "file:main/settings.py", "--", "echo", "here")
    #expect(result.text == "billing: here\n")
    #expect(counter.count == 2)
  }

  @Test func anInterruptEndsTheCommandAndReportsTheRest() throws {
    let marks = try TemporaryFolder()
    let output = open("\(marks.path)/stdout", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer {
      close(output)
      close(nothing)
    }
    let process = try TestProcess(
      FleetProgram.path(),
      [
        "exec", "--json", "-j", "1", "--where", "file:README.md", "--", "sh", "-c",
        "echo $$ > \(marks.path)/begun; exec sleep 1000",
      ], environment: fixture.fleet.variables, folder: fixture.work.path, stdin: nothing, stdout: output,
      stderr: nothing)
    let end = ContinuousClock.now + .seconds(60)
    while (marks.read("begun") ?? "").isEmpty, ContinuousClock.now < end {
      #expect(process.wait(for: .milliseconds(5)) == nil)
    }
    let child = try #require(pid_t((marks.read("begun") ?? "").trimmingCharacters(in: .newlines)))
    kill(process.processID, SIGINT)
    #expect(process.wait(for: .seconds(20)) == 130)
    #expect(kill(child, 0) != 0)
    let document = try JSONDecoder().decode(Document.self, from: Data(try #require(marks.read("stdout")).utf8))
    #expect(document.repositories.map(\.message) == ["interrupted", "interrupted"])
  }

  @Test func aSecondInterruptEndsWhatDoesNotWantToEnd() throws {
    let marks = try TemporaryFolder()
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(nothing) }
    let process = try TestProcess(
      FleetProgram.path(),
      [
        "exec", "-j", "1", "--select", "billing", "--", "sh", "-c",
        "trap '' TERM; echo $$ > \(marks.path)/begun; sleep 1000",
      ],
      environment: fixture.fleet.variables, folder: fixture.work.path, stdin: nothing, stdout: nothing, stderr: nothing)
    let end = ContinuousClock.now + .seconds(60)
    while (marks.read("begun") ?? "").isEmpty, ContinuousClock.now < end {
      #expect(process.wait(for: .milliseconds(5)) == nil)
    }
    let child = try #require(pid_t((marks.read("begun") ?? "").trimmingCharacters(in: .newlines)))
    while process.wait(for: .milliseconds(20)) == nil, ContinuousClock.now < end { kill(process.processID, SIGINT) }
    #expect(process.wait(for: .zero) == 130)
    // Its end is for somebody else to see: it may be left as what has ended.
    func runs() -> Bool {
      guard kill(child, 0) == 0 else { return false }
      let state = (try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8))?.split(separator: ")").last
      return state.map { !$0.hasPrefix(" Z") } ?? false
    }
    while runs(), ContinuousClock.now < end { poll(nil, 0, 5) }
    #expect(!runs())
  }
}
