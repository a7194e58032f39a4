import Synchronization
import Threads

/// The turns of services that share a repository, and so its checkout: they are tested one after another.
final class CheckoutTurns: Sendable {
  private let gates = Mutex<[String: Gate]>([:])

  /// Returns what those who use the checkout of a mirror pass, one at a time.
  func gate(of mirror: Mirror) -> Gate {
    gates.withLock { gates in
      if let gate = gates[mirror.name] { return gate }
      let gate = Gate(width: 1)
      gates[mirror.name] = gate
      return gate
    }
  }
}
