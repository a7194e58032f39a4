import Git
import Synchronization
import Threads

/// What a run knows of the servers' patience: a `ServerGate` for each.
final class ServerGates: Sendable {
  private let connections: ConnectionWidth
  private let gates = Mutex<[String: ServerGate]>([:])

  init(_ connections: ConnectionWidth) {
    self.connections = connections
  }

  /// Returns the gate of a server. The first operation decides whether it may grow: each of many `git` programs would be a
  /// process.
  func gate(of host: NetworkHost, engine: RemoteEngine) -> ServerGate {
    gates.withLock { gates in
      if let gate = gates[host.name] { return gate }
      let gate = ServerGate(connections, mayGrow: host.saysWhenItHasTooMuch && engine != .git)
      gates[host.name] = gate
      return gate
    }
  }
}

/// One server: each stage has a width of its own, since a push costs it more than a question, and all stages together have a limit.
final class ServerGate: Sendable {
  /// Over all stages.
  let total: Gate
  let pushes = ServerPushes()
  private let stages: [Stage: AdaptiveGate]

  init(_ connections: ConnectionWidth, mayGrow: Bool) {
    let width = connections.width(mayGrow: mayGrow)
    total = Gate(width: mayGrow ? connections.limit : connections.start)
    stages = Dictionary(uniqueKeysWithValues: Stage.allCases.map { ($0, AdaptiveGate(width)) })
  }

  subscript(stage: Stage) -> AdaptiveGate {
    // There is one for each; another is as good as none.
    stages[stage] ?? AdaptiveGate(AdaptiveWidth(fixed: 1))
  }

  /// Tells the other stages what one has met: the server is the same.
  func pushedBack(_ sample: AdaptiveWidth.Sample, in stage: Stage) {
    for (other, gate) in stages where other != stage { gate.note(sample) }
  }

  func pause(until end: ContinuousClock.Instant) {
    for gate in stages.values { gate.pause(until: end) }
  }
}
