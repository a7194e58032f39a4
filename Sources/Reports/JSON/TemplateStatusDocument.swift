import FleetCore

/// The document that `fleet template status --json` prints: sorted by service, absent fields left out.
public struct TemplateStatusDocument: Encodable {
  private let schema = 1
  private let command = "template status"
  private let repositories: [Repository]
  private let summary: [String: Int]

  private struct Repository: Encodable {
    let service: String
    let outcome: String
    let kind: String?
    let stage: String?
    let message: String?
    let hint: String?
    let template: String?
    let commit: String?
    let target: String?
    let behind: Int?
    let edited: [String]?
    let deleted: [String]?
    let conflicts: [String]?
  }

  public init(_ status: TemplateStatus) {
    repositories = status.rows.map { row in
      var (kind, stage) = (row.result.kind, String?.none)
      switch row.result.outcome {
      case .refused(let refusal): kind = refusal
      case .failed(let failed): stage = failed.rawValue
      default: break
      }
      let (edits, conflicts) = (row.forecast?.localEdits, row.forecast?.conflicts ?? [])
      return Repository(
        service: row.service, outcome: row.result.outcome.name, kind: kind, stage: stage, message: row.result.message,
        hint: row.result.hint, template: row.forecast?.template, commit: row.forecast?.commit,
        target: row.forecast?.target, behind: row.forecast?.behindCount,
        edited: edits?.filter { !$0.isDeleted }.map(\.path.description),
        deleted: edits?.filter(\.isDeleted).map(\.path.description),
        conflicts: conflicts.isEmpty ? nil : conflicts.map(\.description))
    }
    summary = status.rows.reduce(into: ["total": status.rows.count]) { $0[$1.result.outcome.name, default: 0] += 1 }
  }

  /// The document's text, ended by a line feed.
  public var text: String {
    get throws { try JSONDocument.text(of: self) }
  }
}
