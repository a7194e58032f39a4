/// Where a redirect of the first request leads, as git allows it (`http.followRedirects` in git-config(1)).
enum HttpRedirect {
  static let limit = 20

  static func isRedirect(_ status: Int) -> Bool { [301, 302, 303, 307, 308].contains(status) }

  /// Returns the repository's new URL after a request for `tail` below `base` was sent on to `location`, an absolute
  /// URL.
  ///
  /// Refused are schemes other than http and https, the way from https back to http, and a place that isn't the same
  /// step of a repository. User info that a server puts into the URL is dropped.
  static func base(after location: String, from base: RemoteURL, tail: String) throws(NetworkFailure) -> RemoteURL {
    func refused(_ reason: String) -> NetworkFailure {
      NetworkFailure(
        .refused, host: base.hostAndPort,
        "\(base.hostAndPort) redirects to \(RemoteURL.redacted(location).printable): \(reason)")
    }
    let target: RemoteURL
    do throws(GitError) { target = try RemoteURL(parsing: location) } catch { throw refused(error.message) }
    guard target.scheme == .http || target.scheme == .https else { throw refused("that isn't http") }
    if base.scheme == .https && target.scheme == .http { throw refused("that isn't https any more") }
    guard target.path.utf8.count >= tail.utf8.count, target.path.utf8.suffix(tail.utf8.count).elementsEqual(tail.utf8)
    else { throw refused("that isn't a repository's \(tail)") }
    let path = String(decoding: target.path.utf8.dropLast(tail.utf8.count), as: UTF8.self)
    // Whoever was named in the old URL stays so only at the same server.
    let isSame = target.hasSameOrigin(as: base)
    return RemoteURL(
      scheme: target.scheme, user: isSame ? base.user : nil, password: isSame ? base.password : nil, host: target.host,
      port: target.port, path: path)
  }
}
