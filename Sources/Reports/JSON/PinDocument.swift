import FleetCore

/// The document that `fleet submodules status --json` prints: pins sorted by service and path, absent fields left out.
public struct PinDocument {
  private let report: PinReport

  public init(_ report: PinReport) {
    self.report = report
  }

  /// The document's text, ended by a line feed.
  public var text: String {
    JSONText.document { json in
      json.field("command", "submodules status")
      json.field("findings", objects: report.findings) { Self.write($1, to: &$0) }
      json.field("pins", objects: report.rows) { Self.write($1, to: &$0) }
      // Absent where nobody asked for moves.
      if let rewinds = report.rewinds {
        json.field("problems", objects: report.problems) { json, problem in
          json.field("message", problem.message)
          json.field("name", problem.name)
        }
        json.field("rewinds", objects: rewinds) { Self.write($1, to: &$0) }
      }
      json.field("schema", 1)
      json.field("summary") { json in
        for (name, count) in summary.sorted(by: { $0.key < $1.key }) { json.field(name, count) }
      }
    }
  }

  private static func write(_ row: PinRow, to json: inout JSONText) {
    json.field("ahead", row.standing?.ahead)
    json.field("behind", row.standing?.behind)
    json.field("describe", row.standing?.described)
    json.field("follow", row.follow?.description)
    if row.isHeld { json.field("held", true) }
    json.field("hint", row.hint)
    json.field("library", row.library)
    if !row.messages.isEmpty { json.field("message", row.messages.joined(separator: "; ")) }
    json.field("path", row.path?.description)
    json.field("pin", row.pin?.description)
    json.field("ref", row.target?.reference)
    json.field("service", row.service)
    json.field("state", row.shownState)
    json.field("states", row.states.map(\.rawValue))
    json.field("target", row.target?.commit.description)
    json.field("url", row.url)
  }

  private static func write(_ entry: PinReport.Finding, to json: inout JSONText) {
    let place = entry.finding.place
    json.field("code", entry.finding.code.rawValue)
    json.field("column", place.column)
    json.field("line", place.line)
    json.field("message", entry.finding.message)
    json.field("path", place.path.description)
    json.field("refused", entry.finding.isRefusal)
    json.field("service", entry.service)
  }

  private static func write(_ rewind: PinRewind, to json: inout JSONText) {
    json.field("commit", rewind.commit.description)
    json.field("direction", rewind.direction.rawValue)
    json.field("from", rewind.from.description)
    json.field("library", rewind.library)
    json.field("path", rewind.path.description)
    json.field("service", rewind.service)
    json.field("time", PinTable.time(rewind.seconds))
    json.field("to", rewind.to.description)
  }

  private var summary: [String: Int] {
    let pairs = report.counts.map { ($0.state.rawValue, $0.count) }
    var counts = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    let unaskedCount = report.rows.count { !$0.wasAsked }
    if unaskedCount > 0 { counts["not-asked"] = unaskedCount }
    counts["total"] = report.rows.count
    return counts
  }
}
