import Synchronization

/// Counts what is inside something at once.
final class Load: Sendable {
  private let state = Mutex((now: 0, most: 0, passed: 0))

  func enter() {
    state.withLock {
      $0.now += 1
      $0.most = max($0.most, $0.now)
    }
  }

  func leave() {
    state.withLock {
      $0.now -= 1
      $0.passed += 1
    }
  }

  /// The highest number that was inside at once.
  var most: Int { state.withLock { $0.most } }
  var passedCount: Int { state.withLock { $0.passed } }
}
