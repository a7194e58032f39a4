import Git

/// What `fleet --version` prints.
enum Version {
  static let number = "0.1.0"

  /// The program's version and, since it decides what works, that of the libgit2 that it runs with.
  static let text = "fleet \(number) (libgit2 \(LibGit2.version))"
}
