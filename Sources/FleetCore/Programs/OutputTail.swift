import Foundation

/// The end of what a program wrote, which is where it says why it failed.
enum OutputTail {
  /// How much of a program's output is kept.
  static let keptByteCount = 64 << 10

  /// Cuts a log so that the last 64 KiB of the program's output stay, behind the log's heading.
  ///
  /// A program that goes on writing appends to what is left; what it writes at that very moment may be lost.
  ///
  /// - Parameters:
  ///   - leftOutByteCount: what cuts before this one have left out.
  ///   - slackByteCount: how much more than 64 KiB there may be before anything is cut.
  /// - Returns: how many bytes have been left out in all.
  @discardableResult
  static func keep(
    in log: String, behind heading: [String], leftOutByteCount: Int = 0, slackByteCount: Int = 0
  ) -> Int {
    // A log that can't be read or written any more is not worth failing for: the program ends as it does.
    guard let file = try? FileHandle(forUpdating: URL(fileURLWithPath: log)) else { return leftOutByteCount }
    defer { try? file.close() }
    let headingByteCount = heading.reduce(0) { $0 + $1.utf8.count + 1 }
    let start = headingByteCount + (leftOutByteCount > 0 ? note(leftOutByteCount).count : 0)
    guard let end = try? file.seekToEnd(), Int(end) > start + keptByteCount + slackByteCount,
      (try? file.seek(toOffset: end - UInt64(keptByteCount))) != nil, let tail = try? file.readToEnd()
    else { return leftOutByteCount }
    let total = leftOutByteCount + Int(end) - start - keptByteCount
    try? file.truncate(atOffset: UInt64(headingByteCount))
    try? file.write(contentsOf: note(total) + tail)
    return total
  }

  private static func note(_ leftOutByteCount: Int) -> Data {
    Data("[\(leftOutByteCount) bytes of output were left out here]\n".utf8)
  }

  /// Returns the last line with something in it, shortened; nil where the program wrote none.
  static func lastLine(of log: String, behind heading: [String]) -> String? {
    guard let bytes = FileManager.default.contents(atPath: log) else { return nil }
    let output = bytes.dropFirst(heading.reduce(0) { $0 + $1.utf8.count + 1 }).suffix(4096)
    let lines = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.filter { !$0.isWhitespace || $0 == " " }.trimmingCharacters(in: .whitespaces) }
    guard let line = lines.last(where: { !$0.isEmpty }) else { return nil }
    let printable = String(
      String.UnicodeScalarView(line.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
    return printable.count > 200 ? printable.prefix(200) + "…" : printable
  }
}
