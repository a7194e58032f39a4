import FleetCore

/// What `fleet submodules bisect` prints.
public struct BisectionText {
  private let report: BisectionReport

  public init(_ report: BisectionReport) {
    self.report = report
  }

  /// A line for one answer of the tests, with its line feed.
  public static func line(of step: BisectionStep) -> String {
    let left = step.leftCount == 1 ? "1 commit" : "\(step.leftCount) commits"
    let words = step.isRemembered ? "known from before" : step.words
    return "\(step.commit.id.short) \(step.verdict) (\(words)), of \(left): \(step.commit.subject)"
      .showingControls + "\n"
  }

  /// The commit that was found, or all that it may be.
  public var text: String {
    let runs = report.runCount == 1 ? "1 test run" : "\(report.runCount) test runs"
    let known = report.rememberedCount > 0 ? ", \(report.rememberedCount) known from before" : ""
    let head =
      report.suspects.count == 1
      ? "\(report.suspects[0].id.hex) is the first bad commit of \(report.library) for \(report.service)"
      : "one of \(report.suspects.count) commits of \(report.library) is the first bad one for \(report.service)"
    let suspects = report.suspects.map { commit in
      "\(commit.id.short) \(commit.subject) (\(commit.author) <\(commit.email)>)"
    }
    let lines =
      [head] + suspects + ["\(report.commitCount) commits, \(runs)\(known); the tests said: \(report.logPath)"]
    return lines.map { $0.showingControls + "\n" }.joined()
  }
}
