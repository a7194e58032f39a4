import Clibgit2
import Foundation

/// Hands a token to a git program as the header of its requests to one server: as a piece of configuration in memory.
///
/// A pipe wouldn't do, since each of git's programs reads the configuration for itself.
final class GitBearer: HandedSecret {
  let descriptor: Int32
  private let token: Secret

  /// Nil where the process has no descriptors left, or the system no such files.
  init?(_ credential: Credential, for url: RemoteURL) {
    let descriptor = fleet_memory_file("fleet")
    guard descriptor >= 0 else { return nil }
    self.descriptor = descriptor
    token = credential.password
    let server = "\(url.scheme.rawValue)://\(url.hostAndPort)"
    let text = """
      [http \(GitBearer.quoted(server))]
      \textraHeader = \(GitBearer.quoted("Authorization: Bearer \(token.exposed)"))

      """
    let bytes = Array(text.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count else { return nil }
  }

  deinit { close(descriptor) }

  /// Only the token is tried: the user's helpers have their turn later.
  func apply(to environment: inout GitEnvironment, for url: RemoteURL, _ configuration: GitConfiguration) {
    environment.set("include.path", "/proc/self/fd/\(inheritedSecret)")
    environment.set("credential.helper", "")
    // Git would send the header to whoever the first answer names.
    environment.forbidRedirects()
  }

  func redacting(_ line: String) -> String {
    token.exposed.isEmpty ? line : line.replacing(token.exposed, with: "***")
  }

  /// A text as a value or name in git's configuration (git-config(1)).
  private static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}
