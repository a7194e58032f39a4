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

  @Test func aTableForATerminalIsNoWiderAndCutsMessagesOnly() {
    let refused = RepositoryResult(
      service: "a", outcome: .refused(kind: "no-match"), message: "there is no key timeout in 日本 of the settings")
    let text = TextReport(report(RepositoryResult(service: "longer", outcome: .unchanged), refused))
    let table = text.table(fitting: 40) { _, words in words }
    #expect(table == "a       refused(no-match)  there is no …\nlonger  unchanged\n")
    #expect(text.problemsCut(at: 40) == text.problems)
    #expect(text.problemsCut(at: 100) == "")
  }

  @Test func coloursTakeNoColumns() {
    let text = TextReport(report(RepositoryResult(service: "a", outcome: .conflict, message: "of two")))
    #expect(text.table(fitting: 16) { "<\($1)>" } == "a  <conflict>  of…\n")
  }

  @Test func ofALargeFleetATerminalGetsTheRowsThatMatterMost() {
    var results = (0..<2000).map { RepositoryResult(service: "s\(10_000 + $0)", outcome: .unchanged) }
    results[1990] = RepositoryResult(service: "s11990", outcome: .failed(stage: .push), message: "declined")
    results[1995] = RepositoryResult(service: "s11995", outcome: .delivered)
    let text = TextReport(RunReport(command: "apply", campaign: nil, results: results))
    let lines = text.table(fitting: 80) { $1 }.split(separator: "\n")
    #expect(lines.count == 201)
    #expect(lines[198] == "s11990  failed(push)  declined")
    #expect(lines[199] == "s11995  delivered")
    #expect(lines[200] == "… and 1800 more; all of them are in the output to a pipe or file")
    #expect(text.table.split(separator: "\n").count == 2000)
  }

  @Test func whatARepositorySaysIsNotObeyedByATerminal() {
    let refused = RepositoryResult(service: "a", outcome: .refused(kind: "parse"), message: "at \u{1B}]0;owned\u{7}")
    #expect(TextReport(report(refused)).table == "a  refused(parse)  at ␛]0;owned␇\n")
  }

  @Test func aPathWithALineFeedMakesNoRowOfItsOwn() {
    let refused = RepositoryResult(
      service: "a", outcome: .refused(kind: "parse"), message: "x\nbilling  delivered  fleet/x/s.py")
    let text = TextReport(report(refused))
    #expect(text.table == "a  refused(parse)  x␊billing  delivered  fleet/x/s.py\n")
    #expect(text.problems == "a: refused(parse): x␊billing  delivered  fleet/x/s.py\n")
  }
}
