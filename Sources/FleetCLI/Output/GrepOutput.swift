import FleetCore
import Reports
import Synchronization

/// Prints what a search finds while it goes on, so that no more than a few repositories' lines are in memory.
final class GrepOutput: Sendable {
  private struct State {
    var results: [RepositoryResult] = []
    var entries: [GrepDocument.Repository] = []
    var matchCount = 0
    var fileCount = 0
    var serviceCount = 0
    var isFirst = true
  }

  private let lines: GrepLines
  private let isDocument: Bool
  private let detail: SearchQuery.Detail
  private let state = Mutex(State())

  init(style: TerminalStyle, isDocument: Bool, detail: SearchQuery.Detail, hasContext: Bool) {
    lines = GrepLines(style: style, detail: detail, hasContext: hasContext)
    (self.isDocument, self.detail) = (isDocument, detail)
    if isDocument { Console.standardOutput.write(GrepDocument.head) }
  }

  /// How many lines matched; with `-l` how many files.
  var matchCount: Int { state.withLock { $0.matchCount } }

  func write(_ findings: RepositoryFindings) {
    let result = findings.result
    state.withLock { state in
      state.results.append(result)
      state.entries.append(GrepDocument.Repository(result, findings))
      state.matchCount += findings.matchCount
      state.fileCount += findings.files.count
      state.serviceCount += findings.files.isEmpty ? 0 : 1
      for file in findings.files {
        if isDocument {
          for match in GrepDocument.matches(in: file, of: findings.service, detail) {
            Console.standardOutput.write((state.isFirst ? "\n    " : ",\n    ") + match)
            state.isFirst = false
          }
        } else {
          Console.standardOutput.write(lines.bytes(of: file, in: findings.service, isFirst: state.isFirst))
          state.isFirst = false
        }
      }
    }
  }

  /// Ends the document, says what couldn't be searched and counts.
  ///
  /// - Parameter undecided: the repositories that weren't searched since nobody knows whether they are meant.
  func end(_ undecided: [RepositoryResult], wasInterrupted: Bool) throws -> RunReport {
    let state = state.withLock { $0 }
    let report = RunReport(
      command: "grep", campaign: nil, results: state.results + undecided, wasInterrupted: wasInterrupted)
    if isDocument {
      let entries = (state.entries + undecided.map { GrepDocument.Repository($0, nil) })
        .sorted { $0.service.utf8.lexicographicallyPrecedes($1.service.utf8) }
      Console.standardOutput.write(
        try GrepDocument.tail(isEmpty: state.isFirst, entries, matches: state.matchCount, files: state.fileCount))
    }
    let text = TextReport(report)
    Console.standardError.write(text.problems + text.hints.map { "hint: \($0)\n" }.joined())
    if !isDocument { Console.standardError.write(summary(state, report) + "\n") }
    return report
  }

  private func summary(_ state: State, _ report: RunReport) -> String {
    let searched = counted(report.results.count { $0.outcome == .unchanged }, "service")
    guard state.matchCount > 0 else { return "No match in \(searched)." }
    let files = "\(counted(state.fileCount, "file")) of \(counted(state.serviceCount, "service"))"
    guard detail != .files else { return "\(files) of \(searched)." }
    let found = counted(state.matchCount, "line")
    return "\(found) in \(files); \(searched) searched."
  }

  private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

extension RepositoryFindings {
  /// Searched is `unchanged`, since no repository changed; one that was searched in parts only has failed.
  fileprivate var result: RepositoryResult {
    if let failure { return failure }
    guard !problems.isEmpty else { return RepositoryResult(service: service, outcome: .unchanged) }
    let shown = problems.prefix(5).joined(separator: "; ")
    let rest = problems.count > 5 ? "; and \(problems.count - 5) more" : ""
    return RepositoryResult(
      service: service, outcome: .failed(stage: .plan), kind: "unsupported", message: shown + rest)
  }
}
