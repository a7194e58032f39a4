import FleetCore
import Reports

/// The lines that `fleet grep` prints: bytes as they are to a pipe; coloured, and with control characters shown and not
/// obeyed, on a terminal.
struct GrepLines {
  let style: TerminalStyle
  let detail: SearchQuery.Detail
  let hasContext: Bool

  /// - Parameter isFirst: whether nothing was printed before.
  func bytes(of file: FileFindings, in service: String, isFirst: Bool) -> [UInt8] {
    let place = (service, file.path.description.showingControlsOnOneLine)
    switch detail {
    case .files: return Array((head(place, number: nil, sign: ":") + "\n").utf8)
    case .counts: return Array((head(place, number: file.content.matchCount, sign: ":") + "\n").utf8)
    case .lines:
      var bytes: [UInt8] = []
      var last: Int?
      for line in file.content.lines {
        if hasContext, last.map({ $0 + 1 < line.number }) ?? !isFirst { bytes += Array((separator("--") + "\n").utf8) }
        let sign = line.isMatch ? ":" : "-"
        bytes += Array((head(place, number: line.number, sign: sign) + separator(sign)).utf8)
        bytes += text(of: line) + [UInt8(ascii: "\n")]
        last = line.number
      }
      return bytes
    }
  }

  private func head(_ place: (service: String, path: String), number: Int?, sign: String) -> String {
    let path = style.colored(place.service, 35) + separator(":") + style.colored(place.path, 35)
    return number.map { path + separator(sign) + style.colored("\($0)", 32) } ?? path
  }

  private func separator(_ sign: String) -> String { style.colored(sign, 36) }

  private func text(of line: FoundLine) -> [UInt8] {
    let (start, end) = (line.omittedBefore > 0 ? "…" : "", line.omittedAfter > 0 ? "…" : "")
    guard style.width != nil else { return Array(start.utf8) + line.text + Array(end.utf8) }
    var shown = start
    var offset = 0
    func add(_ range: Range<Int>, isMatch: Bool) {
      let part = String(decoding: line.text[range], as: UTF8.self).showingControlsOnOneLine
      shown += isMatch ? style.colored(part, "1;31") : part
    }
    for match in line.matches {
      add(offset..<match.lowerBound, isMatch: false)
      add(match, isMatch: true)
      offset = match.upperBound
    }
    add(offset..<line.text.count, isMatch: false)
    return Array((shown + end).utf8)
  }
}
