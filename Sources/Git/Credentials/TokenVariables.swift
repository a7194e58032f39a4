/// Tokens in the environment, each for one host.
struct TokenVariables {
  private let settings: NetworkSettings

  init(_ settings: NetworkSettings) {
    self.settings = settings
  }

  /// Returns the tokens for `url`'s host, in the order in which they are to be tried: `FLEET_TOKEN_<HOST>`, then the
  /// variables of the two big forges where the host is theirs.
  func credentials(for url: RemoteURL) -> [Credential] {
    var found: [Credential] = []
    func add(_ variable: String, user: String) {
      guard let token = settings.variable(variable), !token.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
        return
      }
      found.append(
        Credential(user: url.user ?? user, password: Secret(token), source: .token(variable: variable)))
    }
    if url.port != nil { add(TokenVariables.name(for: url.hostAndPort), user: "x-access-token") }
    add(TokenVariables.name(for: url.host), user: isGitLab(url) ? "oauth2" : "x-access-token")
    // Those were set for other programs: they never go over a connection that anybody can read.
    guard url.scheme == .https else { return found }
    if isGitHub(url) {
      for variable in ["GH_TOKEN", "GITHUB_TOKEN"] { add(variable, user: "x-access-token") }
    }
    if isGitLab(url) { add("GITLAB_TOKEN", user: "oauth2") }
    return found
  }

  /// The variable for a host: `FLEET_TOKEN_` and the host in capitals, with `_` for what isn't a letter or digit.
  static func name(for host: String) -> String {
    var name = "FLEET_TOKEN_"
    for byte in host.uppercased().utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        name.unicodeScalars.append(Unicode.Scalar(byte))
      default: name.append("_")
      }
    }
    return name
  }

  private func isGitHub(_ url: RemoteURL) -> Bool {
    isHost(url, named: settings.variable("GH_HOST") ?? settings.variable("GITHUB_SERVER_URL") ?? "github.com")
  }

  private func isGitLab(_ url: RemoteURL) -> Bool {
    isHost(url, named: settings.variable("GITLAB_HOST") ?? "gitlab.com")
  }

  /// Compares with a host as people write it: alone, with a port, or as a URL.
  private func isHost(_ url: RemoteURL, named text: String) -> Bool {
    let isURL = text.utf8.firstRange(of: "://".utf8) != nil
    // What can't be read is nobody's host.
    guard let other = try? RemoteURL(parsing: isURL ? text : "https://\(text)/") else { return false }
    return url.host.utf8.elementsEqual(other.host.utf8) && url.effectivePort == other.effectivePort
  }
}
