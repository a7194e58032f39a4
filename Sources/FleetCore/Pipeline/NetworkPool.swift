import Foundation
import Git
import Threads

/// Where network operations are done: on threads of their own, and at each server as many at once as suit it.
struct NetworkPool: Sendable {
  private let pool: BlockingPool
  private let gates: ServerGates
  private let settings: NetworkSettings
  private let cancellation: Cancellation

  init(_ context: RunContext) {
    pool = BlockingPool(name: "network", width: context.limits.connections.most)
    gates = context.serverGates
    settings = context.network
    cancellation = context.cancellation
  }

  /// Runs work that asks a remote only now and then.
  func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws(GitError) -> Value
  ) async throws(GitError) -> Value {
    try await pool.run(work)
  }

  /// How one try of an operation went.
  struct Attempt<Value: Sendable>: Sendable {
    let result: Result<Value, GitError>
    /// Whether the server gets fewer connections now than when the try began: the next one may well succeed.
    let isServerRelieved: Bool
  }

  /// What is known of the server that an operation asks.
  func server(at place: NetworkPlace) -> ServerGate {
    gates.gate(of: NetworkHost(of: place.url, settings: settings), engine: place.engine)
  }

  /// Runs one try of an operation as soon as the server may be asked.
  ///
  /// A `Retry-After` of at most `longestPause` keeps everybody else from the server too.
  func attempt<Value: Sendable>(
    _ stage: Stage, at place: NetworkPlace, longestPause: Duration,
    _ operation: @escaping @Sendable () throws(GitError) -> Value
  ) async -> Attempt<Value> {
    let server = server(at: place)
    let gate = server[stage]
    await gate.enter()
    while let delay = gate.pause(at: .now), !cancellation.isCancelled {
      // A sleep that is cut short is the run's end, which the condition sees.
      try? await Task.sleep(for: delay)
    }
    let widthBefore = gate.width
    let (result, sample) = await server.total.pass { await pool.run { Self.measured(stage, operation) } }
    if case .failure(let error) = result, error.isTemporary, let delay = error.retryAfter, delay <= longestPause {
      server.pause(until: .now + delay)
    }
    if let sample, sample.isPushedBack { server.pushedBack(sample, in: stage) }
    gate.leave(sample)
    return Attempt(result: result, isServerRelieved: gate.width < widthBefore)
  }

  /// Runs an operation on this thread and tells how it went; a failure that isn't the server's load tells nothing of it.
  private static func measured<Value>(
    _ stage: Stage, _ operation: () throws(GitError) -> Value
  ) -> (Result<Value, GitError>, AdaptiveWidth.Sample?) {
    let (begin, processorBegin) = (ContinuousClock.now, processorTime())
    let result: Result<Value, GitError>
    do throws(GitError) { result = .success(try operation()) } catch { result = .failure(error) }
    var sample = AdaptiveWidth.Sample(
      kind: stage.rawValue, begin: begin, end: .now, processorTime: processorTime() - processorBegin)
    if case .failure(let error) = result {
      guard error.isTemporary else { return (result, nil) }
      sample.isPushedBack = true
    }
    return (result, sample)
  }

  /// How long this thread has had a processor.
  private static func processorTime() -> Duration {
    var time = timespec()
    // It can't fail for the thread's own clock.
    _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}

/// Which remote an operation asks, and by what.
struct NetworkPlace: Sendable {
  let url: String
  let engine: RemoteEngine

  init(_ service: Service) {
    (url, engine) = (service.remote.url, service.engine)
  }

  init(_ mirror: Mirror) {
    (url, engine) = (mirror.remote.url, mirror.engine)
  }
}
