/// Where a repository is, in a form that is safe to hand to git.
///
/// What could make a program take it for an option, a command or another host is refused when the value is made.
public struct RemoteLocation: Sendable, Hashable {
  public enum Transport: String, Sendable, Hashable, CaseIterable {
    /// A path or a `file://` URL.
    case file
    case git
    case http
    case https
    /// `ssh://` or the short form `user@host:path`.
    case ssh
  }

  public let transport: Transport
  /// The address that git is given: as it was written, or the absolute path that a relative one comes to.
  ///
  /// May hold a password: `description` is for people.
  public let url: String
  /// In lower case and without user and port; nil for a file.
  public let host: String?
  let user: String?
  let port: String?
  /// What follows the host; for a file the whole path.
  let path: String

  init(transport: Transport, url: String, user: String?, host: String?, port: String?, path: String) {
    self.transport = transport
    self.url = url
    self.user = user
    self.host = host
    self.port = port
    self.path = path
  }

  /// The last part of the path without `.git`: what `git clone` would call the folder.
  public var repositoryName: String {
    let last = pathParts(path).last ?? ""
    return last.hasSuffix(".git") && last != ".git" ? String(last.dropLast(4)) : last
  }

  /// The part of the path before the last: an organisation, a group, a folder; nil where there is none.
  public var ownerName: String? {
    pathParts(path).dropLast().last
  }

  /// Whether two addresses lead to one repository as far as their text tells: without regard to the user, a `.git` or
  /// slash at the end, `http` or `https`, and the two ways to write ssh.
  public func isSameRepository(as other: RemoteLocation) -> Bool {
    identity == other.identity
  }

  /// What two addresses of one repository have in common.
  var identity: [String] {
    let owner = pathParts(path).dropLast()
    let scheme = transport == .http ? "https" : transport.rawValue
    return [scheme, host ?? "", port ?? ""] + owner + [repositoryName]
  }
}

extension RemoteLocation: CustomStringConvertible {
  /// The address without password, and without user unless it belongs to ssh.
  public var description: String {
    guard let host, url.contains("://") else { return url }
    let shownUser = transport == .ssh ? user.map { "\($0)@" } ?? "" : ""
    return "\(transport.rawValue)://\(shownUser)\(host)\(port.map { ":\($0)" } ?? "")\(path)"
  }
}

/// What is wrong with a repository's address. The message never holds the address, which may hold a password.
public struct RemoteLocationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// One line that follows the name of the thing: `must not be empty`.
  public let message: String
  /// A word that was probably meant.
  public let suggestion: String?

  init(_ message: String, suggestion: String? = nil) {
    self.message = message
    self.suggestion = suggestion
  }

  public var description: String { message }
}
