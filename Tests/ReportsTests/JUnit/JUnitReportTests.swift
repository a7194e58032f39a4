import FleetCore
import FleetTestSupport
import Foundation
import Testing

@testable import Reports

struct JUnitReportTests {
  private func text(_ results: RepositoryResult...) -> String {
    let report = RunReport(command: "apply", campaign: "bump-timeout", results: results)
    return JUnitReport(report, details: SampleRun.details(report)).text
  }

  /// Checks the document against the schema beside this file.
  private func check(_ document: String) throws -> TestProgram.Result {
    let folder = try TemporaryFolder()
    try folder.write(document, to: "report.xml")
    let schema = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("junit.rng").path
    return try TestProgram.run(
      "xmllint", ["--noout", "--nonet", "--relaxng", schema, "report.xml"],
      environment: HermeticEnvironment.variables(home: folder.path), folder: folder.path)
  }

  @Test func aRunOfEveryOutcomeIsValidWithOneCaseARepository() throws {
    let report = SampleRun.report(serviceCount: 200)
    let document = JUnitReport(report, details: SampleRun.details(report)).text
    let result = try check(document)
    #expect(result.status == 0, "\(result.stderr)")
    #expect(document.matches(of: #/<testcase /#).count == 200)
  }

  @Test func theSchemaRefusesWhatIsNotJUnit() throws {
    #expect(try check("<testsuites name=\"x\"/>\n").status != 0)
  }

  @Test func anEmptyRunIsValid() throws {
    #expect(try check(text()).status == 0)
  }

  @Test func theCountsSayHowTheCasesEnded() {
    let document = text(
      RepositoryResult(service: "a", outcome: .delivered),
      RepositoryResult(service: "b", outcome: .refused(kind: "no-match"), message: "m"),
      RepositoryResult(service: "c", outcome: .brokenByChange, message: "m"),
      RepositoryResult(service: "d", outcome: .failed(stage: .push), message: "m"),
      RepositoryResult(service: "e", outcome: .notApplicable, message: "m"),
      RepositoryResult(service: "f", outcome: .skipped, message: "interrupted"))
    #expect(document.contains(#"<testsuite name="bump-timeout" tests="6" failures="2" errors="1" skipped="2""#))
    #expect(document.contains(#"<failure type="refused(no-match)" message="m">m</failure>"#))
    #expect(document.contains(#"<error type="failed(push)" message="m">m</error>"#))
    #expect(document.contains(#"<skipped type="skipped" message="interrupted">interrupted</skipped>"#))
    #expect(document.contains(#"<testcase name="a" classname="bump-timeout" time="0.000"/>"#))
  }

  @Test func timesAreTheSumsOfTheStages() {
    let document = text(SampleRun.result("a", .delivered))
    #expect(document.contains(#"<testcase name="a" classname="bump-timeout" time="73.068">"#))
    #expect(document.contains(#"timestamp="2026-11-18T11:05:40""#))
  }

  @Test func hostileTextIsTextInEveryPlace() throws {
    var result = RepositoryResult(
      service: "a", outcome: .failed(stage: .verify), message: "]]> \"<&>' \u{0}\u{1B}[1m\u{FFFE} end\nof line",
      hint: "<b>")
    result.branch = "</system-out><script>\u{8}"
    let document = text(result)
    let checked = try check(document)
    #expect(checked.status == 0, "\(checked.stderr)")
    #expect(document.contains("message=\"]]&gt; &quot;&lt;&amp;&gt;' ␀␛[1m⟨U+FFFE⟩ end&#10;of line\">]]&gt; "))
    #expect(document.contains("end\nof line\nhint: &lt;b&gt;</error>"))
    #expect(document.contains("branch: &lt;/system-out&gt;&lt;script&gt;␈"))
  }

  @Test func theLogsEndIsInTheOutputWithItsPath() throws {
    let result = SampleRun.result("a", .brokenByChange, "tox exited with status 1")
    let report = RunReport(command: "apply", campaign: "c", results: [result])
    let log = String(repeating: "a line of the log\n", count: 2000) + "FAILED (failures=1)\n"
    let document = JUnitReport(report, details: SampleRun.details(report, log: log)).text
    #expect(document.contains("log: /home/dev/.local/state/fleet/logs/"))
    #expect(document.contains("FAILED (failures=1)\n</system-out>"))
    #expect(document.contains("bytes come before)\na line of the log\n"))
    #expect(document.utf8.count < 12_000)
  }

  @Test func terminalCodesOfALogAreTakenAway() {
    #expect(LogTail(Array("\u{1B}[1;31mred\u{1B}[0m\r\nplain\n".utf8)).text == "red\nplain\n")
  }

  @Test func aTailBeginsWithAWholeLine() {
    let tail = LogTail(Array("lf a line\nnext\n".utf8), omittedByteCount: 10)
    #expect(tail.text == "next\n")
    #expect(tail.omittedByteCount == 20)
  }
}
