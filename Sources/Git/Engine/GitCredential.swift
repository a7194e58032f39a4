import Foundation

/// Hands one credential to a git program through a pipe: it is in no command line, no environment and no file.
///
/// Git asks its helpers for what it needs to authenticate. The one that is put in front of the user's own reads two lines
/// from the descriptor that the program inherits. `git` asks for the host that the credential is for and no other.
final class GitCredential: HandedSecret {
  let descriptor: Int32
  private let credential: Credential

  /// Git asks once a process, and again after a redirect.
  private static let copyCount = 4

  /// Nil where the process has no descriptors left, or the credential can't be two lines.
  init?(_ credential: Credential) {
    self.credential = credential
    let lines = "\(credential.user)\n\(credential.password.exposed)\n"
    let bytes = Array(String(repeating: lines, count: GitCredential.copyCount).utf8)
    let isTwoLines = bytes.count { $0 == 0x0A } == 2 * GitCredential.copyCount && !bytes.contains(0)
    // Smaller than any pipe, so that writing never waits for a reader.
    guard isTwoLines, bytes.count <= 4096, let ends = SocketPair() else { return nil }
    descriptor = ends.near
    let written = write(ends.far, bytes, bytes.count)
    close(ends.far)
    guard written == bytes.count else { return nil }
  }

  deinit { close(descriptor) }

  /// Puts the credential's helper in front of the user's, for the server of `url` only.
  func apply(to environment: inout GitEnvironment, for url: RemoteURL, _ configuration: GitConfiguration) {
    let scope = "credential.\(url.scheme.rawValue)://\(url.hostAndPort)"
    // An empty helper takes back those that were named before (gitcredentials(7)); they come again behind ours.
    environment.set("credential.helper", "")
    environment.set("\(scope).helper", GitCredential.helper)
    for entry in GitCredential.helpers(configuration, for: url) { environment.set(entry.key, entry.value ?? "") }
  }

  /// The user's helpers that no later empty one takes back.
  private static func helpers(
    _ configuration: GitConfiguration, for url: RemoteURL
  ) -> [GitConfiguration.Entry] {
    configuration.entries.reduce(into: []) { helpers, entry in
      let isHelper = !GitConfiguration(entries: [entry]).scopedValues("credential", "helper", for: url).isEmpty
      guard isHelper else { return }
      if entry.value ?? "" == "" { helpers.removeAll() } else { helpers.append(entry) }
    }
  }

  private static let helper =
    "!f() { test \"$1\" = get || exit 0; IFS= read -r u <&3 && IFS= read -r p <&3 || exit 0; "
    + "printf 'username=%s\\npassword=%s\\n' \"$u\" \"$p\"; }; f"

  func redacting(_ line: String) -> String {
    let basic = Data("\(credential.user):\(credential.password.exposed)".utf8).base64EncodedString()
    return [credential.password.exposed, basic].filter { !$0.isEmpty }.reduce(line) { text, secret in
      text.replacingOccurrences(of: secret, with: "***")
    }
  }
}
