import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// Signed commits against the real git, ssh-keygen and gpg.
@Suite(.timeLimit(.minutes(2)))
struct CommitSigningTests {
  private let remote: Remote
  private let tip: ObjectID
  private let author = Signature(name: "A U Thor", email: "author@example.com", seconds: 1_700_000_000)

  init() throws {
    remote = try Remote(files: ["a.txt": "a\n"])
    tip = try remote.id()
  }

  private func signer(
    _ format: SignatureFormat, key: String?, environment: [String: String]? = nil,
    _ configuration: [(String, String)] = []
  ) throws -> CommitSigner {
    let settings = NetworkSettings(
      environment: environment ?? remote.git.environment,
      configuration: GitConfiguration(entries: configuration.map { .init(key: $0.0, value: $0.1) }), version: "0")
    return try CommitSigner(format: format, key: key, author: author, settings: settings, cancellation: Cancellation())
  }

  private func commit(_ signer: CommitSigner, message: String = "Change\n\nKey: value\n") throws -> ObjectID {
    let repository = try Repository(openingBare: remote.path)
    return try repository.writeSignedCommit(
      tree: try repository.tree(of: tip), parents: [tip], author: author, committer: author, message: message,
      signature: { content throws(GitError) in try signer.signature(of: content, Cancellation()) })
  }

  @Test func aCommitSignedBySshIsTheOneThatGitMakes() throws {
    let key = try SshKey()
    let id = try commit(signer(.ssh, key: key.path))
    var environment = remote.git.environment
    for role in ["AUTHOR", "COMMITTER"] {
      environment["GIT_\(role)_NAME"] = author.name
      environment["GIT_\(role)_EMAIL"] = author.email
    }
    let tree = try remote.git.run(["rev-parse", "\(tip)^{tree}"], in: remote.path)
    let made = try TestProgram.run(
      "git", ["-c", "gpg.format=ssh", "-c", "user.signingKey=\(key.path)", "commit-tree", "-S", "-p", tip.hex, tree],
      environment: environment, folder: remote.path, input: Array("Change\n\nKey: value\n".utf8))
    #expect(made.text == "\(id)\n", "ed25519 signatures are the same each time: \(made.stderr)")
    #expect(try remote.problems() == "")
  }

