import Foundation

/// A port that leads to another port of this machine, as if that were far away: every byte arrives late, both ways.
public final class DelayProxy: Sendable {
  private let server: LoopbackServer

  public var port: Int { server.port }

  /// Passes connections on to `upstream`; a question and its answer take `roundTrip` longer than they would without.
  public init(toPort upstream: Int, roundTrip: Duration) throws {
    server = try LoopbackServer { client in
      guard let server = LoopbackSocket.connected(toPort: upstream) else { return }
      defer { close(server) }
      for socket in [client, server] {
        // Small pieces are passed on as they come: the delay is to be the only one.
        var isOn: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
      }
      var directions = [
        Direction(from: client, to: server, delay: roundTrip / 2),
        Direction(from: server, to: client, delay: roundTrip / 2),
      ]
      while directions.contains(where: { !$0.isOver }) {
        let dates = directions.compactMap(\.nextDate)
        let wait = dates.min().map { max(0, Int32(ContinuousClock.now.duration(to: $0) / .milliseconds(1)) + 1) } ?? -1
        var polled = directions.map { pollfd(fd: $0.isEnded ? -1 : $0.from, events: Int16(POLLIN), revents: 0) }
        poll(&polled, nfds_t(polled.count), wait)
        for index in directions.indices {
          if polled[index].revents != 0 { directions[index].receive() }
          guard directions[index].sendWhatIsDue() else { return }
        }
      }
    }
  }

  public func stop() { server.stop() }
}

/// One way through a `DelayProxy`: what came, and when it is to go on.
private struct Direction {
  let from: Int32
  let to: Int32
  let delay: Duration
  /// Whether the sender has said its last; that takes its time to arrive too, as an empty piece.
  private(set) var isEnded = false
  private(set) var isOver = false
  private var pieces: [(date: ContinuousClock.Instant, bytes: [UInt8])] = []

  init(from: Int32, to: Int32, delay: Duration) {
    self.from = from
    self.to = to
    self.delay = delay
  }

  var nextDate: ContinuousClock.Instant? { pieces.first?.date }

  mutating func receive() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = max(0, recv(from, &buffer, buffer.count, 0))
    isEnded = count == 0
    pieces.append((.now + delay, Array(buffer.prefix(count))))
  }

  /// Returns false where the receiver is gone.
  mutating func sendWhatIsDue() -> Bool {
    while let next = pieces.first, next.date <= .now {
      pieces.removeFirst()
      if next.bytes.isEmpty {
        shutdown(to, Int32(SHUT_WR))
        isOver = true
      } else {
        guard LoopbackSocket.send(next.bytes, to: to) else { return false }
      }
    }
    return true
  }
}
