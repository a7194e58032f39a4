/// What a git program says on its errors, which comes in pieces cut anywhere: lines, without those that only show how
/// far it is.
struct GitWords {
  /// Complete lines that say something, the last ones: git has its reason at the end.
  private(set) var lines: [String] = []
  private var line: [UInt8] = []
  private var endsWithReturn = false

  private static let lineLimit = 200
  private static let byteLimit = 4096

  mutating func append(_ piece: UnsafeRawBufferPointer) {
    for byte in piece {
      if byte == UInt8(ascii: "\n") {
        endLine()
      } else {
        // A return begins the line anew, unless a line feed follows.
        if endsWithReturn { line.removeAll(keepingCapacity: true) }
        if byte != UInt8(ascii: "\r"), line.count < GitWords.byteLimit { line.append(byte) }
      }
      endsWithReturn = byte == UInt8(ascii: "\r")
    }
  }

  /// Takes what stands behind the last line feed for a line.
  mutating func end() {
    if !line.isEmpty { endLine() }
  }

  private mutating func endLine() {
    let text = String(decoding: line, as: UTF8.self).printable
    line.removeAll(keepingCapacity: true)
    guard !text.isEmpty, !GitWords.isProgress(text) else { return }
    lines.append(text)
    if lines.count > GitWords.lineLimit { lines.removeFirst() }
  }

  /// Returns what the server and its hooks said, without the mark that git puts in front.
  static func serverLines(_ lines: [String]) -> [String] {
    lines.compactMap { line in
      guard line.utf8.starts(with: "remote:".utf8) else { return nil }
      let text = String(line.dropFirst("remote:".count).drop { $0 == " " })
      return text.isEmpty ? nil : text
    }
  }

  private static let meters = [
    "Enumerating objects", "Counting objects", "Compressing objects", "Writing objects", "Receiving objects",
    "Resolving deltas", "Unpacking objects", "Checking connectivity", "Total ", "Delta compression", "Updating files",
  ]

  private static func isProgress(_ line: String) -> Bool {
    let text = line.utf8.starts(with: "remote: ".utf8) ? String(line.dropFirst("remote: ".count)) : line
    return meters.contains { text.utf8.starts(with: $0.utf8) }
  }
}
