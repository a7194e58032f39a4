import FleetCore

/// What `fleet commit` prints: a table of the working copies on stdout, and what went wrong on stderr.
public struct JointCommitText {
  private let report: JointCommitReport

  public init(_ report: JointCommitReport) {
    self.report = report
  }

  /// A row a working copy, with a line of headings; empty where there is nothing to show.
  public var table: String {
    guard !report.results.isEmpty else { return "" }
    let rows = report.results.map { result in
      [
        result.path == "." ? report.service : result.path, result.branch ?? "-", result.commit?.short ?? "-",
        result.outcome.name, result.message ?? "",
      ].map(\.showingControls)
    }
    return TextTable(rows: [["WORKING COPY", "BRANCH", "COMMIT", "OUTCOME", "WHY"]] + rows).text
  }

  /// One line for each problem, note and failure, and hints.
  public var problems: String {
    var lines: [String] = []
    for problem in report.problems {
      let place = problem.path == "." ? report.service : problem.path
      lines.append("\(place): \(problem.message)")
      if let hint = problem.hint { lines.append("hint: \(hint)") }
    }
    for result in report.results where !result.outcome.isFine {
      let place = result.path == "." ? report.service : result.path
      lines.append("\(place): \(result.outcome.name): \(result.message ?? "")")
      if let hint = result.hint { lines.append("hint: \(hint)") }
    }
    return lines.map { $0.showingControls + "\n" }.joined()
  }

  /// One sentence on how it stands.
  public var summary: String {
    if !report.problems.isEmpty {
      let count = report.problems.count == 1 ? "1 problem" : "\(report.problems.count) problems"
      return report.isUnfinished
        ? "\(count); the joint commit isn't finished (fleet commit --resume)." : "\(count); nothing was touched."
    }
    if report.isUnfinished { return "Not finished: fleet commit --resume goes on, --quit gives it up." }
    if report.results.allSatisfy({ $0.outcome == .unchanged }) { return "Nothing to commit." }
    let count = report.results.count { $0.outcome != .unchanged }
    return "\(count) of \(report.service)'s working copies \(count == 1 ? "is" : "are") done."
  }
}
