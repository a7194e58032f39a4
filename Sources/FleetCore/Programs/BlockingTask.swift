import Dispatch
import Git
import Synchronization

/// Asynchronous work that a thread waits for which may block: one of a `BlockingPool`, or a command's own.
enum BlockingTask {
  /// Runs the work and returns its value. A cancellation cancels the work's task within a twentieth of a second, and the
  /// work's own end is waited for all the same.
  static func run<Value: Sendable>(
    until cancellation: Cancellation, _ work: @escaping @Sendable () async throws -> Value
  ) throws -> Value {
    let ended = DispatchSemaphore(value: 0)
    let box = ResultBox<Value>()
    let task = Task.detached {
      do { box.set(.success(try await work())) } catch { box.set(.failure(error)) }
      ended.signal()
    }
    while ended.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
      if cancellation.isCancelled {
        task.cancel()
        ended.wait()
        break
      }
    }
    guard let result = box.value else { throw CancellationError() }
    return try result.get()
  }
}

/// Where the work's result waits for the thread that asked for it.
private final class ResultBox<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)

  var value: Result<Value, any Error>? { result.withLock { $0 } }

  func set(_ value: Result<Value, any Error>) {
    result.withLock { $0 = value }
  }
}
