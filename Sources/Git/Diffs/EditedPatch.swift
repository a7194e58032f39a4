/// A patch as a person has edited it: its hunks' counts may be wrong, hunks may be gone, and comments may be left.
public enum EditedPatch {
  /// What is wrong with the text of a patch.
  public struct Problem: Error, Sendable, Equatable {
    /// From 1.
    public let line: Int
    public let message: String
  }

  /// Returns the patch with the counts of its hunks as they are now, as `git add --patch` has it.
  ///
  /// Lines that begin with `#` go; an empty line is an empty line of context. A hunk that changes nothing goes, and so does
  /// the part of a file of which no hunk is left. Empty where nothing is left.
  public static func recounted(_ patch: [UInt8]) throws(Problem) -> [UInt8] {
    var (files, file) = ([UInt8](), FilePart())
    var lines = patch.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for (number, line) in lines.enumerated() where line.first != UInt8(ascii: "#") {
      if line.starts(with: "diff --git ".utf8) {
        files += file.bytes
        file = FilePart()
        file.head = [line]
      } else if line.starts(with: "@@ ".utf8) {
        guard !file.head.isEmpty else { throw Problem(line: number + 1, message: "a hunk before any file") }
        guard let hunk = HunkPart(head: line) else {
          throw Problem(line: number + 1, message: "the head of a hunk was expected, such as @@ -3,7 +3,8 @@")
        }
        file.hunks.append(hunk)
      } else if file.hunks.isEmpty {
        guard !file.head.isEmpty || line.isEmpty else {
          throw Problem(line: number + 1, message: "\"diff --git\" was expected")
        }
        if !line.isEmpty { file.head.append(line) }
      } else if !file.hunks[file.hunks.count - 1].add(line) {
        throw Problem(
          line: number + 1, message: "a line of a hunk begins with a space, \"+\" or \"-\"")
      }
    }
    return files + file.bytes
  }

  /// One file's part.
  private struct FilePart {
    var head: [[UInt8]] = []
    var hunks: [HunkPart] = []

    var bytes: [UInt8] {
      let hunks = hunks.filter(\.isChange)
      // Without hunks there is something to it only where there never were any: a new mode, an empty file.
      guard !head.isEmpty, !hunks.isEmpty || !head.contains(where: { $0.starts(with: "--- ".utf8) }) else { return [] }
      var shift = 0
      var bytes = head.flatMap { $0 + [UInt8(ascii: "\n")] }
      for hunk in hunks {
        bytes += hunk.bytes(shiftedBy: shift)
        shift += hunk.newCount - hunk.oldCount
      }
      return bytes
    }
  }

  private struct HunkPart {
    let oldStart: Int
    /// What follows the second `@@`.
    let rest: [UInt8]
    var lines: [[UInt8]] = []
    var (oldCount, newCount) = (0, 0)
    var isChange = false

    /// Reads `@@ -3,7 +3,8 @@ def f():`; nil for anything else.
    init?(head: [UInt8]) {
      let text = String(decoding: head, as: UTF8.self)
      let words = text.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false)
      guard words.count >= 4, words[1].hasPrefix("-"), words[2].hasPrefix("+"), words[3] == "@@",
        let start = words[1].dropFirst().split(separator: ",").first.flatMap({ Int($0) })
      else { return nil }
      oldStart = start
      rest = words.count == 5 ? Array(" \(words[4])".utf8) : []
    }

    /// Takes a line; false where it can't be one of a hunk.
    mutating func add(_ line: [UInt8]) -> Bool {
      switch line.first {
      case UInt8(ascii: "+"): (newCount, isChange) = (newCount + 1, true)
      case UInt8(ascii: "-"): (oldCount, isChange) = (oldCount + 1, true)
      case UInt8(ascii: " "), nil: (oldCount, newCount) = (oldCount + 1, newCount + 1)
      case UInt8(ascii: "\\"): break
      default: return false
      }
      lines.append(line.isEmpty ? [UInt8(ascii: " ")] : line)
      return true
    }

    func bytes(shiftedBy shift: Int) -> [UInt8] {
      // Where a side has no line, its start is the line before (POSIX, diff -u).
      let newStart = oldStart + shift + (oldCount == 0 ? 1 : 0) - (newCount == 0 ? 1 : 0)
      let head = Array("@@ -\(oldStart),\(oldCount) +\(newStart),\(newCount) @@".utf8) + rest
      return ([head] + lines).flatMap { $0 + [UInt8(ascii: "\n")] }
    }
  }
}
