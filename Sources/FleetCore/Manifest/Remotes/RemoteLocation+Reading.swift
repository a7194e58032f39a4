import Documents

// On bytes: a sign with a combining mark behind it is one Character of a String, and still that sign to every program.
extension RemoteLocation {
  /// Reads a `file`, `git`, `http`, `https` or `ssh` URL, `user@host:path`, or a path. A relative path is joined to the
  /// absolute path `folder` by its text alone, so `folder` should have its links resolved.
  public init(_ text: String, relativeTo folder: String) throws(RemoteLocationError) {
    try RemoteLocation.checkCharacters(of: text)
    let bytes = Array(text.utf8)
    let scheme = bytes.prefix { isSchemeByte($0) }
    let rest = bytes.dropFirst(scheme.count)
    if rest.starts(with: "://".utf8) {
      self = try RemoteLocation.readURL(text, scheme: String(decoding: scheme, as: UTF8.self), rest: rest.dropFirst(3))
    } else if rest.starts(with: "::".utf8) {
      // `ext::sh -c …` and its like run programs (gitremote-helpers(7)).
      let helper = quoted(String(decoding: scheme, as: UTF8.self) + "::")
      throw RemoteLocationError("remote helpers such as \(helper) aren't allowed")
    } else if let short = try RemoteLocation.readShortForm(bytes[...], text) {
      self = short
    } else {
      if bytes.first == UInt8(ascii: "~") { throw RemoteLocationError("\"~\" isn't expanded, write the whole path") }
      let path = joinedPath(folder, text)
      self.init(transport: .file, url: path, user: nil, host: nil, port: nil, path: path)
    }
  }

  private static func checkCharacters(of text: String) throws(RemoteLocationError) {
    if text.isEmpty { throw RemoteLocationError("must not be empty") }
    if text.utf8.first == UInt8(ascii: "-") { throw RemoteLocationError("must not begin with \"-\"") }
    let bad = text.unicodeScalars.first { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    }
    if let bad { throw RemoteLocationError("must not hold the control character \(printable(String(bad)))") }
  }

  private static func readURL(
    _ text: String, scheme: String, rest: ArraySlice<UInt8>
  ) throws(RemoteLocationError) -> RemoteLocation {
    guard let transport = Transport(rawValue: scheme) else {
      let known = Transport.allCases.map(\.rawValue)
      throw RemoteLocationError(
        "unknown scheme \(quoted(scheme)), expected \(known.joined(separator: ", ")) or a path",
        suggestion: suggestion(for: scheme, among: known).map { "\($0)://" })
    }
    let authority = rest.prefix { $0 != UInt8(ascii: "/") }
    let path = String(decoding: rest.dropFirst(authority.count), as: UTF8.self)
    if transport == .file {
      guard authority.isEmpty || authority.elementsEqual("localhost".utf8) else {
        throw RemoteLocationError("file:// needs an absolute path, as in file:///srv/git/billing.git")
      }
    } else {
      try checkNetworkText(rest)
    }
    guard !path.isEmpty else { throw RemoteLocationError("names no repository after the host") }
    if transport == .file {
      return RemoteLocation(transport: .file, url: text, user: nil, host: nil, port: nil, path: path)
    }
    let parts = try Authority(authority)
    return RemoteLocation(
      transport: transport, url: text, user: parts.user, host: parts.host, port: parts.port, path: path)
  }

  /// Reads `[user@]host:path`, for which the colon has to stand before the first slash (git-clone(1)).
  private static func readShortForm(
    _ bytes: ArraySlice<UInt8>, _ text: String
  ) throws(RemoteLocationError) -> RemoteLocation? {
    let head = bytes.prefix { $0 != UInt8(ascii: "/") }
    // An IPv6 address stands in brackets, and its colons don't count.
    let hostStart = head.lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? head.startIndex
    let isAddress = head[hostStart...].first == UInt8(ascii: "[")
    let search = isAddress ? head.lastIndex(of: UInt8(ascii: "]")) ?? hostStart : hostStart
    guard let colon = head[search...].firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let path = bytes[(colon + 1)...]
    if path.isEmpty { throw RemoteLocationError("names no repository after the host") }
    if path.first == UInt8(ascii: "-") { throw RemoteLocationError("the path on the host must not begin with \"-\"") }
    try checkNetworkText(bytes)
    let parts = try Authority(bytes[..<colon])
    return RemoteLocation(
      transport: .ssh, url: text, user: parts.user, host: parts.host, port: parts.port,
      path: String(decoding: path, as: UTF8.self))
  }

