import Dispatch
import Foundation
import Git
import Synchronization

/// Turns Ctrl-C and SIGTERM into a cancellation: the first ends the run in order, the second ends the program at once.
///
/// One for a command: between its runs, while it asks, a signal ends the program as it would any other.
final class Interruption: Sendable {
  let cancellation = Cancellation()
  private let cancelTask = Mutex((@Sendable () -> Void)?.none)

  /// The one whose run a signal ends.
  private static let current = Mutex(Interruption?.none)

  /// Runs `body` as a task that is cancelled with the first signal.
  func run<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let task = Task { try await body() }
    cancelTask.withLock { $0 = { task.cancel() } }
    Self.current.withLock { $0 = self }
    Self.listen
    defer { Self.current.withLock { $0 = nil } }
    return try await task.value
  }

  /// Listens to the signals from the first run on, whichever runs follow: a source that is made anew for the same signal
  /// hears nothing, and a second one would end the program while the first one ends the run.
  private static let listen: Void = {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      // The source lives as long as its handler, which holds it.
      source.setEventHandler { withExtendedLifetime(source) { interrupt() } }
      source.resume()
    }
  }()

  private static func interrupt() {
    guard let current = current.withLock({ $0 }), !current.cancellation.isCancelled else {
      exit(ExitStatus.interrupted.rawValue)
    }
    Console.standardError.write("\ninterrupted: ending what runs (once more to stop at once)\n")
    current.cancellation.cancel()
    current.cancelTask.withLock { $0 }?()
  }
}
