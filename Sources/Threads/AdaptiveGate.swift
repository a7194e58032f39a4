import Synchronization

/// Lets as many operations through to a server as its `AdaptiveWidth` says; the others wait in the order in which they came,
/// without a thread.
public final class AdaptiveGate: Sendable {
  private struct State {
    var width: AdaptiveWidth
    var insideCount = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
    /// How many of `waiting`, from its beginning, have been let through.
    var passedCount = 0
    var pauseEnd: ContinuousClock.Instant?

    var hasWaiting: Bool { passedCount < waiting.count }

    /// Takes out whoever may go in now.
    mutating func next() -> [CheckedContinuation<Void, Never>] {
      var next: [CheckedContinuation<Void, Never>] = []
      while hasWaiting && insideCount < width.width {
        next.append(waiting[passedCount])
        passedCount += 1
        insideCount += 1
      }
      if !hasWaiting {
        waiting.removeAll(keepingCapacity: true)
        passedCount = 0
      }
      return next
    }
  }

  private let state: Mutex<State>

  public init(_ width: AdaptiveWidth) {
    state = Mutex(State(width: width))
  }

  /// How many may be inside now.
  public var width: Int { state.withLock { $0.width.width } }

  /// Waits for a place; every call is followed by one of `leave`.
  public func enter() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        if !state.hasWaiting && state.insideCount < state.width.width {
          state.insideCount += 1
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  /// Frees the place.
  ///
  /// - Parameter sample: how the operation went, nil where that tells nothing of the server. Whether it was crowded is seen here.
  public func leave(_ sample: AdaptiveWidth.Sample?) {
    let next = state.withLock { state in
      state.insideCount -= 1
      if var sample {
        sample.isCrowded = state.hasWaiting
        state.width.note(sample)
      }
      return state.next()
    }
    for continuation in next { continuation.resume() }
  }

  /// Takes in how an operation went that had no place here.
  public func note(_ sample: AdaptiveWidth.Sample) {
    let next = state.withLock { state in
      state.width.note(sample)
      return state.next()
    }
    for continuation in next { continuation.resume() }
  }

  /// Keeps everybody who is let through from now on waiting until `end`.
  public func pause(until end: ContinuousClock.Instant) {
    state.withLock { $0.pauseEnd = max($0.pauseEnd ?? end, end) }
  }

  /// Returns how long the server is still to be left alone; nil where it isn't.
  public func pause(at now: ContinuousClock.Instant) -> Duration? {
    state.withLock { state in
      guard let end = state.pauseEnd, now < end else { return nil }
      return end - now
    }
  }
}
