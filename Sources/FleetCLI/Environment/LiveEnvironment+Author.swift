import FleetCore
import Git

extension LiveEnvironment {
  /// Returns in whose name commits are made: the manifest's, else git's (`GIT_AUTHOR_NAME`, then `user.name`).
  func author(for manifest: Manifest) throws -> Author {
    let settings = manifest.defaults.commit
    let git = try networkSettings().configuration
    let name = settings.name ?? variable("GIT_AUTHOR_NAME") ?? git.string("user.name")
    let email = settings.email ?? variable("GIT_AUTHOR_EMAIL") ?? git.string("user.email")
    guard let name, let email else {
      throw CommandError(
        message: "nobody to commit as: neither fleet.yaml nor git's configuration has a name and an email",
        hint: "set defaults.commit in fleet.yaml, or: git config --global user.name \"Your Name\"")
    }
    return Author(name: name, email: email)
  }

  /// An environment variable that isn't empty.
  private func variable(_ name: String) -> String? {
    variables[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