  @Test func gitVerifiesWhatIsSignedBySsh() throws {
    let key = try SshKey()
    let id = try commit(signer(.ssh, key: key.path))
    let allowed = try key.allowedSigners(author.email)
    try remote.git.run(["-c", "gpg.ssh.allowedSignersFile=\(allowed)", "verify-commit", id.hex], in: remote.path)
    let repository = try Repository(openingBare: remote.path)
    #expect(try repository.commit(id).message == "Change\n\nKey: value\n")
    #expect(try repository.commit(id).isSigned && !repository.commit(tip).isSigned)
    let stranger = try SshKey().allowedSigners(author.email)
    #expect(throws: TestSupportError.self) {
      try remote.git.run(["-c", "gpg.ssh.allowedSignersFile=\(stranger)", "verify-commit", id.hex], in: remote.path)
    }
  }

  @Test func gitVerifiesWhatIsSignedByGpg() throws {
    let gpg = try GnuPG(name: "A U Thor <author@example.com>")
    // No key is named: the author's is taken, as git does.
    let id = try commit(signer(.gpg, key: nil, environment: gpg.environment))
    let result = try TestProgram.run(
      "git", ["verify-commit", id.hex], environment: gpg.environment, folder: remote.path)
    #expect(result.status == 0 && result.stderr.contains("Good signature from \"A U Thor"), "\(result.stderr)")
    #expect(try remote.problems() == "")
  }

  @Test func aGpgKeyThatIsLockedIsAnErrorAndNoQuestion() throws {
    let gpg = try GnuPG(name: "A U Thor <author@example.com>", passphrase: "secret")
    let error = gitError {
      try signer(.gpg, key: "author@example.com", environment: gpg.environment).check(Cancellation())
    }
    #expect(error?.hint == "unlock the key first: echo | gpg --local-user 'author@example.com' --sign > /dev/null")
    #expect(error?.message.contains("No pinentry") == true)
  }

  @Test func aGpgKeyThatIsNotThereIsNamed() throws {
    let gpg = try GnuPG(name: "A U Thor <author@example.com>")
    let error = gitError {
      try signer(.gpg, key: "nobody@example.com", environment: gpg.environment).check(Cancellation())
    }
    #expect(error?.operation == "sign with nobody@example.com")
    #expect(error?.message.contains("No secret key") == true)
    #expect(error?.hint == "gpg --list-secret-keys")
  }

  @Test func anSshKeyThatIsLockedIsAnErrorAndNoQuestion() throws {
    let key = try SshKey(passphrase: "secret")
    let error = gitError { try signer(.ssh, key: key.path).check(Cancellation()) }
    #expect(error?.message.contains("passphrase") == true, "\(error?.message ?? "")")
    #expect(error?.hint == "have the ssh agent hold the key: ssh-add")
  }

  @Test func anSshKeyThatIsNotThereIsNamed() throws {
    let error = gitError { try signer(.ssh, key: "~/no-key").check(Cancellation()) }
    #expect(error?.operation == "sign with ~/no-key")
    #expect(error?.message.contains("No such file") == true, "\(error?.message ?? "")")
  }

  @Test func aKeyGivenAsItselfIsSignedWithByTheAgent() throws {
    let key = try SshKey(passphrase: "secret")
    let socket = "\(key.folder.path)/agent"
    let program = try RequiredProgram.path("ssh-agent", package: "openssh-client")
    var environment = HermeticEnvironment.variables(home: key.folder.path)
    let agent = try ServerProcess(
      program, ["-D", "-a", socket], environment: environment, logPath: "\(key.folder.path)/agent.log")
    try agent.waitUntilListening(at: socket)
    environment["SSH_AUTH_SOCK"] = socket
    environment["SSH_ASKPASS"] = try key.folder.writeProgram("printf 'secret\\n'", to: "program")
    environment["SSH_ASKPASS_REQUIRE"] = "force"
    try TestProgram.run("ssh-add", ["-q", key.path], environment: environment)
    for text in [key.publicKey, "key::\(key.publicKey)"] {
      let id = try commit(signer(.ssh, key: text, environment: environment))
      let allowed = try key.allowedSigners(author.email)
      try remote.git.run(["-c", "gpg.ssh.allowedSignersFile=\(allowed)", "verify-commit", id.hex], in: remote.path)
    }
    withExtendedLifetime(agent) {}
  }

  @Test func theKeyOfGitsConfigurationCountsForItsFormatOnly() throws {
    let ssh = [("gpg.format", "ssh"), ("user.signingkey", "~/key")]
    #expect(try signer(.ssh, key: nil, ssh).key == "~/key")
    #expect(try signer(.ssh, key: "other", ssh).key == "other")
    #expect(try signer(.gpg, key: nil, ssh).key == "A U Thor <author@example.com>")
    #expect(try signer(.gpg, key: nil, [("user.signingkey", "ABCD")]).key == "ABCD")
    let error = gitError { _ = try signer(.ssh, key: nil, [("user.signingkey", "ABCD")]) }
    #expect(error?.hint?.hasPrefix("give --sign-key FILE") == true)
  }

  @Test func theDefaultKeyCommandPrintsAKey() throws {
    let command = "printf '%s\\n' \"ssh-ed25519 AAAA one\" 'ssh-ed25519 BBBB two'"
    #expect(
      try signer(.ssh, key: nil, [("gpg.ssh.defaultkeycommand", command)]).key == "ssh-ed25519 AAAA one")
    let error = gitError { _ = try signer(.ssh, key: nil, [("gpg.ssh.defaultkeycommand", "echo none")]) }
    #expect(error?.message == "gpg.ssh.defaultKeyCommand printed no key")
  }

  @Test func theProgramIsTheOneThatGitsConfigurationNames() throws {
    let folder = try TemporaryFolder()
    let program = try folder.writeProgram("printf 'signed\\r\\nhere\\r\\n' > \"$7.sig\"", to: "program")
    let signer = try signer(.ssh, key: "any", [("gpg.ssh.program", program)])
    #expect(try signer.signature(of: Array("text".utf8), Cancellation()) == "signed\nhere")
    let missing = gitError { try self.signer(.gpg, key: "any", [("gpg.program", "no-such-gpg")]).check(Cancellation()) }
    #expect(missing?.message.contains("there is no program 'no-such-gpg' in PATH") == true)
  }

  @Test func aProgramThatSaysNothingOfASignatureHasMadeNone() throws {
    let folder = try TemporaryFolder()
    let program = try folder.writeProgram("echo signature", to: "program")
    let error = gitError { try signer(.gpg, key: "any", [("gpg.openpgp.program", program)]).check(Cancellation()) }
    #expect(error?.message == "\(program): it made no signature")
  }

  @Test func theProgramSeesNoTokens() throws {
    let folder = try TemporaryFolder()
    let program = try folder.writeProgram("env > \"\(folder.path)/seen\"; echo x > \"$7.sig\"", to: "program")
    var environment = remote.git.environment
    environment["FLEET_TOKEN_EXAMPLE_COM"] = "t0ken"
    try signer(.ssh, key: "any", environment: environment, [("gpg.ssh.program", program)]).check(Cancellation())
    #expect(folder.read("seen")?.contains("GIT_AUTHOR_NAME") == true)
    #expect(folder.read("seen")?.contains("t0ken") == false)
  }

  @Test(arguments: [
    ("a  b\tc", ["a", "b", "c"]), ("'a b' \"c\\\"d\" e\\ f ''", ["a b", "c\"d", "e f", ""]),
    ("$HOME '\\'", ["$HOME", "\\"]),
    ("", []),
  ])
  func commandLinesAreSplitAsGitSplitsThem(line: String, words: [String]) {
    #expect(CommandLineWords.split(line) == words)
  }

  @Test(arguments: ["'a", "\"", "a\\"])
  func anUnfinishedCommandLineIsNone(line: String) {
    #expect(CommandLineWords.split(line) == nil)
  }
}
