import FleetCore
import Reports

/// Where a run's report goes: the table or the JSON document to stdout, everything else to stderr.
struct ReportOutput {
  let live: LiveEnvironment
  let wantsJSON: Bool
  let wantsDiff: Bool

  func write(_ report: RunReport) throws {
    let text = TextReport(report)
    if wantsJSON {
      Console.standardOutput.write(try JSONReport(report, wantsDiffs: wantsDiff).text)
      Console.standardError.write(text.problems)
    } else {
      if wantsDiff { Console.standardOutput.write(live.style.diff(text.diffs)) }
      Console.standardOutput.write(live.style.table(report))
      // What didn't fit into its row, in full.
      if let width = live.style.width { Console.standardError.write(text.problemsCut(at: width)) }
      Console.standardError.write(text.summary + "\n")
    }
    if let plan = report.plan { Console.standardError.write("Plan \(plan): fleet apply --plan \(plan)\n") }
    if report.wasInterrupted, let id = report.campaignID { Console.standardError.write("hint: fleet resume \(id)\n") }
    for hint in text.hints { Console.standardError.write("hint: \(hint)\n") }
  }
}

extension ExitStatus {
  /// The exit status of a run.
  ///
  /// - Parameter isCheck: whether something that would change is a finding.
  init(of report: RunReport, isCheck: Bool) {
    self =
      if report.wasInterrupted {
        .interrupted
      } else if !report.isFine {
        .failures
      } else {
        isCheck && report.hasChanges ? .findings : .success
      }
  }

  /// Throws the exit status of a run that isn't success.
  static func check(_ report: RunReport, isCheck: Bool) throws {
    let status = ExitStatus(of: report, isCheck: isCheck)
    if status != .success { throw status }
  }
}
