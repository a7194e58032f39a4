import Testing

@testable import Git

/// Which program is run for ssh, with which words.
@Suite struct SshCommandTests {
  private func settings(_ environment: [String: String], _ config: [(String, String)] = []) -> NetworkSettings {
    NetworkSettings(
      environment: environment,
      configuration: GitConfiguration(entries: config.map { .init(key: $0, value: $1) }), version: "1")
  }

  private func words(
    _ url: String, _ service: SmartService = .uploadPackReferences, _ variant: SshVariant = .openSSH,
    program: SshProgram = .program("ssh")
  ) throws -> [String] {
    try OperationContext.run(
      settings: settings([:]), limits: NetworkLimits(connect: .milliseconds(1500)), cancellation: Cancellation()
    ) { context in
      let command = try SshTransport.command(
        for: RemoteURL(parsing: url), service: service, program, variant, in: context)
      return [command.program] + command.arguments.map { String(decoding: $0, as: UTF8.self) }
    }
  }

  private let options = ["ssh", "-oBatchMode=yes", "-oConnectTimeout=2"]

  @Test func theHostIsOneWordAndThePathIsQuotedForTheShellThere() throws {
    #expect(try words("git@host:team/a.git") == options + ["--", "git@host", "git-upload-pack 'team/a.git'"])
    #expect(
      try words("ssh://me@host:2222/srv/a.git", .receivePackReferences)
        == options + ["-p", "2222", "--", "me@host", "git-receive-pack '/srv/a.git'"])
    #expect(try words("ssh://host/~me/a") == options + ["--", "host", "git-upload-pack '~me/a'"])
    #expect(try words("host:/~me/a") == options + ["--", "host", "git-upload-pack '/~me/a'"])
    #expect(try words("ssh://[::1]:22/a") == options + ["-p", "22", "--", "::1", "git-upload-pack '/a'"])
    #expect(try words("ssh://host/it%27s!") == options + ["--", "host", #"git-upload-pack '/it'\''s'\!''"#])
    #expect(try words("host:a'; rm -rf ~; '") == options + ["--", "host", #"git-upload-pack 'a'\''; rm -rf ~; '\'''"#])
  }

  @Test func otherProgramsGetTheirOwnOptions() throws {
    let url = "ssh://host:7/a"
    let end = ["host", "git-upload-pack '/a'"]
    #expect(try words(url, .uploadPackReferences, .plink) == ["ssh", "-batch", "-P", "7"] + end)
    #expect(try words(url, .uploadPackReferences, .tortoisePlink) == ["ssh", "-batch", "-P", "7"] + end)
    #expect(try words(url, .uploadPackReferences, .putty) == ["ssh", "-P", "7"] + end)
    #expect(try words("ssh://host/a", .uploadPackReferences, .simple) == ["ssh"] + end)
    #expect(throws: NetworkFailure.self) { try words(url, .uploadPackReferences, .simple) }
  }

  @Test func aCommandLineIsRunByTheShellWithTheWordsBehindIt() throws {
    let line = "ssh -i 'my key'"
    let words = try words("host:a", program: .commandLine(line))
    #expect(words.prefix(4) == ["/bin/sh", "-c", "ssh -i 'my key' \"$@\"", line])
    #expect(words.suffix(2) == ["host", "git-upload-pack 'a'"])
  }

  @Test func theProgramIsFoundInGitsOrder() {
    let config = [("core.sshcommand", "configured -x")]
    let all = ["GIT_SSH_COMMAND": "line -x", "GIT_SSH": "program"]
    #expect(SshProgram(settings(all, config)) == .commandLine("line -x"))
    #expect(SshProgram(settings(["GIT_SSH": "program"], config)) == .commandLine("configured -x"))
    #expect(SshProgram(settings(["GIT_SSH": "program"])) == .program("program"))
    #expect(SshProgram(settings(["GIT_SSH": ""])) == .program("ssh"))
  }

  @Test(arguments: [
    ("ssh", SshVariant.openSSH), ("/usr/bin/ssh -v", .openSSH), ("'C:\\Program Files\\PuTTY\\plink.exe' -x", .plink),
    ("TortoisePlink.exe", .tortoisePlink), ("my-wrapper", nil), ("", nil), ("'open", nil), ("\"/a b/ssh\" x", .openSSH),
  ])
  func theVariantIsKnownByTheName(_ line: String, _ variant: SshVariant?) {
    #expect(SshProgram.commandLine(line).knownVariant(settings([:])) == variant)
  }

  @Test func theVariantThatIsSetGoesFirst() {
    let config = [("ssh.variant", "plink")]
    #expect(SshProgram.program("ssh").knownVariant(settings([:], config)) == .plink)
    #expect(SshProgram.program("ssh").knownVariant(settings(["GIT_SSH_VARIANT": "simple"], config)) == .simple)
    #expect(SshProgram.program("ssh").knownVariant(settings(["GIT_SSH_VARIANT": "auto"], config)) == .openSSH)
    #expect(SshProgram.program("other").knownVariant(settings(["GIT_SSH_VARIANT": "anything"])) == .openSSH)
  }

  @Test(arguments: [
    ("ssh: connect to host x port 22: Connection timed out", GitError.Kind.timedOut, true),
    ("Connection timed out during banner exchange", .timedOut, true),
    ("ssh: connect to host x port 22: Connection refused", .unreachable, true),
    ("ssh: Could not resolve hostname x: Name or service not known", .unreachable, false),
    ("ssh: Could not resolve hostname x: Temporary failure in name resolution", .unreachable, true),
    ("me@x: Permission denied (publickey).", .authentication, false),
    ("Host key verification failed.", .certificate, false),
    ("kex_exchange_identification: Connection closed by remote host", .unreachable, true),
    ("fatal: '/x.git' does not appear to be a git repository", .notARepository, false),
    ("ERROR: Repository not found.", .notARepository, false),
    ("bash: git-upload-pack: command not found", .unreachable, false),
    ("something else", .unreachable, false),
  ])
  func theProgramsWordsTellWhatHappened(_ words: String, _ kind: GitError.Kind, _ isTemporary: Bool) {
    let failure = SshFailure.make(host: "x", status: .exited(255), words: [words], limits: NetworkLimits())
    #expect(failure.kind == kind)
    #expect(failure.isTemporary == isTemporary)
    #expect(failure.message.contains("x"))
    #expect(failure.serverWords == [words])
  }
}
