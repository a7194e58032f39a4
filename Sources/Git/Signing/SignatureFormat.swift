/// How commits are signed: by which kind of key.
public enum SignatureFormat: String, Sendable, CaseIterable {
  /// An ssh key, by `ssh-keygen -Y sign`.
  case ssh
  /// An OpenPGP key, by `gpg`.
  case gpg

  /// What `gpg.format` calls it (git-config(1)).
  var configurationName: String {
    switch self {
    case .ssh: "ssh"
    case .gpg: "openpgp"
    }
  }

  /// The program that signs, by its usual name.
  var usualProgram: String {
    switch self {
    case .ssh: "ssh-keygen"
    case .gpg: "gpg"
    }
  }

  /// The keys of git's configuration that name another program; the last entry of all of them wins.
  var programKeys: Set<String> {
    switch self {
    case .ssh: ["gpg.ssh.program"]
    case .gpg: ["gpg.program", "gpg.openpgp.program"]
    }
  }
}
