import Changes
import Codemods
import FleetCore

/// The results of a codemod's own tests as people read them.
struct InlineTestReport {
  let file: String
  let results: [InlineTestResult]

  var failureCount: Int { results.count { !$0.hasPassed } }

  /// A line a test; behind one that failed what is wrong and a diff from what was expected to what came.
  func lines(_ style: TerminalStyle, failuresOnly: Bool) throws -> [String] {
    try results.filter { !failuresOnly || !$0.hasPassed }.flatMap { result in
      let head = "\(file): \(result.name): \(result.hasPassed ? "passed" : "FAILED")"
      return [head] + result.problems.map { "  \($0)" } + (try diffs(of: result)).map(style.diff)
    }
  }

  private func diffs(of result: InlineTestResult) throws -> [String] {
    try result.differences.map { difference in
      let path = TreePath(difference.path)
      let text = try FileComparison.unifiedDiff(of: path, from: difference.expected, to: difference.actual)
      return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
  }
}
