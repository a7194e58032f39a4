import Git

/// Which URLs of a declaration are refused, before anything is asked of anybody.
///
/// At least what git's `check_submodule_url` refuses (CVE-2018-17456, CVE-2020-5260, CVE-2020-11008), and what could
/// start a program or be read as an option.
enum URLRules {
  static func breach(of url: [UInt8]) -> EntryRules.Breach? {
    if url.isEmpty { return nil }
    if let breach = EntryRules.breach(ofText: url, called: "URL") { return breach }
    guard let text = String(validating: url, as: UTF8.self) else { return refused(url, "isn't UTF-8") }
    if url.first == UInt8(ascii: "-") { return refused(url, "begins with - and may be read as an option") }
    if hasEscapedControl(url) { return refused(url, "has an escaped control character") }
    if let helper = transportHelper(in: url) { return refused(url, "asks for the program git-remote-\(helper)") }
    if RelativeURL.isRelative(url) { return breachOfRelative(url) }
    if RelativeURL.isPath(url), url.first != .slash {
      return refused(url, "is a path that neither is absolute nor begins with ./ or ../")
    }
    do throws(GitError) {
      _ = try RemoteURL(parsing: text)
      return nil
    } catch {
      return refused(url, "can't be used: \(error.message)")
    }
  }

  /// A relative URL is put behind the superproject's; one that climbs and goes on with `:` or `/` may become another host.
  private static func breachOfRelative(_ url: [UInt8]) -> EntryRules.Breach? {
    var rest = url[...]
    var climbs = false
    while true {
      if rest.starts(with: "../".utf8) {
        climbs = true
        rest = rest.dropFirst(3)
      } else if rest.starts(with: "./".utf8) {
        rest = rest.dropFirst(2)
      } else {
        break
      }
    }
    guard climbs, rest.first == .colon || rest.first == .slash else { return nil }
    return refused(url, "climbs and goes on with \(rest.first == .colon ? ":" : "/"), which may name another host")
  }

  /// Returns `ext` of `ext::command`: git runs a program of that name for such a URL (gitremote-helpers(7)).
  private static func transportHelper(in url: [UInt8]) -> String? {
    guard let colon = url.firstIndex(of: .colon), url[colon...].starts(with: "::".utf8) else { return nil }
    let name = url[..<colon]
    let isName = name.allSatisfy { $0.isConfigKey || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: ".") }
    return isName ? String(decoding: name, as: UTF8.self) : nil
  }

  /// Whether `%00`–`%1f` or `%7f` is in it: a program behind it decodes the URL, and a line end may forge a header or
  /// a credential.
  private static func hasEscapedControl(_ url: [UInt8]) -> Bool {
    zip(url.indices, url).contains { index, byte in
      guard byte == UInt8(ascii: "%"), index + 2 < url.count else { return false }
      let digits = url[(index + 1)...(index + 2)]
      guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return false }
      return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)?.isControl ?? false
    }
  }

  private static func refused(_ url: [UInt8], _ reason: String) -> EntryRules.Breach {
    let redacted = RemoteURL.redacted(String(decoding: url, as: UTF8.self))
    return EntryRules.Breach(code: .url, message: "the URL \(shown(redacted.utf8)) \(reason)")
  }
}
