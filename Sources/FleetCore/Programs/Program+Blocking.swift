import Dispatch
import Git
import Synchronization

extension Program {
  /// Runs the program as `run(in:)` does, for a thread that may block: one of a `BlockingPool`, or a command's own.
  ///
  /// A cancellation ends the program within a twentieth of a second.
  func runBlocking(in sandbox: CheckoutSandbox? = nil, until cancellation: Cancellation) -> ProgramEnding {
    let ended = DispatchSemaphore(value: 0)
    let box = EndingBox()
    let task = Task.detached {
      box.set(await run(in: sandbox))
      ended.signal()
    }
    while ended.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
      if cancellation.isCancelled {
        task.cancel()
        ended.wait()
        break
      }
    }
    return box.value ?? .interrupted
  }
}

/// Where a program's ending waits for the thread that asked for it.
private final class EndingBox: Sendable {
  private let ending = Mutex<ProgramEnding?>(nil)

  var value: ProgramEnding? { ending.withLock { $0 } }

  func set(_ value: ProgramEnding) {
    ending.withLock { $0 = value }
  }
}