  /// A percent escape can smuggle a line end into a request or a credential helper's input.
  private static func checkNetworkText(_ bytes: ArraySlice<UInt8>) throws(RemoteLocationError) {
    if bytes.contains(UInt8(ascii: " ")) { throw RemoteLocationError("must not hold a space; write %20") }
    for offset in bytes.indices where bytes[offset] == UInt8(ascii: "%") {
      let digits = String(decoding: bytes[(offset + 1)...].prefix(2), as: UTF8.self)
      if let value = UInt8(digits, radix: 16), value < 0x20 || value == 0x7F {
        throw RemoteLocationError("must not hold the control character %\(digits)")
      }
    }
  }
}

/// The part of a URL that names a server: `[user[:password]@]host[:port]`.
private struct Authority {
  /// Without the password.
  let user: String?
  /// In lower case.
  let host: String
  let port: String?

  init(_ bytes: ArraySlice<UInt8>) throws(RemoteLocationError) {
    // What begins a query or fragment for one reader of URLs is part of the user for another.
    if bytes.contains(where: { "#?\\".utf8.contains($0) }) { throw RemoteLocationError("expected the name of a host") }
    let at = bytes.lastIndex(of: UInt8(ascii: "@"))
    let login = at.map { bytes[..<$0].prefix { $0 != UInt8(ascii: ":") } }
    let server = at.map { bytes[($0 + 1)...] } ?? bytes
    let isAddress = server.first == UInt8(ascii: "[")
    let hostEnd = isAddress ? server.lastIndex(of: UInt8(ascii: "]")) ?? server.startIndex : server.startIndex
    let colon = server[hostEnd...].firstIndex(of: UInt8(ascii: ":"))
    let name = server[..<(colon ?? server.endIndex)]
    // ssh would take them for options (CVE-2017-1000117).
    if login?.first == UInt8(ascii: "-") { throw RemoteLocationError("the user must not begin with \"-\"") }
    if name.first == UInt8(ascii: "-") { throw RemoteLocationError("the host must not begin with \"-\"") }
    guard Authority.isHost(name) else { throw RemoteLocationError("expected the name of a host") }
    user = login.map { String(decoding: $0, as: UTF8.self) }
    host = String(decoding: name, as: UTF8.self).lowercased()
    port = try colon.flatMap { colon throws(RemoteLocationError) in try Authority.port(server[(colon + 1)...]) }
  }

  /// git takes an empty port for none.
  private static func port(_ digits: ArraySlice<UInt8>) throws(RemoteLocationError) -> String? {
    if digits.isEmpty { return nil }
    let text = String(decoding: digits, as: UTF8.self)
    guard digits.first != UInt8(ascii: "+"), let number = UInt16(text), number > 0 else {
      throw RemoteLocationError("the port must be a number from 1 to 65535")
    }
    return text
  }

  private static func isHost(_ bytes: ArraySlice<UInt8>) -> Bool {
    let isAddress = bytes.first == UInt8(ascii: "[") && bytes.last == UInt8(ascii: "]") && bytes.count > 2
    let name = isAddress ? bytes.dropFirst().dropLast() : bytes
    let forbidden = "<>\"'`$&;|\\()*?{}[]^!#,=" + (isAddress ? "" : "%:")
    return !name.isEmpty && !name.contains { forbidden.utf8.contains($0) }
  }
}

/// Whether a byte may be in a URL's scheme or the name of a remote helper (RFC 3986, 3.1).
private func isSchemeByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
    true
  default: false
  }
}
