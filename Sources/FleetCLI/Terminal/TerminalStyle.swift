import FleetCore
import Reports

/// Colours on a terminal that wants them, none elsewhere (https://no-color.org).
struct TerminalStyle: Sendable {
  let hasColor: Bool
  /// The terminal's width in columns; nil where nobody looks, or the terminal can't take back what it shows.
  let width: Int?

  init(console: Console, environment: [String: String]) {
    let isDumb = environment["TERM"] == "dumb"
    self.hasColor = console.isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && !isDumb
    self.width = console.isTerminal && !isDumb ? console.width : nil
  }

  init(hasColor: Bool, width: Int? = nil) {
    self.hasColor = hasColor
    self.width = width
  }

  /// The outcome's words: green where something was done, yellow where a person should look, red where it failed.
  func outcome(_ outcome: Outcome) -> String {
    colored(outcome.shown, code(of: outcome))
  }

  /// The table: on a terminal fitted to it, with its outcomes coloured.
  func table(_ report: RunReport) -> String {
    let text = TextReport(report)
    guard let width else { return text.table }
    return text.table(fitting: width) { outcome, words in colored(words, code(of: outcome)) }
  }

  /// The table of pins: on a terminal fitted to it, with its states coloured.
  func table(_ report: PinReport) -> String {
    let table = PinTable(report)
    guard let width else { return table.text }
    return table.text(fitting: width) { row, words in
      colored(words, row.isFinding ? 33 : row.wasAsked ? 32 : 31)
    }
  }

  /// A unified diff: on a terminal control characters are shown and not obeyed; added lines are green, deleted ones red.
  func diff(_ text: String) -> String {
    guard width != nil else { return text }
    return DiffLine.lines(of: text).map { line in
      let text = String(line.text).showingControls
      switch line.kind {
      case .file, .detail: return colored(text, 1) + "\n"
      case .hunk: return colored(text, 36) + "\n"
      case .added: return colored(text, 32) + "\n"
      case .deleted: return colored(text, 31) + "\n"
      case .context: return text + "\n"
      }
    }.joined()
  }

  private func code(of outcome: Outcome) -> Int {
    switch outcome {
    case .changed, .delivered: 32
    case .unchanged, .notApplicable, .skipped: 2
    case .refused, .alreadyFailing, .conflict: 33
    case .brokenByChange, .failed: 31
    }
  }

  /// The text in a colour (ECMA-48, SGR), plain where nobody wants colours.
  func colored(_ text: String, _ code: Int) -> String { colored(text, "\(code)") }

  /// The text with several codes such as `1;31`.
  func colored(_ text: String, _ code: String) -> String {
    hasColor && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
