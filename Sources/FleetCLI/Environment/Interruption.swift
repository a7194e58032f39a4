import Dispatch
import FleetCore
import Foundation
import Git
import Synchronization

/// Turns Ctrl-C, SIGTERM and the end of the terminal into a cancellation: the first ends the run in order, the second ends
/// the program at once, and what it runs.
///
/// One for a command: between its runs, while it asks, a signal ends the program as it would any other.
final class Interruption: Sendable {
  let cancellation = Cancellation()
  private let cancelTask = Mutex((@Sendable () -> Void)?.none)

  /// Where a person is told of the signal.
  private static let words = DispatchQueue(label: "interruption")

  /// The one whose run a signal ends.
  private static let current = Mutex(Interruption?.none)

  /// Runs `body` as a task that is cancelled with the first signal.
  func run<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let task = Task { try await body() }
    cancelTask.withLock { $0 = { task.cancel() } }
    Self.current.withLock { $0 = self }
    Self.listen
    defer {
      Self.current.withLock { $0 = nil }
      // What the command says now comes behind it.
      if cancellation.isCancelled { Self.words.sync {} }
    }
    return try await task.value
  }

  /// Runs `body`, which asks a person: a signal ends the program meanwhile, since nothing else would end the waiting.
  func whileAsking<Value>(_ body: () async throws -> Value) async rethrows -> Value {
    let running = Self.current.withLock { current in
      defer { current = nil }
      return current
    }
    defer { Self.current.withLock { $0 = running } }
    return try await body()
  }

  /// Listens to the signals from the first run on, whichever runs follow: a source that is made anew for the same signal
  /// hears nothing, and a second one would end the program while the first one ends the run.
  private static let listen: Void = {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      // Whoever starts it by nohup(1) wants it to go on without a terminal.
      if number == SIGHUP && isIgnored(number) { continue }
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      // The source lives as long as its handler, which holds it.
      source.setEventHandler { withExtendedLifetime(source) { interrupt(by: number) } }
      source.resume()
    }
  }()

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    #if os(Linux)
      let handler = unsafe action.__sigaction_handler.sa_handler
    #else
      let handler = unsafe action.__sigaction_u.__sa_handler
    #endif
    return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func interrupt(by number: Int32) {
    guard let current = current.withLock({ $0 }), !current.cancellation.isCancelled else {
      // A shell and the system both tell of a terminal that went away: that is one signal.
      if number == SIGHUP && current.withLock({ $0 }) != nil { return }
      RunningPrograms.end()
      exit(ExitStatus.interrupted.rawValue)
    }
    current.cancellation.cancel()
    current.cancelTask.withLock { $0 }?()
    // By somebody else, who may wait for a reader that stands still: the next signal is heard all the same.
    words.async {
      Console.standardError.write("\ninterrupted: ending what runs (once more to stop at once)\n")
    }
  }
}
