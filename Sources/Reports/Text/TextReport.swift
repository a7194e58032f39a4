import FleetCore

/// The table that people read: a row a repository with its name, outcome and the reason or the result.
public struct TextReport {
  /// So many rows are shown on a terminal: nobody reads more there.
  private static let rowLimit = 200

  private let report: RunReport

  public init(_ report: RunReport) {
    self.report = report
  }

  /// The table's rows, each ended by a line feed, columns two spaces apart.
  public var table: String {
    TextTable(rows: report.results.map(\.row)).text
  }

  /// Returns the table for a terminal: messages are cut to its width, and of a large fleet only the rows that matter most
  /// are shown, in the order of names.
  ///
  /// - Parameter color: colours an outcome's words.
  public func table(fitting width: Int, color: (Outcome, String) -> String) -> String {
    let shown = mostImportant
    let table = TextTable(rows: shown.map(\.row)).text(fitting: width) { row, column, text in
      column == 1 ? color(shown[row].outcome, text) : text
    }
    let restCount = report.results.count - shown.count
    return restCount == 0 ? table : table + "… and \(restCount) more; all of them are in the output to a pipe or file\n"
  }

  private var mostImportant: [RepositoryResult] {
    guard report.results.count > Self.rowLimit else { return report.results }
    func rank(_ result: RepositoryResult) -> Int {
      if !result.outcome.isFine { return 0 }
      return result.outcome == .changed || result.outcome == .delivered ? 1 : 2
    }
    // A stable order, so that of equal importance the first by name are shown.
    let ranked = report.results.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
    return ranked.prefix(Self.rowLimit).sorted { $0.offset < $1.offset }.map(\.element)
  }

  /// The lines of `problems` that a table of this width cuts, at most so many.
  public func problemsCut(at width: Int, limit: Int = 20) -> String {
    let nameWidth = report.results.map(\.service.displayWidth).max() ?? 0
    let outcomeWidth = report.results.map(\.outcome.shown.displayWidth).max() ?? 0
    return report.results.filter { result in
      !result.outcome.isFine && nameWidth + outcomeWidth + 4 + result.detail.displayWidth > width
    }.prefix(limit).map(\.problem).joined()
  }

  /// The diffs of all repositories that have one, in the table's order.
  public var diffs: String {
    report.results.compactMap { result in
      result.diff.map { "\(result.service)\n\($0)" }
    }.joined(separator: "\n")
  }

  /// One line for every repository that isn't fine, with its name, outcome and reason.
  public var problems: String {
    report.results.filter { !$0.outcome.isFine }.map(\.problem).joined()
  }

  /// One sentence that counts, such as `12 delivered, 1 refused.`.
  public var summary: String { Self.summary(of: report.counts) }

  /// The sentence for numbers by the outcomes' names.
  public static func summary(of counts: [String: Int]) -> String {
    let order = ["delivered", "changed", "unchanged", "not-applicable", "skipped"]
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
  fileprivate var row: [String] { [service, outcome.shown, detail] }

  fileprivate var problem: String { "\(service): \(outcome.shown): \(detail)\n" }

  /// What stands behind the outcome, then what is worth knowing of the way to it.
  var detail: String {
    [reason, note?.showingControlsOnOneLine ?? "", engineWords ?? ""].filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// That git did the work with the remote and why; nil where the library did.
  var engineWords: String? { gitReason.map { "by git: \($0.words)" } }

  /// The message and what is worth knowing besides; nil where there is neither.
  var messageAndNote: String? {
    let parts = [message, note].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// The reason where the outcome isn't fine, else the result.
  private var reason: String {
    switch outcome {
    case .unchanged: return ""
    case .changed, .delivered:
      let place = [branch, commit?.short].compactMap(\.self).joined(separator: " ")
      let message = message?.showingControlsOnOneLine
      return [place, size?.shown ?? "", message ?? ""].filter { !$0.isEmpty }.joined(separator: "  ")
    default:
      let message = message?.showingControlsOnOneLine
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
