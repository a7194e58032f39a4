import FleetCore
import Synchronization

/// Shows a run on stderr while it goes on: a status line that is redrawn on a terminal, lines of a log elsewhere.
final class ProgressDisplay: Sendable {
  private let console: Console
  private let screen: Mutex<ProgressScreen>
  /// Draws what came too soon after the last drawing, and lets the clock of a long test go on.
  private let ticker = Mutex<Task<Void, Never>?>(nil)

  init(console: Console, style: TerminalStyle) {
    self.console = console
    screen = Mutex(ProgressScreen(style: style))
    guard style.width != nil else { return }
    let task = Task { [weak self] in
      while !Task.isCancelled, let display = self {
        display.write { $0.tick(at: .now, width: $1) }
        // Cancelled with the display: then there is nothing to draw.
        try? await Task.sleep(for: .milliseconds(100))
      }
    }
    ticker.withLock { $0 = task }
  }

  deinit { ticker.withLock { $0?.cancel() } }

  func show(_ event: PipelineEvent) {
    write { $0.show(event, at: .now, width: $1) }
  }

  /// Takes the status line away while something else is written to the same terminal.
  func interrupted(by write: () -> Void) {
    screen.withLock { screen in
      console.write(screen.cleared())
      write()
    }
  }

  /// Takes the status line away, before results are printed.
  func end() {
    write { screen, _ in screen.end() }
  }

  /// Writes what the screen says, in the order in which it says it.
  private func write(_ text: (inout ProgressScreen, Int) -> String) {
    screen.withLock { screen in
      let text = text(&screen, console.width)
      if !text.isEmpty { console.write(text) }
    }
  }
}
