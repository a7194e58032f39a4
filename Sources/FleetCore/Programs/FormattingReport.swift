import Changes
import Git

/// What formatters changed that the edits before them had not touched.
struct FormattingReport {
  /// Files that the edits hadn't written, sorted.
  private let otherPaths: [TreePath]
  /// How many lines of edited files were changed elsewhere, by path; sorted by path.
  private let otherLines: [(path: TreePath, count: Int)]

  /// - Parameters:
  ///   - edits: from the base to the edited files, without context lines.
  ///   - formatting: from the edited files to the formatted ones, without context lines.
  init(edits: TreeDiff, formatting: TreeDiff) {
    let edited = Dictionary(edits.files.map { ($0.pathBytes, $0) }, uniquingKeysWith: { first, _ in first })
    otherPaths = formatting.files.filter { edited[$0.pathBytes] == nil }.map { TreePath(bytes: $0.pathBytes) }
    otherLines = formatting.files.compactMap { file in
      guard let edit = edited[file.pathBytes], edit.status == .modified else { return nil }
      let own = (edit.patch.map(LineHunk.hunks) ?? []).map(\.new)
      let count = (file.patch.map(LineHunk.hunks) ?? []).reduce(0) { $0 + $1.lineCount(outside: own) }
      return count > 0 ? (TreePath(bytes: file.pathBytes), count) : nil
    }
  }

  /// One line for a report; nil where there is nothing to say.
  var words: String? {
    var parts = otherLines.map { "\($0.count) \($0.count == 1 ? "line" : "lines") of \($0.path)" }
    parts += otherPaths.map(\.description)
    guard !parts.isEmpty else { return nil }
    let shown = parts.prefix(3).joined(separator: ", ")
    let rest = parts.count > 3 ? " and \(parts.count - 3) more" : ""
    return "formatters also changed what the edits didn't: \(shown)\(rest)"
  }
}

/// Lines that one change replaces, as the head of a hunk of a unified diff says it.
struct LineHunk: Equatable {
  /// The lines that go, from 1. Where none goes it is empty and begins at the line before which new ones stand.
  let old: Range<Int>
  /// The lines that come, alike.
  let new: Range<Int>

  /// Returns the hunks of a patch without context lines.
  static func hunks(of patch: [UInt8]) -> [LineHunk] {
    patch.split(separator: UInt8(ascii: "\n")).filter { $0.starts(with: "@@ -".utf8) }.compactMap { line in
      let words = String(decoding: line, as: UTF8.self).split(separator: " ")
      guard words.count > 2, let old = range(words[1]), let new = range(words[2]) else { return nil }
      return LineHunk(old: old, new: new)
    }
  }

  /// Reads `-12,3`, `+12` or `-12,0`; the last stands behind line 12.
  private static func range(_ word: Substring) -> Range<Int>? {
    let numbers = word.dropFirst().split(separator: ",").map { Int($0) ?? -1 }
    guard let start = numbers.first, start >= 0 else { return nil }
    let count = numbers.count > 1 ? numbers[1] : 1
    return count == 0 ? start + 1..<start + 1 : start..<start + count
  }

  /// How many of the lines that go, or come without one that goes, lie outside of other changes.
  func lineCount(outside ranges: [Range<Int>]) -> Int {
    if old.isEmpty {
      let isBeside = ranges.contains { $0.lowerBound <= old.lowerBound && old.lowerBound <= $0.upperBound }
      return isBeside ? 0 : new.count
    }
    return old.count { line in !ranges.contains { $0.contains(line) } }
  }
}
