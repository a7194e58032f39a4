/// The server that a URL leads to, as far as its load is concerned.
public struct NetworkHost: Sendable, Hashable {
  /// Scheme, host and port; empty for repositories of this machine, and for what is no URL.
  public let name: String
  /// Whether it may be asked by more connections than a few: http servers say with a status when they have too much. An ssh
  /// server drops connections at random from the eleventh on that hasn't logged in yet (`MaxStartups` in sshd_config(5)).
  public let saysWhenItHasTooMuch: Bool

  /// Finds where a repository's URL leads after `url.BASE.insteadOf` of git's configuration.
  public init(of url: String, settings: NetworkSettings) {
    let rewritten = RemoteTarget.rewritten(url, direction: .fetch, configuration: settings.configuration)
    guard let parsed = try? RemoteURL(parsing: rewritten), parsed.scheme != .file else {
      // What is wrong with a URL is told by the operation itself.
      (name, saysWhenItHasTooMuch) = ("", false)
      return
    }
    name = "\(parsed.scheme.rawValue)://\(parsed.host):\(parsed.effectivePort ?? 0)"
    saysWhenItHasTooMuch = parsed.scheme == .http || parsed.scheme == .https
  }
}
