import Foundation

/// Where a network operation goes: the URL that was asked for, and what git's configuration makes of it.
struct RemoteTarget {
  enum Direction {
    case fetch
    case push
  }

  /// What libgit2 gets: rewritten, a path as a `file://` URL. May hold credentials.
  let text: String
  /// The URL that was asked for, without credentials.
  let display: String

  var isHttp: Bool { text.hasPrefix("http://") || text.hasPrefix("https://") }

  /// Whether fetches of the URL go there too; git's configuration may lead pushes elsewhere.
  func isForFetches(of url: String, _ configuration: GitConfiguration) throws(GitError) -> Bool {
    try RemoteTarget(url, direction: .fetch, configuration: configuration).text == text
  }

  init(_ url: String, direction: Direction, configuration: GitConfiguration) throws(GitError) {
    display = RemoteURL.redacted(url)
    let rewritten = RemoteTarget.rewritten(url, direction: direction, configuration: configuration)
    guard !RemoteTarget.namesHelper(rewritten) else {
      throw GitError(
        operation: "read the URL \(display)", kind: .unsupported,
        message: "programs that git calls remote helpers aren't run")
    }
    let parsed = try RemoteURL(parsing: rewritten)
    text = parsed.scheme == .file ? RemoteTarget.fileURL(parsed.path) : rewritten
  }

  /// Applies `url.BASE.insteadOf` and, for pushes, `url.BASE.pushInsteadOf`; the longest beginning wins (git-config(1)).
  static func rewritten(_ url: String, direction: Direction, configuration: GitConfiguration) -> String {
    if direction == .push, let pushed = rewritten(url, by: ".pushinsteadof", configuration: configuration) {
      return pushed
    }
    return rewritten(url, by: ".insteadof", configuration: configuration) ?? url
  }

  private static func rewritten(_ url: String, by suffix: String, configuration: GitConfiguration) -> String? {
    var longest: (base: Substring, beginning: String)?
    for entry in configuration.entries where entry.key.hasPrefix("url.") && entry.key.hasSuffix(suffix) {
      guard let beginning = entry.value, url.utf8.starts(with: beginning.utf8) else { continue }
      if longest.map({ beginning.utf8.count > $0.beginning.utf8.count }) ?? true {
        longest = (entry.key.dropFirst("url.".count).dropLast(suffix.count), beginning)
      }
    }
    guard let longest else { return nil }
    return longest.base + String(decoding: url.utf8.dropFirst(longest.beginning.utf8.count), as: UTF8.self)
  }

  /// Whether it is `helper::address` (gitremote-helpers(7)), which lets a URL start any program.
  private static func namesHelper(_ url: String) -> Bool {
    guard let colons = url.range(of: "::") else { return false }
    return url[..<colons.lowerBound].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }

  /// Returns a path as a URL, from this process's folder where it is relative.
  private static func fileURL(_ path: String) -> String {
    let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    var text = "file://"
    for byte in absolute.utf8 {
      let isPlain = byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "%")
      text += isPlain ? String(UnicodeScalar(byte)) : "%" + String(0x100 | Int(byte), radix: 16).dropFirst()
    }
    return text
  }
}
