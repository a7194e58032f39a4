/// Where a remote is, read strictly: what git would read otherwise is read as git does, what is doubtful is refused.
public struct RemoteURL: Sendable, Equatable {
  public enum Scheme: String, Sendable {
    case http
    case https
    case ssh
    case git
    /// A path of this machine, as a `file://` URL or as it is.
    case file
  }

  public let scheme: Scheme
  /// Decoded.
  public let user: String?
  /// Decoded.
  public let password: Secret?
  /// Decoded, without the brackets of an IPv6 address; in lower case but for ssh, whose aliases have one; empty for
  /// paths.
  public let host: String
  /// Only where the URL names one.
  public let port: Int?
  /// As written, with its escapes and with everything behind it: `/team/billing.git?x=1`.
  public let path: String
  /// Whether the URL is git's short form `user@host:path`, in which nothing is escaped.
  public let isShort: Bool

  init(
    scheme: Scheme, user: String?, password: Secret?, host: String, port: Int?, path: String, isShort: Bool = false
  ) {
    self.scheme = scheme
    self.user = user
    self.password = password
    self.host = host
    self.port = port
    self.path = path
    self.isShort = isShort
  }
}

extension RemoteURL {
  /// The host as people write it: with brackets where it is an IPv6 address, with the port where one is named.
  public var hostAndPort: String {
    let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
    return port.map { "\(name):\($0)" } ?? name
  }

  /// The port that a connection goes to; nil where there is none, as for a path.
  public var effectivePort: Int? {
    if let port { return port }
    switch scheme {
    case .http: return 80
    case .https: return 443
    case .ssh: return 22
    case .git: return 9418
    case .file: return nil
    }
  }

  /// Whether both are the same server in the sense of the web: scheme, host and port (RFC 6454).
  public func hasSameOrigin(as other: RemoteURL) -> Bool {
    scheme == other.scheme && host.utf8.elementsEqual(other.host.utf8) && effectivePort == other.effectivePort
  }

  /// The path's bytes with the escapes of the URL undone; a short form has none.
  var decodedPath: [UInt8]? {
    isShort ? Array(path.utf8) : RemoteURLParser.decoded(Array(path.utf8)[...])
  }

  /// The URL to show: without user and password.
  public var redacted: String {
    switch scheme {
    case .file: path
    case _ where isShort: "\(hostAndPort):\(path)"
    default: "\(scheme.rawValue)://\(hostAndPort)\(path)"
    }
  }

  /// Returns `text` without the user info of a URL in it, whether or not it can be parsed.
  ///
  /// What stands before the last `@` of the part in front of the path goes, so that a password with a `/` or `@` in it,
  /// which should have been escaped, doesn't show either.
  public static func redacted(_ text: String) -> String {
    // What can't be read is cut as text.
    if let url = try? RemoteURL(parsing: text) { return url.redacted }
    return RemoteURLParser.withoutUserInfo(Array(text.utf8))
  }
}
