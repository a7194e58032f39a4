/// Keys for ssh signatures that aren't files.
enum SshDefaultKey {
  /// Returns the public key where `text` is one instead of a file's name (git-config(1), user.signingKey).
  static func literal(_ text: String) -> String? {
    if text.hasPrefix("key::") { return String(text.dropFirst("key::".count)) }
    return text.hasPrefix("ssh-") ? text : nil
  }

  /// Returns the first key that `gpg.ssh.defaultKeyCommand` prints.
  static func find(_ settings: NetworkSettings, _ cancellation: Cancellation) throws(GitError) -> String {
    let operation = "find a key to sign with"
    let hint = "give --sign-key FILE, or: git config --global gpg.format ssh, and user.signingKey FILE"
    guard let line = settings.configuration.string("gpg.ssh.defaultkeycommand"), !line.isEmpty else {
      throw GitError(
        operation: operation, kind: .notFound,
        message: "git's configuration has neither user.signingKey with gpg.format ssh nor gpg.ssh.defaultKeyCommand",
        hint: hint)
    }
    guard let words = CommandLineWords.split(line), let program = words.first else {
      throw GitError(
        operation: operation, kind: .other, message: "gpg.ssh.defaultKeyCommand is no command line: \(line)")
    }
    let run = try SigningRun(
      ProgramCommand(program, Array(words.dropFirst()), environment: SigningRun.environment(settings)), input: [],
      settings, cancellation, operation: operation)
    let first = run.output.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false).first
    let key = String(decoding: first ?? [], as: UTF8.self)
    guard run.status == .exited(0), literal(key) != nil else {
      let words = run.errors.isEmpty ? "" : ": " + run.errors.joined(separator: "; ")
      throw GitError(
        operation: operation, kind: .notFound, message: "gpg.ssh.defaultKeyCommand printed no key\(words)", hint: hint)
    }
    return key
  }
}
