import FleetTestSupport
import Foundation
import Testing

/// Signed commits and trailers, from the command line to the remote.
@Suite(.timeLimit(.minutes(2)))
struct CommitOptionTests {
  private static let branch = "fleet/bump-timeout"
  private let fixture: CampaignFixture
  private let remote: Remote

  init() throws {
    fixture = try CampaignFixture()
    remote = try fixture.service("billing")
    try fixture.service("orders")
    try fixture.writeManifest(["billing", "orders"])
  }

  private func apply(_ options: String...) throws -> TestProgram.Result {
    try fixture.fleet.run(
      ["apply", "bump-timeout.json", "--yes", "--json", "--no-test"] + options, in: fixture.work.path)
  }

  private func outcomes(_ result: TestProgram.Result) throws -> [String] {
    try JSONDecoder().decode(CampaignDocument.self, from: Data(result.stdout)).repositories.map(\.outcome)
  }

  private func trailers() throws -> [String] {
    let message = try remote.message(on: Self.branch)
    return try remote.git.run(["interpret-trailers", "--parse"], in: remote.path, input: Array("\(message)\n".utf8))
      .split(separator: "\n").map(String.init)
  }

  @Test func commitsAreSignedBySshAndStillOurOwn() throws {
    let key = try SshKey()
    #expect(try outcomes(apply("--sign", "ssh", "--sign-key", key.path)) == ["delivered", "delivered"])
    let allowed = try key.allowedSigners("author@example.com")
    func verify() throws {
      try remote.git.run(
        ["-c", "gpg.ssh.allowedSignersFile=\(allowed)", "verify-commit", Self.branch], in: remote.path)
    }
    try verify()
    #expect(try outcomes(apply("--sign", "ssh", "--sign-key", key.path)) == ["unchanged", "unchanged"])
    // A commit of ours on a base that moved is replaced: it was recognised.
    try remote.commit(["README.md": "moved\n"], message: "Move on\n")
    #expect(try outcomes(apply("--sign", "ssh", "--sign-key", key.path)) == ["delivered", "unchanged"])
    try verify()
  }

  @Test func theManifestSaysHowAndGitWithWhichKey() throws {
    let key = try SshKey()
    try fixture.fleet.home.write("[gpg]\nformat = ssh\n[user]\nsigningKey = \(key.path)\n", to: ".gitconfig")
    try fixture.writeManifest(["billing"], extra: "defaults:\n  commit: {sign: ssh}\n")
    #expect(try outcomes(apply()) == ["delivered"])
    #expect(try remote.git.run(["cat-file", "commit", Self.branch], in: remote.path).contains("gpgsig -----BEGIN SSH"))
    #expect(try outcomes(apply("--param", "seconds=90", "--sign", "off")) == ["delivered"])
    #expect(try !remote.git.run(["cat-file", "commit", Self.branch], in: remote.path).contains("gpgsig"))
  }

  @Test func aStoredPlanIsCarriedOutWithSignedCommits() throws {
    let key = try SshKey()
    let plan = try fixture.run("plan", "bump-timeout.json")
    let command = try #require(plan.stderr.split(separator: "\n").last { $0.hasPrefix("Plan ") })
    let id = try #require(command.split(separator: " ").last)
    let result = try fixture.run(
      "apply", "--plan", String(id), "--yes", "--no-test", "--sign", "ssh", "--sign-key", key.path, "--trailer", "A=b")
    #expect(result.status == 0, "\(result.stderr)")
    #expect(try trailers().first == "A: b")
    let allowed = try key.allowedSigners("author@example.com")
    try remote.git.run(
      ["-c", "gpg.ssh.allowedSignersFile=\(allowed)", "verify-commit", Self.branch], in: remote.path)
  }

  @Test func commitsAreSignedByGpg() throws {
    let gpg = try GnuPG(name: "A U Thor <author@example.com>")
    var fixture = fixture
    fixture.fleet.extraVariables["GNUPGHOME"] = gpg.folder.path
    let result = try fixture.fleet.run(
      ["apply", "bump-timeout.json", "--yes", "--no-test", "--sign", "gpg"], in: fixture.work.path)
    #expect(result.status == 0, "\(result.stderr)")
    let verified = try TestProgram.run(
      "git", ["verify-commit", Self.branch], environment: gpg.environment, folder: remote.path)
    #expect(verified.status == 0, "\(verified.stderr)")
  }

