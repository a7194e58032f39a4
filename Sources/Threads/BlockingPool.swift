import Dispatch
import Foundation
import Synchronization

/// Threads of our own, at most a fixed number, for calls that block, such as libgit2's.
///
/// Swift's own pool has one thread a core: a blocking call there stalls every other task (measured: 6.4 s against
/// 0.1 s). Jobs start in the order in which they were handed in. A thread is started when a job finds none idle, and the one that
/// became idle last gets the next job, so that few jobs at once need few threads and what those keep: connections, caches. The
/// threads end when the pool is released.
public final class BlockingPool: Sendable {
  /// How many jobs run at once.
  public let width: Int

  private let name: String
  private let queue: JobQueue

  /// A pool of `width` threads, at least one, named after `name` in debuggers.
  public init(name: String, width: Int) {
    self.width = max(1, width)
    self.name = name
    queue = JobQueue(threadLimit: self.width)
  }

  deinit { queue.close() }

  /// Runs `job` on one of the pool's threads and returns what it returns.
  public func run<Value: Sendable, Failure: Error>(
    _ job: @escaping @Sendable () throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
      let number = queue.add { [queue] in
        let result: Result<Value, Failure>
        do throws(Failure) { result = .success(try job()) } catch { result = .failure(error) }
        // Before anybody hears of it: the next job must find this thread.
        queue.threadComes()
        continuation.resume(returning: result)
      }
      if let number { startThread(number) }
    }
    return try result.get()
  }

  private func startThread(_ number: Int) {
    let thread = Thread { [queue] in
      let place = IdlePlace()
      while let job = queue.next(for: place) { job() }
    }
    thread.name = "\(name)-\(number)"
    // libgit2 asks for no more; musl's default of 128 KiB is too small for it.
    thread.stackSize = 2 << 20
    thread.start()
  }
}

/// Where an idle thread waits.
private final class IdlePlace: Sendable {
  let wakeUp = DispatchSemaphore(value: 0)
}

/// Jobs in the order in which they came, and the threads that wait for one.
private final class JobQueue: Sendable {
  typealias Job = @Sendable () -> Void

  private struct State {
    var jobs: [Job?] = []
    var firstWaiting = 0
    var threadCount = 0
    /// Threads that wait, whoever began last at the end.
    var idle: [IdlePlace] = []
    /// Threads that will ask for a job in a moment: started, woken, or done with the one before.
    var comingCount = 0
    var isClosed = false

    mutating func take() -> Job? {
      guard firstWaiting < jobs.count else { return nil }
      let job = jobs[firstWaiting].take()
      firstWaiting += 1
      if firstWaiting == jobs.count {
        jobs.removeAll(keepingCapacity: true)
        firstWaiting = 0
      }
      return job
    }
  }

  private let state = Mutex(State())
  private let threadLimit: Int

  init(threadLimit: Int) {
    self.threadLimit = threadLimit
  }

  /// Takes a job; returns the number of a thread that is to be started for it, from 1.
  func add(_ job: @escaping Job) -> Int? {
    let (place, number): (IdlePlace?, Int?) = state.withLock { state in
      let isExpected = state.jobs.count - state.firstWaiting < state.comingCount
      state.jobs.append(job)
      if isExpected { return (nil, nil) }
      if let place = state.idle.popLast() {
        state.comingCount += 1
        return (place, nil)
      }
      guard state.threadCount < threadLimit else { return (nil, nil) }
      state.threadCount += 1
      state.comingCount += 1
      return (nil, state.threadCount)
    }
    place?.wakeUp.signal()
    return number
  }

  /// Notes that this thread has done its job and will ask for the next.
  func threadComes() {
    state.withLock { $0.comingCount += 1 }
  }

  /// Wakes all threads, so that they find no job and end.
  func close() {
    let idle = state.withLock { state in
      state.isClosed = true
      state.comingCount += state.idle.count
      defer { state.idle = [] }
      return state.idle
    }
    for place in idle { place.wakeUp.signal() }
  }

  /// Waits for a job; nil once the pool is closed and every job has been taken. The thread was counted as coming.
  func next(for place: IdlePlace) -> Job? {
    while true {
      let (job, isOver): (Job?, Bool) = state.withLock { state in
        state.comingCount -= 1
        if let job = state.take() { return (job, false) }
        if !state.isClosed { state.idle.append(place) }
        return (nil, state.isClosed)
      }
      if job != nil || isOver { return job }
      place.wakeUp.wait()
    }
  }
}
