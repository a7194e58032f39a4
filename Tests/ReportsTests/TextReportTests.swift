import FleetCore
import Reports
import Testing

struct TextReportTests {
  private func report(_ results: RepositoryResult...) -> RunReport {
    RunReport(command: "apply", campaign: "bump-timeout", results: results)
  }

  @Test func anUnchangedRepositoryIsItsNameAndOutcomeOnly() {
    let text = TextReport(report(RepositoryResult(service: "billing", outcome: .unchanged, message: "is there")))
    #expect(text.table == "billing  unchanged\n")
  }

  @Test func rowsAreSortedByNameAndTheirColumnsAligned() {
    let refused = RepositoryResult(service: "a", outcome: .refused(kind: "no-match"), message: "no key timeout")
    let text = TextReport(report(RepositoryResult(service: "longer", outcome: .unchanged), refused))
    #expect(text.table == "a       refused(no-match)  no key timeout\nlonger  unchanged\n")
  }

  @Test func everyRepositoryThatIsNotFineHasOneLineWithItsReason() {
    let failed = RepositoryResult(service: "orders", outcome: .failed(stage: .push), message: "declined")
    let text = TextReport(report(RepositoryResult(service: "billing", outcome: .delivered), failed))
    #expect(text.problems == "orders: failed(push): declined\n")
  }

  @Test func theSummaryCountsEveryOutcome() {
    let text = TextReport(
      report(
        RepositoryResult(service: "a", outcome: .delivered), RepositoryResult(service: "b", outcome: .conflict),
        RepositoryResult(service: "c", outcome: .delivered)))
    #expect(text.summary == "2 delivered, 1 conflict.")
  }

  @Test func wideCharactersTakeTwoColumns() {
    let table = TextTable(rows: [["日本", "x"], ["abcd", "y"]])
    #expect(table.text == "日本  x\nabcd  y\n")
  }
}
