import FleetCore
import Reports

/// Colours on a terminal that wants them, none elsewhere (https://no-color.org).
struct TerminalStyle: Sendable {
  let hasColor: Bool

  init(console: Console, environment: [String: String]) {
    let isDumb = environment["TERM"] == "dumb"
    self.hasColor = console.isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && !isDumb
  }

  init(hasColor: Bool) {
    self.hasColor = hasColor
  }

  /// The outcome's words: green where something was done, yellow where a person should look, red where it failed.
  func outcome(_ outcome: Outcome) -> String {
    colored(outcome.shown, code(of: outcome))
  }

  /// The table with its outcomes coloured; the columns keep their widths.
  func table(_ report: RunReport) -> String {
    guard hasColor else { return TextReport(report).table }
    let lines = TextReport(report).table.split(separator: "\n", omittingEmptySubsequences: false)
    return zip(lines, report.results.map(Optional.some) + [nil]).map { line, result in
      guard let result, let range = line.dropFirst(result.service.count).firstRange(of: result.outcome.shown)
      else { return String(line) }
      return line[..<range.lowerBound] + self.outcome(result.outcome) + line[range.upperBound...]
    }.joined(separator: "\n")
  }

  /// A unified diff with added lines green, deleted ones red and hunks' heads cyan.
  func diff(_ text: String) -> String {
    guard hasColor else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if line.hasPrefix("+++") || line.hasPrefix("---") || line.hasPrefix("diff ") { return colored(String(line), 1) }
      if line.hasPrefix("@@") { return colored(String(line), 36) }
      if line.hasPrefix("+") { return colored(String(line), 32) }
      return line.hasPrefix("-") ? colored(String(line), 31) : String(line)
    }.joined(separator: "\n")
  }

  private func code(of outcome: Outcome) -> Int {
    switch outcome {
    case .changed, .delivered: 32
    case .unchanged, .notApplicable, .skipped: 2
    case .refused, .alreadyFailing, .conflict: 33
    case .brokenByChange, .failed: 31
    }
  }

  private func colored(_ text: String, _ code: Int) -> String {
    hasColor && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
