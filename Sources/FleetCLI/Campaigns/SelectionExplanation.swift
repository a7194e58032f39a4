import FleetCore
import Reports

/// What `--explain` prints: for every service of the manifest whether it is selected, and what left it out.
struct SelectionExplanation: Encodable {
  private let schema = 1
  private let command: String
  private let selection: [Entry]
  private let summary: [String: Int]

  fileprivate struct Entry: Encodable {
    let service: String
    /// `selected`, `left-out`, or the outcome of a repository that couldn't be asked.
    let state: String
    let option: String?
    let clause: String?
    let kind: String?
    let stage: String?
    let message: String?
    let hint: String?
  }

  init(command: String, result: SelectionResult) {
    self.command = command
    selection = result.verdicts.map { Entry($0) }
    summary = selection.reduce(into: ["total": selection.count]) { $0[$1.state, default: 0] += 1 }
  }

  func write(_ live: LiveEnvironment, asJSON: Bool) throws {
    if asJSON {
      Console.standardOutput.write(try JSONDocument.text(of: self))
    } else {
      Console.standardOutput.write(TextTable(rows: selection.map(\.row)).text(fitting: live.style.width))
    }
    for entry in selection where entry.message != nil {
      Console.standardError.write("\(entry.service): \(entry.reason)\n")
    }
    for hint in Set(selection.compactMap(\.hint)).sorted() { Console.standardError.write("hint: \(hint)\n") }
  }
}

extension SelectionExplanation.Entry {
  fileprivate init(_ verdict: SelectionVerdict) {
    switch verdict.state {
    case .selected:
      self.init(
        service: verdict.service, state: "selected", option: nil, clause: nil, kind: nil, stage: nil, message: nil,
        hint: nil)
    case .leftOut(let reason):
      self.init(
        service: verdict.service, state: "left-out", option: reason.option, clause: reason.clause, kind: nil,
        stage: nil, message: nil, hint: nil)
    case .undecided(let result):
      var stage: String?
      if case .failed(let failed) = result.outcome { stage = failed.rawValue }
      self.init(
        service: verdict.service, state: result.outcome.name, option: nil, clause: nil, kind: result.kind,
        stage: stage, message: result.message, hint: result.hint)
    }
  }

  fileprivate var row: [String] { [service, shownState, reason] }

  private var shownState: String { stage.map { "\(state)(\($0))" } ?? state }

  fileprivate var reason: String {
    if let option { return "\(option): \(clause ?? "")".showingControlsOnOneLine }
    return (message ?? "").showingControlsOnOneLine
  }
}
