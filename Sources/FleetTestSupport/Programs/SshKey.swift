import Foundation

/// An ssh key in a folder of its own.
public struct SshKey: Sendable {
  public let folder: TemporaryFolder
  /// The private key's file.
  public let path: String
  /// The line of its public half.
  public let publicKey: String

  public init(passphrase: String = "") throws {
    folder = try TemporaryFolder()
    path = "\(folder.path)/key"
    let program = try RequiredProgram.path("ssh-keygen", package: "openssh-client")
    try TestProgram.run(
      program, ["-q", "-t", "ed25519", "-N", passphrase, "-C", "test", "-f", path],
      environment: HermeticEnvironment.variables(home: folder.path))
    guard let text = folder.read("key.pub") else { throw TestSupportError("ssh-keygen made no key") }
    publicKey = text.trimmingCharacters(in: .newlines)
  }

  /// Returns a file that has the key as that of `email`, as `gpg.ssh.allowedSignersFile` names one.
  public func allowedSigners(_ email: String) throws -> String {
    try folder.write("\(email) \(publicKey)\n", to: "allowed-signers")
  }
}
