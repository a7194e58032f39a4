import Git

/// Which repository a URL leads to, however it is written: what two URLs are compared by.
///
/// The host without case, a port that isn't the scheme's own, and the path without slashes at its ends, doubled slashes,
/// `/~/` and a final `.git`. Scheme and user are left out: people clone a library over https and pin it over ssh, and a
/// forge serves one repository both ways. Whether a pin's URL is *written* as the manifest has it is another question.
/// Paths keep their case, and `..` stays as it is and so equals nothing: a URL must not come to a trusted library by
/// detours.
public struct RemoteIdentity: Hashable, Sendable {
  /// In lower case; empty for a path of this machine.
  private let host: [UInt8]
  /// Nil for the scheme's own port, so that https and ssh on their own ports are equal.
  private let port: Int?
  private let path: [UInt8]

  public init(_ url: RemoteURL) {
    host = Array(url.host.utf8)
    let defaultPort = RemoteIdentity.defaultPort(of: url.scheme)
    port = url.port == defaultPort ? nil : url.port
    // Only a URL has escapes; in a path and in the short form a % is a %.
    let isEscaped = url.scheme != .file && !url.isShort
    let parts = (isEscaped ? RemoteIdentity.withoutNeedlessEscapes(url.path) : Array(url.path.utf8))
      .split(separator: .slash)
    var path = Array(parts.joined(separator: [.slash]))
    if url.scheme == .file {
      if url.path.utf8.first == .slash { path.insert(.slash, at: 0) }
    } else if url.scheme == .ssh, path.starts(with: "~/".utf8) {
      path.removeFirst(2)
    }
    if path.suffix(4).elementsEqual(".git".utf8) {
      path.removeLast(4)
      if path.last == .slash, path.count > 1 { path.removeLast() }
    }
    self.path = path
  }

  /// Reads a URL and identifies its repository; throws for what can't be asked.
  public init(parsing text: String) throws(GitError) {
    self.init(try RemoteURL(parsing: text))
  }

  private static func defaultPort(of scheme: RemoteURL.Scheme) -> Int? {
    switch scheme {
    case .http: 80
    case .https: 443
    case .ssh: 22
    case .git: 9418
    case .file: nil
    }
  }

  /// Undoes the escapes of characters that need none, and writes the others in capitals (RFC 3986, section 6.2.2).
  private static func withoutNeedlessEscapes(_ path: String) -> [UInt8] {
    var result: [UInt8] = []
    var rest = Array(path.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%"), let escaped = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
        rest.count >= 2, rest.first != UInt8(ascii: "+")
      else {
        result.append(byte)
        continue
      }
      let needsNone = escaped.isConfigKey || "._~".utf8.contains(escaped)
      let digits = rest.prefix(2).map { $0.isASCIILetter ? $0 & 0xDF : $0 }
      result += needsNone ? [escaped] : [byte] + digits
      rest = rest.dropFirst(2)
    }
    return result
  }
}

extension RemoteIdentity: CustomStringConvertible {
  /// Such as `example.com/team/lib`.
  public var description: String {
    let server = String(decoding: host, as: UTF8.self) + (port.map { ":\($0)" } ?? "")
    let text = String(decoding: path, as: UTF8.self)
    return server.isEmpty ? text : "\(server)/\(text)"
  }
}
