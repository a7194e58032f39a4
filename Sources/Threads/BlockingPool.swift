import Dispatch
import Foundation
import Synchronization

/// A fixed number of threads of our own for calls that block, such as libgit2's.
///
/// Swift's own pool has one thread a core: a blocking call there stalls every other task (measured: 6.4 s against
/// 0.1 s). Jobs start in the order in which they were handed in; the threads end when the pool is released.
public final class BlockingPool: Sendable {
  /// How many jobs run at once.
  public let width: Int

  private let queue = JobQueue()

  /// Starts `width` threads, at least one, named after `name` in debuggers.
  public init(name: String, width: Int) {
    self.width = max(1, width)
    for number in 1...self.width {
      let thread = Thread { [queue] in
        while let job = queue.next() { job() }
      }
      thread.name = "\(name)-\(number)"
      // libgit2 asks for no more; musl's default of 128 KiB is too small for it.
      thread.stackSize = 2 << 20
      thread.start()
    }
  }

  deinit { queue.close(threadCount: width) }

  /// Runs `job` on one of the pool's threads and returns what it returns.
  public func run<Value: Sendable, Failure: Error>(
    _ job: @escaping @Sendable () throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
      queue.add {
        do throws(Failure) { continuation.resume(returning: .success(try job())) } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    return try result.get()
  }
}

/// Jobs in the order in which they came, and a way for threads to wait for one.
private final class JobQueue: Sendable {
  typealias Job = @Sendable () -> Void

  private struct State {
    var jobs: [Job?] = []
    var firstWaiting = 0
  }

  private let state = Mutex(State())
  private let available = DispatchSemaphore(value: 0)

  func add(_ job: @escaping Job) {
    state.withLock { $0.jobs.append(job) }
    available.signal()
  }

  /// Wakes each thread once more than there are jobs, so that it finds none and ends.
  func close(threadCount: Int) {
    for _ in 0..<threadCount { available.signal() }
  }

  /// Waits for a job; nil once the pool is closed and every job has been taken.
  func next() -> Job? {
    available.wait()
    return state.withLock { state in
      guard state.firstWaiting < state.jobs.count else { return nil }
      let job = state.jobs[state.firstWaiting].take()
      state.firstWaiting += 1
      if state.firstWaiting == state.jobs.count {
        state.jobs.removeAll(keepingCapacity: true)
        state.firstWaiting = 0
      }
      return job
    }
  }
}
