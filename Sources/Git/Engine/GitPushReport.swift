/// What `git push --porcelain` prints: a line a reference, `FLAG<tab>FROM:TO<tab>SUMMARY (REASON)` (git-push(1), OUTPUT).
struct GitPushReport {
  /// The reason of an update whose lease didn't hold.
  static let staleLease = "stale info"

  /// By the full name on the remote.
  private(set) var verdicts: [String: PushResult.Verdict] = [:]

  init(output: [UInt8]) {
    for line in output.split(separator: UInt8(ascii: "\n")) {
      let parts = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      guard parts.count == 3, parts[0].count == 1, let colon = parts[1].lastIndex(of: UInt8(ascii: ":")) else {
        continue
      }
      let name = String(decoding: parts[1][(colon + 1)...], as: UTF8.self)
      let isRefused = parts[0].first == UInt8(ascii: "!")
      verdicts[name] = isRefused ? .refused(GitPushReport.reason(parts[2])) : .accepted
    }
  }

  /// The text in the last brackets, such as `pre-receive hook declined`; all of it where there are none.
  private static func reason(_ summary: ArraySlice<UInt8>) -> String {
    let text = String(decoding: summary, as: UTF8.self).printable
    guard text.hasSuffix(")"), let open = text.firstIndex(of: "(") else { return GitError.oneLine(text) }
    return GitError.oneLine(String(text[text.index(after: open)...].dropLast()))
  }
}
