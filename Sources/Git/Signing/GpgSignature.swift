extension CommitSigner {
  /// Has `gpg` sign. It never asks for a passphrase: what its agent doesn't know is an error.
  func gpgSignature(of content: [UInt8], _ cancellation: Cancellation) throws(GitError) -> [UInt8] {
    let run = try SigningRun(
      ProgramCommand(
        program,
        ["--batch", "--no-tty", "--pinentry-mode=error", "--status-fd=2", "--detach-sign", "--sign", "--armor"]
          + ["--local-user", key],
        environment: SigningRun.environment(settings)),
      input: content, settings, cancellation, operation: "sign with \(key)")
    // As git has it: the program's status alone doesn't say that there is a signature.
    let isSigned = run.errors.contains { $0.hasPrefix("[GNUPG:] SIG_CREATED ") }
    guard run.status == .exited(0), isSigned else {
      // That it made its folder is no reason.
      let words = run.errors.filter { !$0.hasPrefix("[GNUPG:]") && !$0.hasSuffix(" created") }.map { line in
        line.hasPrefix("gpg: ") ? String(line.dropFirst("gpg: ".count)) : line
      }
      throw error(words.isEmpty ? "it made no signature" : words.joined(separator: "; "), hint: gpgHint(run.errors))
    }
    return run.output
  }

  private func gpgHint(_ errors: [String]) -> String? {
    let quoted = String(decoding: ProgramCommand.quoted(Array(key.utf8)), as: UTF8.self)
    if errors.contains(where: { $0.contains("No pinentry") }) {
      return "unlock the key first: echo | \(program) --local-user \(quoted) --sign > /dev/null"
    }
    if errors.contains(where: { $0.contains("No secret key") }) { return "\(program) --list-secret-keys" }
    return nil
  }
}
