import Git

/// The trailers by which a commit is recognised as a campaign's own, from the remote alone.
///
/// `Fleet-Change-Id` is a digest of the campaign, the parent, the tree and the rest of the message: a commit that somebody
/// amended or rebased doesn't carry its own digest any more, and counts as theirs.
struct CampaignMark: Equatable {
  static let campaignKey = "Fleet-Campaign"
  static let changeKey = "Fleet-Change-Id"

  /// Returns the message with the campaign's trailers at its end.
  static func message(
    _ text: String, trailers: [Trailer], campaign: String, parent: ObjectID, tree: ObjectID
  ) -> String {
    let unmarked = paragraphs(text: text, trailers: trailers + [Trailer(key: campaignKey, value: campaign)])
    let mark = digest(of: unmarked, parent: parent, tree: tree)
    return unmarked + Trailer(key: changeKey, value: mark).line + "\n"
  }

  /// Whether `commit` is exactly as the campaign made it.
  static func isMade(_ commit: CommitRecord, by campaign: String) -> Bool {
    guard let parent = commit.parents.first, commit.parents.count == 1 else { return false }
    let message = commit.message
    guard let start = message.range(of: "\n\(changeKey): ", options: .backwards) else { return false }
    let unmarked = String(message[..<message.index(after: start.lowerBound)])
    let mark = message[start.upperBound...].dropLast(message.hasSuffix("\n") ? 1 : 0)
    return mark == digest(of: unmarked, parent: parent, tree: commit.tree)
      && unmarked.hasSuffix("\n\(Trailer(key: campaignKey, value: campaign).line)\n")
  }

  /// The name of the campaign that a commit says it is of, whoever made it anew since: a squash or a rebase by a server
  /// keeps the trailer and not the digest.
  static func campaign(namedBy commit: CommitRecord) -> String? {
    let lines = commit.message.split(whereSeparator: \.isNewline)
    return lines.last { $0.hasPrefix("\(campaignKey): ") }.map { String($0.dropFirst(campaignKey.count + 2)) }
  }

  /// The text, an empty line unless the text ends with trailers already, and the trailers, a line each.
  private static func paragraphs(text: String, trailers: [Trailer]) -> String {
    let trimmed = text.trimmingSuffix(while: \.isWhitespace)
    let separator = endsWithTrailers(trimmed) ? "\n" : "\n\n"
    return trimmed + separator + trailers.map { $0.line + "\n" }.joined()
  }

  /// Whether the last paragraph, which isn't the first, holds trailers only.
  private static func endsWithTrailers(_ text: Substring) -> Bool {
    let paragraphs = text.split(separator: "\n\n")
    guard paragraphs.count > 1, let last = paragraphs.last else { return false }
    return last.split(separator: "\n").allSatisfy { line in
      guard let colon = line.firstIndex(of: ":") else { return false }
      return line[..<colon].utf8.allSatisfy {
        $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0)
          || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
      } && colon > line.startIndex
        && line[line.index(after: colon)...].hasPrefix(" ")
    }
  }

  private static func digest(of unmarked: String, parent: ObjectID, tree: ObjectID) -> String {
    ObjectID(hashingBlob: Array("\(parent)\n\(tree)\n\(unmarked)".utf8)).hex
  }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> SubSequence {
    var end = endIndex
    while end > startIndex, isTrimmed(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}
