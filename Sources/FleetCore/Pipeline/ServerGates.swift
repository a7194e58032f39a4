import Git
import Synchronization
import Threads

/// What a run knows of the servers' patience: a gate for each server, which all stages share.
final class ServerGates: Sendable {
  private let connections: ConnectionWidth
  private let gates = Mutex<[String: AdaptiveGate]>([:])

  init(_ connections: ConnectionWidth) {
    self.connections = connections
  }

  /// Returns the gate of a server. The first operation decides whether it may grow: each of many `git` programs would be a
  /// process.
  func gate(of host: NetworkHost, engine: RemoteEngine) -> AdaptiveGate {
    gates.withLock { gates in
      if let gate = gates[host.name] { return gate }
      let gate = AdaptiveGate(connections.width(mayGrow: host.saysWhenItHasTooMuch && engine != .git))
      gates[host.name] = gate
      return gate
    }
  }
}
