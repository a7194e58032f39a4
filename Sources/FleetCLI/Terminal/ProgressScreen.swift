import FleetCore
import Reports

/// What a run's progress looks like: events and times in, text to write out.
///
/// On a terminal it is one status line, drawn at most ten times a second by one write that blanks nothing first, with a
/// line above it for what needs a person. Elsewhere it is a log: a line a repository, of a large fleet only what needs a
/// person and a count at every twentieth.
struct ProgressScreen {
  private static let interval = Duration.milliseconds(100)
  /// So many repositories get a line each in a log.
  private static let logLimit = 100
  /// So many lines of what needs a person are written while the run goes on; the report names them all.
  private static let problemLimit = 50

  private let style: TerminalStyle
  private var total = 0
  private var counts: [String: Int] = [:]
  private var finishedCount = 0
  /// What runs now, with the stage that it is in, in the order in which it began.
  private var running: [(service: String, stage: Stage)] = []
  private var began: ContinuousClock.Instant?
  private var lastDrawn: ContinuousClock.Instant?
  /// Lines that are to be written above the status line.
  private var pending: [String] = []
  private var problemCount = 0
  private var hasNews = false
  /// Whether what fails is told at once: not where a table of everything is about to follow.
  private var announcesProblems = true

  init(style: TerminalStyle) {
    self.style = style
  }

  private var isTerminal: Bool { style.width != nil }

  mutating func show(_ event: PipelineEvent, at now: ContinuousClock.Instant, width: Int) -> String {
    switch event {
    case .beganPlanning(let serviceCount):
      begin(serviceCount, at: now)
      announcesProblems = !isTerminal
    case .began(let serviceCount):
      begin(serviceCount, at: now)
    case .entered(let service, let stage):
      if let index = running.firstIndex(where: { $0.service == service }) {
        running[index].stage = stage
      } else {
        running.append((service, stage))
      }
    case .finished(let result):
      running.removeAll { $0.service == result.service }
      finishedCount += 1
      counts[result.outcome.name, default: 0] += 1
      announce(result)
    }
    hasNews = true
    guard isTerminal else {
      defer { pending = [] }
      return pending.map { $0 + "\n" }.joined()
    }
    return tick(at: now, width: width)
  }

  /// Draws if there is something new and the last drawing is long enough ago, or if a second has passed.
  mutating func tick(at now: ContinuousClock.Instant, width: Int) -> String {
    guard isTerminal, total > 0 else { return "" }
    if let lastDrawn {
      let age = now - lastDrawn
      guard age >= Self.interval, hasNews || age >= .seconds(1) else { return "" }
    }
    lastDrawn = now
    hasNews = false
    let above = flushed()
    return "\(above)\r\(statusLine(at: now).fitted(to: width - 1))\u{1B}[K"
  }

  /// Takes the status line away until it is drawn again.
  mutating func cleared() -> String {
    guard isTerminal, lastDrawn != nil else { return "" }
    hasNews = true
    return "\r\u{1B}[K"
  }

  /// Takes the status line away and writes what is still pending.
  mutating func end() -> String {
    guard isTerminal, total > 0 else { return "" }
    let text = flushed() + (lastDrawn == nil ? "" : "\r\u{1B}[K")
    begin(0, at: began ?? .now)
    return text
  }

  private mutating func begin(_ serviceCount: Int, at now: ContinuousClock.Instant) {
    let lines = pending
    self = ProgressScreen(style: style)
    (total, began, pending) = (serviceCount, now, lines)
  }

  private mutating func flushed() -> String {
    defer { pending = [] }
    return pending.map { "\r\($0)\u{1B}[K\n" }.joined()
  }

  /// Notes a line for a repository: for each in the log of a small fleet, else for those that need a person.
  private mutating func announce(_ result: RepositoryResult) {
    let isFine = result.outcome.isFine
    let counter = isTerminal ? "" : "[\(finishedCount)/\(total)] "
    if isFine || !announcesProblems {
      guard !isTerminal else { return }
      if total <= Self.logLimit || !isFine {
        pending.append("\(counter)\(result.service): \(style.outcome(result.outcome))")
      }
    } else {
      problemCount += 1
      if problemCount <= Self.problemLimit {
        let reason = result.message.map { ": \($0.showingControlsOnOneLine)" } ?? ""
        // Cut by hand: the outcome's colour takes no columns.
        let room = style.width.map { $0 - 2 - result.service.displayWidth - result.outcome.shown.displayWidth }
        let shown = room.map { reason.fitted(to: max(0, $0)) } ?? reason
        pending.append("\(counter)\(result.service): \(style.outcome(result.outcome))\(shown)")
      } else if problemCount == Self.problemLimit + 1 {
        pending.append("more repositories need a person; the report names them all")
      }
    }
    let step = max(1, total / 20)
    if !isTerminal, total > Self.logLimit, finishedCount % step == 0 || finishedCount == total {
      pending.append("\(counter)\(tally)")
    }
  }

  private var tally: String {
    counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: " · ")
  }

  private func statusLine(at now: ContinuousClock.Instant) -> String {
    var parts = ["\(finishedCount)/\(total)"]
    if !counts.isEmpty { parts.append(tally) }
    if let left = timeLeft(at: now) { parts.append("about \(left) left") }
    var line = parts.joined(separator: " · ")
    if let oldest = running.first {
      line += " · \(oldest.stage.gerund) \(oldest.service)"
      if running.count > 1 { line += " and \(running.count - 1) more" }
    }
    return line
  }

  /// Nil as long as too little is known to say anything.
  private func timeLeft(at now: ContinuousClock.Instant) -> String? {
    guard let began, finishedCount >= 3, finishedCount < total else { return nil }
    let elapsed = now - began
    guard elapsed > .seconds(2) else { return nil }
    let left = elapsed / finishedCount * (total - finishedCount)
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
