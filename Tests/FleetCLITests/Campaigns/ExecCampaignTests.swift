import FleetTestSupport
import Foundation
import Testing

/// What a command does to the files as a campaign.
@Suite(.timeLimit(.minutes(5)))
struct ExecCampaignTests {
  private let fixture: CampaignFixture
  private let remote: Remote

  init() throws {
    fixture = try CampaignFixture()
    remote = try fixture.service("billing")
    try fixture.writeManifest(["billing"])
  }

  private func exec(_ options: String..., script: String) throws -> CampaignDocument.Repository {
    let result = try fixture.fleet.run(
      ["exec", "--commit", "--json"] + options + ["--", "sh", "-c", script], in: fixture.work.path)
    let document = try JSONDecoder().decode(CampaignDocument.self, from: Data(result.stdout))
    return try #require(document["billing"])
  }

  @Test func whatItChangesIsTestedCommittedPushedAndTakenBack() throws {
    let script = "echo two > README.md; mkdir -p bin && echo 'exit 0' > bin/x && chmod +x bin/x"
    let dry = try exec("--dry-run", "--diff", "--name", "tidy", script: script)
    #expect(dry.outcome == "changed")
    #expect(dry.diff?.contains("+two\n") == true && dry.diff?.contains("new file mode 100755") == true)
    #expect(try remote.tip(of: "fleet/tidy") == nil)

    let done = try exec(
      "--yes", "--name", "tidy", "-m", "Tidy {{service.name}}", "--trailer", "Ticket=OPS-1", script: script)
    #expect(done.outcome == "delivered")
    #expect(try remote.file("README.md", on: "fleet/tidy") == "two\n")
    let message = try remote.git.run(["log", "-1", "--format=%B", "fleet/tidy"], in: remote.path)
    #expect(message.hasPrefix("Tidy billing\n\nTicket: OPS-1\nFleet-Campaign: tidy\nFleet-Change-Id: "))
    #expect(try exec("--yes", "--name", "tidy", script: script).outcome == "unchanged")

    #expect(try fixture.run("undo", "tidy", "--yes").status == 0)
    #expect(try remote.tip(of: "fleet/tidy") == nil)
  }

  @Test func theNameAndTheMessageAreMadeOfTheCommand() throws {
    let result = try fixture.run("exec", "--commit", "--yes", "--no-test", "--", "sh", "-c", "date > 'now'")
    #expect(result.status == 0)
    let branch = try #require(
      try remote.git.run(["for-each-ref", "--format=%(refname:short)", "refs/heads/fleet"], in: remote.path)
        .split(separator: "\n").first.map(String.init))
    #expect(branch.hasPrefix("fleet/exec-sh-c-date-now-"))
    #expect(
      try remote.git.run(["log", "-1", "--format=%s", branch], in: remote.path)
        .hasPrefix(#"Run sh -c 'date > '\''now'\'''"#))
  }

  @Test func testsDecideAndAFailureIsTheRepositorysOwn() throws {
    let broken = try exec("--yes", script: "rm main/settings.py")
    #expect(broken.outcome == "broken-by-change")
    let failed = try exec("--yes", script: "echo half > README.md; echo 'no such table' >&2; exit 3")
    #expect(failed.outcome == "failed" && failed.stage == "plan" && failed.kind == "script")
    #expect(failed.message?.hasSuffix(" exited with status 3: no such table") == true)
    #expect(try exec("--yes", script: "echo half > README.md; exit 100").outcome == "not-applicable")
    #expect(try exec("--yes", script: "ln -s /etc/passwd link").outcome == "refused")
    #expect(try exec("--yes", script: "true").outcome == "unchanged")
    #expect(try remote.git.run(["for-each-ref", "refs/heads/fleet"], in: remote.path).isEmpty)
  }

  @Test func checkExitsWith3WhereSomethingWouldChange() throws {
    #expect(try fixture.run("exec", "--commit", "--check", "--", "touch", "new").status == 3)
    #expect(try fixture.run("exec", "--commit", "--check", "--", "true").status == 0)
    // Without --yes and a terminal nothing is begun.
    #expect(try fixture.run("exec", "--commit", "--", "touch", "new").status == 2)
  }

  @Test func aKilledRunIsGoneOnWithByItsOwnWords() throws {
    let kill = "mkdir \(fixture.work.path)/once 2>/dev/null && kill -9 $PPID; echo two > README.md"
    let first = try fixture.run("exec", "--commit", "--yes", "--name", "tidy", "--", "sh", "-c", kill)
    #expect(first.status == 128 + SIGKILL)
    let second = try fixture.run("resume")
    #expect(second.status == 0, "\(second.stderr)")
    #expect(second.text.contains("billing  delivered  fleet/tidy"))
    #expect(try remote.file("README.md", on: "fleet/tidy") == "two\n")
  }
}
