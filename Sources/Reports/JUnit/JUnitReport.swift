import FleetCore
import Foundation

/// The run as JUnit XML, for the test views of CI servers: one suite a run, one case a repository.
///
/// What a person decided against (refused, conflict, red tests) is a failure, what couldn't be carried out an error, what
/// was left out is skipped. The elements and attributes are those that Jenkins, GitLab and Maven's Surefire agree on.
public struct JUnitReport {
  private let report: RunReport
  private let details: ReportDetails

  public init(_ report: RunReport, details: ReportDetails) {
    self.report = report
    self.details = details
  }

  /// The document, ended by a line feed.
  public var text: String {
    let cases = report.results.map { JUnitCase($0, suite: suiteName, logs: details.logs) }
    let counts = """
      tests="\(cases.count)" failures="\(count(.failure, in: cases))" errors="\(count(.error, in: cases))"
      """
    let suiteCounts = #"\#(counts) skipped="\#(count(.skipped, in: cases))""#
    let time = JUnitCase.seconds(cases.reduce(.zero) { $0 + $1.duration })
    let name = suiteName.inXML(isAttribute: true)
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="fleet \(report.command.inXML(isAttribute: true))" \(counts) time="\(time)">
        <testsuite name="\(name)" \(suiteCounts) time="\(time)" timestamp="\(began)">
      \(cases.map(\.element).joined())  </testsuite>
      </testsuites>

      """
  }

  private var suiteName: String { report.campaign ?? report.command }

  /// When the first stage began, in UTC; Surefire's form has no zone.
  private var began: String {
    let first = report.results.flatMap(\.stages).map(\.began).min() ?? details.ended
    return first.formatted(Date.ISO8601FormatStyle().year().month().day().time(includingFractionalSeconds: false))
  }

  private func count(_ verdict: JUnitCase.Verdict, in cases: [JUnitCase]) -> Int {
    cases.count { $0.verdict == verdict }
  }
}
