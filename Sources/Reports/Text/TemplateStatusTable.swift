import FleetCore

/// The table of `fleet template status`: a row a service, and what people have to be told besides.
public struct TemplateStatusTable {
  private let status: TemplateStatus

  public init(_ status: TemplateStatus) {
    self.status = status
  }

  private static let header = ["SERVICE", "TEMPLATE", "COMMIT", "BEHIND", "EDITED", "UPDATE", "WHY"]

  /// The table with a line of headings, columns two spaces apart; empty where there is nothing to show.
  public var text: String { TextTable(rows: rows).text }

  /// Returns the table for a terminal so wide.
  public func text(fitting width: Int) -> String { TextTable(rows: rows).text(fitting: width) }

  private var rows: [[String]] { status.rows.isEmpty ? [] : [Self.header] + status.rows.map(Self.cells) }

  private static func cells(of row: TemplateStatus.Row) -> [String] {
    let forecast = row.forecast
    var outcome = row.result.outcome.name
    if case .refused(let kind) = row.result.outcome { outcome = "refused(\(kind))" }
    let commit = forecast?.commit.map { String($0.prefix(7)) }
    let (behind, edited) = (forecast?.behindCount.map(String.init), forecast?.localEdits.map { String($0.count) })
    let cells = [
      row.service, forecast?.template ?? "-", commit ?? "-", behind ?? "-", edited ?? "-", outcome,
      row.result.message ?? "",
    ]
    return cells.map(\.showingControls)
  }

  /// One line for everything that could not be asked.
  public var problems: String {
    status.rows.filter { $0.forecast == nil }.map { row in
      "\(row.service): not asked: \(row.result.message ?? "")".showingControls + "\n"
    }.joined()
  }

  /// One sentence that counts, such as `12 services: 9 unchanged, 3 changed.`.
  public var summary: String {
    var counts: [String: Int] = [:]
    for row in status.rows { counts[row.result.outcome.name, default: 0] += 1 }
    let words = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
    let services = status.rows.count == 1 ? "1 service" : "\(status.rows.count) services"
    return words.isEmpty ? "No service was found." : "\(services): \(words.joined(separator: ", "))."
  }
}
