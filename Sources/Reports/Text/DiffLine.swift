/// A line of a unified diff with what it is.
///
/// Within a hunk the counts of its head decide: a deleted line that begins with `--` isn't a file's head.
public struct DiffLine: Sendable, Equatable {
  public enum Kind: Sendable {
    /// The first line of a file's part.
    case file
    /// The rest of a file's head: modes, ids, names, what git says of binary files.
    case detail
    case hunk
    case added
    case deleted
    case context
  }

  public let kind: Kind
  public let text: Substring

  /// Returns the lines of a patch as git writes it, without their line feeds.
  public static func lines(of patch: String) -> [DiffLine] {
    var (oldCount, newCount) = (0, 0)
    // By bytes: to Swift a carriage return and a line feed are one character.
    var lines = patch.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Substring.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { line in
      switch line.utf8.first {
      case UInt8(ascii: "+") where newCount > 0:
        newCount -= 1
        return DiffLine(kind: .added, text: line)
      case UInt8(ascii: "-") where oldCount > 0:
        oldCount -= 1
        return DiffLine(kind: .deleted, text: line)
      case UInt8(ascii: " ") where oldCount > 0 && newCount > 0:
        (oldCount, newCount) = (oldCount - 1, newCount - 1)
        return DiffLine(kind: .context, text: line)
      case UInt8(ascii: "\\"):
        return DiffLine(kind: .context, text: line)
      case UInt8(ascii: "@"):
        (oldCount, newCount) = counts(ofHunk: line)
        return DiffLine(kind: .hunk, text: line)
      default:
        (oldCount, newCount) = (0, 0)
        return DiffLine(kind: line.hasPrefix("diff ") ? .file : .detail, text: line)
      }
    }
  }

  /// Returns the counts of a head such as `@@ -3,7 +3,8 @@`; one is left out where it is 1.
  private static func counts(ofHunk head: Substring) -> (old: Int, new: Int) {
    let words = head.split(separator: " ", maxSplits: 3)
    func count(_ index: Int) -> Int {
      guard words.count > index else { return 0 }
      let parts = words[index].dropFirst().split(separator: ",")
      return parts.count == 2 ? Int(parts[1]) ?? 0 : 1
    }
    return (count(1), count(2))
  }
}
