import FleetCore
import Foundation

/// The document that `fleet submodules status --json` prints: pins sorted by service and path, absent fields left out.
public struct PinDocument: Encodable {
  private let schema = 1
  private let command = "submodules status"
  private let pins: [Pin]
  private let findings: [Finding]
  /// Absent where nobody asked for them.
  private let rewinds: [Rewind]?
  private let problems: [Problem]?
  private let summary: [String: Int]

  private struct Pin: Encodable {
    let service: String
    let path: String?
    let library: String?
    let url: String?
    let pin: String?
    let describe: String?
    let follow: String?
    let ref: String?
    let target: String?
    let behind: Int?
    let ahead: Int?
    let state: String
    let states: [String]
    let held: Bool?
    let message: String?
    let hint: String?
  }

  private struct Rewind: Encodable {
    let service: String
    let path: String
    let library: String
    let direction: String
    let from: String
    let to: String
    let commit: String
    let time: String
  }

  private struct Problem: Encodable {
    let name: String
    let message: String
  }

  private struct Finding: Encodable {
    let service: String
    let code: String
    let refused: Bool
    let path: String
    let line: Int?
    let column: Int?
    let message: String
  }

  public init(_ report: PinReport) {
    pins = report.rows.map { row in
      Pin(
        service: row.service, path: row.path?.description, library: row.library, url: row.url,
        pin: row.pin?.description, describe: row.standing?.described, follow: row.follow?.description,
        ref: row.target?.reference, target: row.target?.commit.description, behind: row.standing?.behind,
        ahead: row.standing?.ahead, state: row.shownState, states: row.states.map(\.rawValue),
        held: row.isHeld ? true : nil, message: row.messages.isEmpty ? nil : row.messages.joined(separator: "; "),
        hint: row.hint)
    }
    findings = report.findings.map { entry in
      let place = entry.finding.place
      return Finding(
        service: entry.service, code: entry.finding.code.rawValue, refused: entry.finding.isRefusal,
        path: place.path.description, line: place.line, column: place.column, message: entry.finding.message)
    }
    rewinds = report.rewinds.map { rewinds in
      rewinds.map { rewind in
        Rewind(
          service: rewind.service, path: rewind.path.description, library: rewind.library,
          direction: rewind.direction.rawValue, from: rewind.from.description, to: rewind.to.description,
          commit: rewind.commit.description, time: PinTable.time(rewind.seconds))
      }
    }
    problems = report.rewinds.map { _ in report.problems.map { Problem(name: $0.name, message: $0.message) } }
    let counts = report.counts.map { ($0.state.rawValue, $0.count) }
    let unaskedCount = report.rows.count { !$0.wasAsked }
    summary = Dictionary(counts, uniquingKeysWith: { first, _ in first })
      .merging(unaskedCount > 0 ? ["not-asked": unaskedCount] : [:]) { first, _ in first }
      .merging(["total": report.rows.count]) { first, _ in first }
  }

  /// The document's text, ended by a line feed.
  public var text: String {
    get throws { try JSONDocument.text(of: self) }
  }
}
