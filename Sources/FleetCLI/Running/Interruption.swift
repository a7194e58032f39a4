import Dispatch
import Foundation
import Git
import Synchronization

/// Turns Ctrl-C and SIGTERM into a cancellation: the first ends the run in order, the second ends the program at once.
final class Interruption: Sendable {
  let cancellation = Cancellation()
  private let cancelTask = Mutex<(@Sendable () -> Void)?>(nil)

  /// Runs `body` as a task that is cancelled with the first signal.
  func run<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let task = Task { try await body() }
    cancelTask.withLock { $0 = { task.cancel() } }
    let sources = [SIGINT, SIGTERM].map(source)
    defer {
      for source in sources { source.cancel() }
      // What comes after is ended by a signal as any program is.
      for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
    return try await task.value
  }

  private func source(for number: Int32) -> any DispatchSourceSignal {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { [self] in
      if cancellation.isCancelled { exit(ExitStatus.interrupted.rawValue) }
      Console.standardError.write("\ninterrupted: ending what runs (once more to stop at once)\n")
      cancellation.cancel()
      cancelTask.withLock { $0 }?()
    }
    source.resume()
    return source
  }
}
