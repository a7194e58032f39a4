extension RemoteURL {
  /// Reads what a remote's URL may be: a URL of one of `Scheme`'s schemes, git's short form for ssh, or a path.
  ///
  /// Throws `unsupported` for unknown schemes and for what may be meant as an option of a program: a host, user or ssh
  /// path that begins with `-`, and control characters.
  public init(parsing text: String) throws(GitError) {
    var parser = RemoteURLParser(text: text)
    self = try parser.parse()
  }
}

/// Reads one URL, on bytes.
struct RemoteURLParser {
  private let text: String
  private let bytes: [UInt8]

  init(text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  mutating func parse() throws(GitError) -> RemoteURL {
    if bytes.isEmpty { throw refusal("it is empty") }
    if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { throw refusal("it has a control character") }
    if let separator = RemoteURL.schemeSeparator(in: bytes) { return try parseURL(separator) }
    // git's rule: a colon before the first slash makes it ssh's short form.
    let slash = bytes.firstIndex(of: UInt8(ascii: "/")) ?? bytes.endIndex
    guard bytes[..<slash].contains(UInt8(ascii: ":")) else {
      return RemoteURL(scheme: .file, user: nil, password: nil, host: "", port: nil, path: text)
    }
    return try parseShortForm()
  }

  private func parseURL(_ separator: Range<Int>) throws(GitError) -> RemoteURL {
    let scheme = try self.scheme(String(decoding: bytes[..<separator.lowerBound], as: UTF8.self).lowercased())
    let rest = bytes[separator.upperBound...]
    let pathStart = rest.firstIndex { [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")].contains($0) }
    var authority = rest[..<(pathStart ?? rest.endIndex)]
    let path = String(decoding: rest[(pathStart ?? rest.endIndex)...], as: UTF8.self)
    if scheme == .file {
      guard let decoded = Self.decoded(Array(path.utf8)[...]), let path = String(validating: decoded, as: UTF8.self),
        authority.isEmpty || String(decoding: authority, as: UTF8.self).lowercased() == "localhost"
      else { throw refusal("a file URL names an absolute path: file:///path") }
      return RemoteURL(scheme: .file, user: nil, password: nil, host: "", port: nil, path: path)
    }
    var (user, password): (String?, Secret?) = (nil, nil)
    if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
      (user, password) = try userInfo(authority[..<at])
      authority = authority[(at + 1)...]
    }
    var (host, port) = try hostAndPort(authority)
    // An alias of ~/.ssh/config is looked up as it is written.
    if scheme != .ssh { host = host.lowercased() }
    if scheme == .ssh || scheme == .git {
      if password != nil { throw refusal("ssh takes no password from a URL") }
      if path.utf8.count < 2 { throw refusal("it names no repository on \(host)") }
      guard let decoded = Self.decoded(Array(path.utf8)[...]), !decoded.contains(0) else {
        throw refusal("its path has a wrong escape")
      }
    }
    return RemoteURL(scheme: scheme, user: user, password: password, host: host, port: port, path: path)
  }

  /// Reads `[user@]host:path`; the host may be in brackets, and then with a port: `[host:port]:path`.
  private func parseShortForm() throws(GitError) -> RemoteURL {
    var rest = bytes[...]
    var user: [UInt8]?
    let bracket = rest.firstIndex(of: UInt8(ascii: "["))
    let colon = rest.firstIndex(of: UInt8(ascii: ":")) ?? rest.endIndex
    if let at = rest[..<min(colon, bracket ?? colon)].lastIndex(of: UInt8(ascii: "@")) {
      user = Array(rest[..<at])
      rest = rest[(at + 1)...]
    }
    var authority: ArraySlice<UInt8>
    if rest.first == UInt8(ascii: "[") {
      guard let end = rest.firstIndex(of: UInt8(ascii: "]")), end + 1 < rest.endIndex,
        rest[end + 1] == UInt8(ascii: ":")
      else { throw refusal("its bracket isn't closed") }
      authority = rest[(rest.startIndex + 1)..<end]
      rest = rest[(end + 2)...]
      if user == nil, let at = authority.lastIndex(of: UInt8(ascii: "@")) {
        user = Array(authority[..<at])
        authority = authority[(at + 1)...]
      }
      // More than one colon is an address; one separates host and port.
      if authority.count(where: { $0 == UInt8(ascii: ":") }) > 1 {
        authority = ([UInt8(ascii: "[")] + authority + [UInt8(ascii: "]")])[...]
      }
    } else {
      authority = rest[..<colon]
      rest = rest[(colon + 1)...]
      // `NAME::ADDRESS` is git's form for a remote helper, a program of the machine.
      if rest.first == UInt8(ascii: ":") { throw refusal("remote helpers aren't run") }
    }
    let (host, port) = try hostAndPort(authority)
    if rest.isEmpty { throw refusal("it names no repository on \(host)") }
    if rest.first == UInt8(ascii: "-") { throw refusal("its path begins with '-'") }
    return RemoteURL(
      scheme: .ssh, user: try user.map { part throws(GitError) in try self.user(part) }, password: nil, host: host,
      port: port, path: String(decoding: rest, as: UTF8.self), isShort: true)
  }

  private func scheme(_ name: String) throws(GitError) -> RemoteURL.Scheme {
    switch name {
    case "http": return .http
    case "https": return .https
    case "ssh", "git+ssh", "ssh+git": return .ssh
    case "git": return .git
    case "file": return .file
    default: throw refusal("there is no transport for '\(name)'")
    }
  }

  private func userInfo(_ part: ArraySlice<UInt8>) throws(GitError) -> (String?, Secret?) {
    let colon = part.firstIndex(of: UInt8(ascii: ":"))
    guard let name = Self.decoded(part[..<(colon ?? part.endIndex)]) else {
      throw refusal("its user has a wrong escape")
    }
    guard let colon else { return (name.isEmpty ? nil : try user(name), nil) }
    guard let password = Self.decoded(part[(colon + 1)...]), let text = String(validating: password, as: UTF8.self),
      Self.isOneLine(password)
    else { throw refusal("its password has a wrong escape") }
    return (try user(name), Secret(text))
  }

  private func user(_ name: [UInt8]) throws(GitError) -> String {
    if name.first == UInt8(ascii: "-") { throw refusal("its user begins with '-'") }
    guard Self.isOneLine(name), let text = String(validating: name, as: UTF8.self) else {
      throw refusal("its user has a control character")
    }
    return text
  }

  private func hostAndPort(_ part: ArraySlice<UInt8>) throws(GitError) -> (String, Int?) {
    var host = part
    var port: ArraySlice<UInt8>?
    if part.first == UInt8(ascii: "[") {
      guard let end = part.firstIndex(of: UInt8(ascii: "]")) else { throw refusal("its bracket isn't closed") }
      host = part[(part.startIndex + 1)..<end]
      let rest = part[(end + 1)...]
      guard rest.isEmpty || rest.first == UInt8(ascii: ":") else { throw refusal("its host can't be read") }
      port = rest.isEmpty ? nil : rest.dropFirst()
      guard host.allSatisfy({ Self.isAddress($0) }) else { throw refusal("its host is no address") }
    } else if let colon = part.firstIndex(of: UInt8(ascii: ":")) {
      host = part[..<colon]
      port = part[(colon + 1)...]
    }
    guard let decoded = Self.decoded(host), let name = String(validating: decoded, as: UTF8.self), !name.isEmpty else {
      throw refusal("it names no host")
    }
    if decoded.first == UInt8(ascii: "-") { throw refusal("its host begins with '-'") }
    guard decoded.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !"/\\@?#'\"`$;&|<>(){}*!".utf8.contains($0) }) else {
      throw refusal("its host has a character that no host has")
    }
    guard let port, !port.isEmpty else { return (name, nil) }
    guard port.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(String(decoding: port, as: UTF8.self)),
      (1...65535).contains(number)
    else { throw refusal("its port isn't a number from 1 to 65535") }
    return (name, number)
  }

  private static func isAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "%"),
      UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isOneLine(_ bytes: [UInt8]) -> Bool {
    !bytes.contains { $0 < 0x20 || $0 == 0x7F }
  }

  /// Undoes the escapes of a URL; nil where `%` isn't followed by two hexadecimal digits.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "%") {
        guard index + 2 < bytes.endIndex, let high = hexadecimal(bytes[index + 1]),
          let low = hexadecimal(bytes[index + 2])
        else { return nil }
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private func refusal(_ reason: String) -> GitError {
    let shown = RemoteURLParser.withoutUserInfo(bytes)
    return GitError(operation: "read the URL \(shown)", kind: .unsupported, message: reason)
  }

  /// The text without what stands between `://` and the last `@`: it may hold a password, wherever that ends.
  static func withoutUserInfo(_ bytes: [UInt8]) -> String {
    guard let start = RemoteURL.schemeSeparator(in: bytes)?.upperBound,
      let at = bytes[start...].lastIndex(of: UInt8(ascii: "@"))
    else { return String(decoding: bytes, as: UTF8.self) }
    return String(decoding: bytes[..<start] + bytes[(at + 1)...], as: UTF8.self)
  }
}
