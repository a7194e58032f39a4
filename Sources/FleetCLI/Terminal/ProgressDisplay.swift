import FleetCore
import Foundation
import Reports
import Synchronization

/// Shows a run on stderr while it goes on: a status line that is redrawn on a terminal, a line a repository elsewhere.
final class ProgressDisplay: Sendable {
  private struct State {
    var total = 0
    var counts: [String: Int] = [:]
    var finishedCount = 0
    /// What runs now, with the stage that it is in, in the order in which it began.
    var running: [(service: String, stage: Stage)] = []
    var began = ContinuousClock.now
    var lastDrawn: ContinuousClock.Instant?
    var isShown = false
    /// Whether what fails is told at once: not where a table of everything is about to follow.
    var announcesProblems = true
  }

  private let console: Console
  private let style: TerminalStyle
  private let state = Mutex(State())

  init(console: Console, style: TerminalStyle) {
    self.console = console
    self.style = style
  }

  func show(_ event: PipelineEvent) {
    state.withLock { state in
      switch event {
      case .beganPlanning(let serviceCount):
        state = State()
        state.total = serviceCount
        state.announcesProblems = !console.isTerminal
      case .began(let serviceCount):
        state = State()
        state.total = serviceCount
      case .entered(let service, let stage):
        if let index = state.running.firstIndex(where: { $0.service == service }) {
          state.running[index].stage = stage
        } else {
          state.running.append((service, stage))
        }
      case .finished(let result):
        state.running.removeAll { $0.service == result.service }
        state.finishedCount += 1
        state.counts[result.outcome.name, default: 0] += 1
        announce(result, &state)
      }
      redraw(&state)
    }
  }

  /// Takes the status line away, before results are printed.
  func end() {
    state.withLock { clear(&$0) }
  }

  /// Writes a line for a repository: for each on a plain stream, on a terminal for those that need a person.
  private func announce(_ result: RepositoryResult, _ state: inout State) {
    guard state.announcesProblems, !console.isTerminal || !result.outcome.isFine else { return }
    clear(&state)
    let counter = console.isTerminal ? "" : "[\(state.finishedCount)/\(state.total)] "
    let reason = result.outcome.isFine ? "" : result.message.map { ": \($0)" } ?? ""
    console.write("\(counter)\(result.service): \(style.outcome(result.outcome))\(reason)\n")
  }

  /// At most ten times a second, so that a fast run costs no time and nothing flickers.
  private func redraw(_ state: inout State) {
    guard console.isTerminal, state.total > 0 else { return }
    let now = ContinuousClock.now
    if let last = state.lastDrawn, now - last < .milliseconds(100), state.finishedCount < state.total { return }
    state.lastDrawn = now
    state.isShown = true
    let line = String(statusLine(state, at: now).prefix(max(20, console.width - 1)))
    console.write("\r\u{1B}[2K\(line)")
  }

  private func clear(_ state: inout State) {
    guard state.isShown else { return }
    console.write("\r\u{1B}[2K")
    state.isShown = false
    state.lastDrawn = nil
  }

  private func statusLine(_ state: State, at now: ContinuousClock.Instant) -> String {
    var parts = ["\(state.finishedCount)/\(state.total)"]
    parts += state.counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    if let left = timeLeft(state, at: now) { parts.append("about \(left) left") }
    var line = parts.joined(separator: " · ")
    if let oldest = state.running.first {
      line += " · \(oldest.stage.gerund) \(oldest.service)"
      if state.running.count > 1 { line += " and \(state.running.count - 1) more" }
    }
    return line
  }

  /// Nil as long as too little is known to say anything.
  private func timeLeft(_ state: State, at now: ContinuousClock.Instant) -> String? {
    let elapsed = now - state.began
    guard state.finishedCount >= 3, elapsed > .seconds(2), state.finishedCount < state.total else { return nil }
    let left = elapsed / state.finishedCount * (state.total - state.finishedCount)
    let seconds = max(1, Int(left.components.seconds))
    return seconds < 100 ? "\(seconds) s" : "\(seconds / 60) min"
  }
}

extension Stage {
  /// What is being done, for the status line.
  fileprivate var gerund: String {
    switch self {
    case .refresh: "fetching"
    case .plan: "planning"
    case .verify: "testing"
    case .commit: "committing"
    case .push: "pushing"
    }
  }
}
