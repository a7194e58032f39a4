import Foundation

extension CommitSigner {
  /// Has `ssh-keygen` sign: by the agent that has the key, else with the private key's file. It never asks for a
  /// passphrase: a key that needs one and that no agent has is an error.
  func sshSignature(of content: [UInt8], _ cancellation: Cancellation) throws(GitError) -> [UInt8] {
    // Files and not streams, since programs that stand in for ssh-keygen know only git's way of calling it.
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fleet-sign-\(UUID().uuidString)")
    // The system sweeps what can't be removed.
    defer { try? FileManager.default.removeItem(at: folder) }
    let buffer = folder.appendingPathComponent("commit")
    var keyFile = settings.expandingHome(key)
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      try Data(content).write(to: buffer)
      if let literal = SshDefaultKey.literal(key) {
        let file = folder.appendingPathComponent("key")
        try Data("\(literal)\n".utf8).write(to: file)
        keyFile = file.path(percentEncoded: false)
      }
    } catch {
      throw GitError(
        operation: "sign with \(key)", kind: .other,
        message: "no files for it in \(folder.path(percentEncoded: false)): \(error.localizedDescription)")
    }
    var environment = SigningRun.environment(settings)
    // A program that gives no passphrase, instead of a question at the terminal or in a window.
    environment["SSH_ASKPASS"] = "false"
    environment["SSH_ASKPASS_REQUIRE"] = "force"
    let run = try SigningRun(
      ProgramCommand(
        program, ["-Y", "sign", "-n", "git", "-f", keyFile, buffer.path(percentEncoded: false)],
        environment: environment),
      input: [], settings, cancellation, operation: "sign with \(key)")
    // It isn't there where the program failed or made none.
    let signature = FileManager.default.contents(atPath: buffer.path(percentEncoded: false) + ".sig")
    guard run.status == .exited(0), let signature else { throw sshFailure(run.errors, keyFile: keyFile) }
    return Array(signature)
  }

  private func sshFailure(_ errors: [String], keyFile: String) -> GitError {
    // What it says of its work, such as that a file is being signed, is no reason.
    let words = errors.filter { !$0.hasPrefix("Signing file ") }.map { $0.replacing("\"\(keyFile)\"", with: key) }
    if errors.contains(where: { $0.contains("usage:") || $0.contains("unknown option") }) {
      return error("OpenSSH 8.2 or later is needed to sign")
    }
    let needsAgent =
      SshDefaultKey.literal(key) != nil || errors.contains { $0.contains("passphrase") || $0.contains("agent") }
    return error(
      words.isEmpty ? "it made no signature" : words.joined(separator: "; "),
      hint: needsAgent ? "have the ssh agent hold the key: ssh-add" : nil)
  }
}
