import Synchronization

/// Lets at most `width` tasks through at a time; the others wait in the order in which they came, without a thread.
public final class Gate: Sendable {
  /// How many may be inside at once.
  public let width: Int

  private struct State {
    var freePlaceCount: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>

  public init(width: Int) {
    self.width = max(1, width)
    self.state = Mutex(State(freePlaceCount: self.width))
  }

  /// Runs `body` as soon as there is a place, and frees the place when it ends.
  public func pass<Value: Sendable>(_ body: @Sendable () async -> Value) async -> Value {
    await enter()
    defer { leave() }
    return await body()
  }

  private func enter() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        if state.freePlaceCount > 0 {
          state.freePlaceCount -= 1
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  private func leave() {
    let next: CheckedContinuation<Void, Never>? = state.withLock { state in
      if state.waiting.isEmpty {
        state.freePlaceCount += 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}
