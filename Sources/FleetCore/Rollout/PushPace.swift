import Synchronization

/// Lets pushes begin no faster than a rate allows.
///
/// A push counts from when it begins until one window after its end, so that whatever moment of it the server goes by,
/// there are never more in any window.
final class PushPace: Sendable {
  private struct State {
    var underWayCount = 0
    /// When the last pushes ended, the earliest first.
    var ends: [ContinuousClock.Instant] = []
  }

  private let rate: PushRate
  private let state = Mutex(State())

  init(_ rate: PushRate) {
    self.rate = rate
  }

  /// Waits until a push may begin, without a thread; false where the run was cancelled before.
  func begin(unless isCancelled: () -> Bool) async -> Bool {
    while !isCancelled() {
      guard let delay = delay(at: .now) else { return true }
      // A sleep that is cut short is the run's end, which the condition sees.
      try? await Task.sleep(for: delay)
    }
    return false
  }

  func end() {
    state.withLock { state in
      state.underWayCount -= 1
      state.ends.append(.now)
    }
  }

  /// Takes a place, or returns after how long it is worth asking again.
  private func delay(at now: ContinuousClock.Instant) -> Duration? {
    state.withLock { state in
      state.ends.removeAll { $0 + rate.window <= now }
      if state.underWayCount + state.ends.count < rate.count {
        state.underWayCount += 1
        return nil
      }
      // With all of them under way, the first place is free one window after the first has ended.
      return state.ends.first.map { $0 + rate.window - now } ?? rate.window
    }
  }
}
