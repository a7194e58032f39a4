import FleetCore

/// The table that people read: a row a repository with its name, outcome and the reason or the result.
public struct TextReport {
  private let report: RunReport

  public init(_ report: RunReport) {
    self.report = report
  }

  /// The table's rows, each ended by a line feed, columns two spaces apart.
  public var table: String {
    let rows = report.results.map { [$0.service, $0.outcome.shown, $0.detail] }
    return TextTable(rows: rows).text
  }

  /// The diffs of all repositories that have one, in the table's order.
  public var diffs: String {
    report.results.compactMap { result in
      result.diff.map { "\(result.service)\n\($0)" }
    }.joined(separator: "\n")
  }

  /// One line for every repository that isn't fine, with its name, outcome and reason.
  public var problems: String {
    report.results.filter { !$0.outcome.isFine }
      .map { "\($0.service): \($0.outcome.shown): \($0.detail)\n" }
      .joined()
  }

  /// One sentence that counts, such as `12 delivered, 1 refused.`.
  public var summary: String {
    let order = ["delivered", "changed", "unchanged", "not-applicable", "skipped"]
    let counts = report.counts
    let names = order.filter { counts[$0] != nil } + counts.keys.filter { !order.contains($0) }.sorted()
    guard !names.isEmpty else { return "No service was selected." }
    return names.map { "\(counts[$0] ?? 0) \($0)" }.joined(separator: ", ") + "."
  }

  /// What helps with the repositories that aren't fine: each hint once, at most five.
  public var hints: [String] {
    var seen: Set<String> = []
    return report.results.compactMap(\.hint).filter { seen.insert($0).inserted }.prefix(5).map(\.self)
  }
}

extension Outcome {
  /// The outcome as people read it: with its kind or stage, such as `refused(no-match)`.
  public var shown: String {
    switch self {
    case .refused(let kind): "refused(\(kind))"
    case .failed(let stage): "failed(\(stage.rawValue))"
    default: name
    }
  }
}

extension RepositoryResult {
  /// What stands behind the outcome: the reason where it isn't fine, else the result.
  var detail: String {
    switch outcome {
    case .unchanged: return ""
    case .changed, .delivered:
      let place = [branch, commit?.short].compactMap(\.self).joined(separator: " ")
      return [place, size?.shown ?? "", message ?? ""].filter { !$0.isEmpty }.joined(separator: "  ")
    default:
      let log = logPath.map { "log: \($0)" }
      return [message, log].compactMap(\.self).joined(separator: "; ")
    }
  }
}

extension ChangeSize {
  /// For example `1 file, +1 -1`.
  public var shown: String {
    "\(fileCount) \(fileCount == 1 ? "file" : "files"), +\(addedLineCount) -\(deletedLineCount)"
  }
}