  @Test func aKeyThatCannotSignIsFoundBeforeAnythingIsTouched() throws {
    let locked = try SshKey(passphrase: "p")
    let cases = [
      (["--sign", "ssh"], "neither user.signingKey"), (["--sign-key", "k"], "nothing says how to sign"),
      (["--sign", "ssh", "--sign-key", "/nowhere/key"], "No such file"),
      (["--sign", "ssh", "--sign-key", locked.path], "passphrase"),
    ]
    for (options, words) in cases {
      let result = try fixture.fleet.run(
        ["apply", "bump-timeout.json", "--yes", "--no-test"] + options, in: fixture.work.path)
      #expect(result.status == 2)
      #expect(result.stderr.contains(words), "\(result.stderr)")
    }
    #expect(!FileManager.default.fileExists(atPath: fixture.fleet.home.path + "/.cache/fleet"))
    #expect(try remote.tip(of: Self.branch) == nil)
  }

  @Test func aKeyThatFailsInTheMiddleOfARunIsNoDamageToAMirror() throws {
    let key = try SshKey()
    let once = fixture.fleet.home.path + "/once"
    // Signs once, which is the look before anything is touched.
    let program = try fixture.fleet.home.write(
      "#!/bin/sh\nmkdir '\(once)' 2>/dev/null || { echo 'the token was pulled' >&2; exit 1; }\nexec ssh-keygen \"$@\"\n",
      to: "signer")
    chmod(program, 0o755)
    try fixture.fleet.home.write("[gpg \"ssh\"]\nprogram = \(program)\n", to: ".gitconfig")
    let result = try apply("--sign", "ssh", "--sign-key", key.path)
    let document = try JSONDecoder().decode(CampaignDocument.self, from: Data(result.stdout))
    #expect(document.outcome(of: "billing") == "failed(commit)")
    #expect(document["billing"]?.message?.contains("the token was pulled") == true)
    #expect(!result.text.contains("damaged"))
    let mirrors = fixture.fleet.home.path + "/.cache/fleet/mirrors"
    #expect(try !FileManager.default.contentsOfDirectory(atPath: mirrors).contains { $0.contains("damaged") })
  }

  @Test func gitReadsTheTrailersOfTheCommandLineAndTheManifest() throws {
    try fixture.writeManifest(["billing"], extra: "defaults:\n  commit: {trailers: {Team: core}}\n")
    let result = try apply(
      "--signoff", "--trailer", "Ticket=OPS-17", "--trailer", "Service: {{service.name}} in {{seconds}} s",
      "--trailer", "Team=core")
    #expect(try outcomes(result) == ["delivered"])
    let trailers = try trailers()
    #expect(
      trailers.dropLast() == [
        "Team: core", "Ticket: OPS-17", "Service: billing in 60 s", "Signed-off-by: A U Thor <author@example.com>",
        "Fleet-Campaign: bump-timeout",
      ])
    #expect(trailers.last?.hasPrefix("Fleet-Change-Id: ") == true)
    #expect(try outcomes(apply("--signoff")) == ["unchanged"])
  }

  @Test func theCommandLineMayLeaveOutTheManifestsSignOff() throws {
    try fixture.writeManifest(["billing"], extra: "defaults:\n  commit: {signoff: true}\n")
    _ = try apply("--no-signoff")
    #expect(try trailers().count == 2)
  }

  @Test(arguments: [
    "no value", "=x", "Key=", "a b=c", "Fleet-Campaign=x", "Key=a\nb", "Key={{nothing}}", "Key={{ service.name",
  ])
  func whatIsNoTrailerIsWrongUsage(trailer: String) throws {
    let result = try apply("--trailer", trailer)
    #expect(result.status == 2)
    #expect(result.stderr.contains("--trailer"), "\(result.stderr)")
    #expect(try remote.tip(of: Self.branch) == nil)
  }
}
