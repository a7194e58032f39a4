import Git

/// Turns the URL of a declaration into one that can be asked.
public enum SubmoduleURL {
  /// Whether the URL is resolved against the superproject's: it begins with `./` or `../` (gitmodules(5)).
  public static func isRelative(_ url: String) -> Bool {
    RelativeURL.isRelative(Array(url.utf8))
  }

  /// Returns the URL itself if it isn't relative, else what git makes of it below the superproject's URL.
  ///
  /// Throws for what `GitModules` would refuse, where git fails, and where git's answer has another scheme, host, port or
  /// user than `base`: one `..` too many makes git itself invent a host, as `https://lib.git`.
  public static func resolve(_ url: String, against base: String) throws(SubmoduleError) -> String {
    let resolution = Resolution(url: url, base: base)
    let declared = Array(url.utf8)
    if declared.isEmpty { throw resolution.refusal("it is empty") }
    if let breach = URLRules.breach(of: declared) { throw resolution.refusal(breach.message) }
    guard RelativeURL.isRelative(declared) else { return url }

    let fixed = try resolution.fixedPart()
    guard let answer = RelativeURL.joined(Array(base.utf8), declared) else {
      throw resolution.refusal("there is nothing left to climb out of")
    }
    let resolved = String(decoding: answer, as: UTF8.self)
    let isInside = fixed.map { answer.starts(with: $0) } ?? (RelativeURL.isPath(answer) && answer.first != .slash)
    guard isInside else {
      throw resolution.refusal("git makes it \(RemoteURL.redacted(resolved)), which is somewhere else")
    }
    if let reason = resolution.reasonNotToAsk(resolved) { throw resolution.refusal(reason) }
    return resolved
  }
}

/// One question, for the messages about it.
private struct Resolution {
  let url: String
  let base: String

  /// What the answer has to begin with: scheme and authority with the slash behind them, `user@host:`, or the root.
  /// Nil where the base is a path relative to the current folder, and the answer has to be one too.
  func fixedPart() throws(SubmoduleError) -> [UInt8]? {
    let bytes = Array(base.utf8)
    if bytes.isEmpty { throw refusal("the URL that it is relative to is empty") }
    if let separator = RemoteURL.schemeSeparator(in: bytes) {
      let end = bytes[separator.upperBound...].firstIndex(of: .slash) ?? bytes.endIndex
      return bytes[..<end] + [.slash]
    }
    if RelativeURL.isPath(bytes) { return bytes.first == .slash ? [.slash] : nil }
    // A host in brackets has colons of its own.
    let bracket = bytes.firstRange(of: Array("]:".utf8))?.upperBound
    let colon = bytes.firstIndex(of: .colon).map { $0 + 1 } ?? bytes.endIndex
    return Array(bytes[..<(bytes[..<colon].contains(UInt8(ascii: "[")) ? bracket ?? colon : colon)])
  }

  /// Why the answer can't be asked though it stays where the base is, as `host:-path`.
  func reasonNotToAsk(_ resolved: String) -> String? {
    do throws(GitError) {
      _ = try RemoteURL(parsing: resolved)
      return nil
    } catch {
      return "git makes it \(RemoteURL.redacted(resolved)): \(error.message)"
    }
  }

  func refusal(_ message: String) -> SubmoduleError {
    let shownURL = shown(RemoteURL.redacted(url).utf8)
    let shownBase = shown(RemoteURL.redacted(base).utf8)
    return SubmoduleError(operation: "resolve the URL \(shownURL) against \(shownBase)", message: message)
  }
}
