import Dispatch
import Foundation
import Git
import Synchronization

/// Turns Ctrl-C and SIGTERM into a cancellation: the first ends the run in order, the second ends the program at once.
///
/// One for a command: between its runs, while it asks, a signal ends the program as it would any other.
final class Interruption: Sendable {
  let cancellation = Cancellation()
  private let state = Mutex((cancelTask: (@Sendable () -> Void)?.none, isListening: false))

  /// Runs `body` as a task that is cancelled with the first signal.
  func run<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let task = Task { try await body() }
    let isListening = state.withLock { state in
      state.cancelTask = { task.cancel() }
      defer { state.isListening = true }
      return state.isListening
    }
    // Never taken away: a source that is made anew for the same signal hears nothing.
    if !isListening { for number in [SIGINT, SIGTERM] { listen(to: number) } }
    defer { state.withLock { $0.cancelTask = nil } }
    return try await task.value
  }

  private func listen(to number: Int32) {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    // The source lives as long as its handler, which holds it and this object.
    source.setEventHandler { [self] in
      withExtendedLifetime(source) { interrupt() }
    }
    source.resume()
  }

  private func interrupt() {
    let cancelTask = state.withLock { $0.cancelTask }
    guard let cancelTask, !cancellation.isCancelled else { exit(ExitStatus.interrupted.rawValue) }
    Console.standardError.write("\ninterrupted: ending what runs (once more to stop at once)\n")
    cancellation.cancel()
    cancelTask()
  }
}
