import Dispatch
import Foundation
import Synchronization

/// A server that doesn't do what a client waits for.
public final class StallServer: Sendable {
  /// What it does to each connection.
  public enum Behaviour: Sendable {
    /// Takes what comes and says nothing, for ever.
    case silent
    /// Says this and then ends so.
    case says([UInt8], then: Ending)
    /// Says one byte at a time, over and over, with a pause after each: never silent, never done.
    case drips([UInt8], pause: Duration)
    /// Passes both sides' bytes on to and from another server of this machine, and ends so after that many of its bytes.
    case relays(toPort: Int, byteCount: Int, then: Ending)
  }

  public enum Ending: Sendable {
    /// Keeps the connection open and silent.
    case hold
    case close
    /// Cuts the connection so that the client sees a reset.
    case reset
  }

  private let server: LoopbackServer
  private let log: Log

  private final class Log: Sendable {
    let visits = Mutex<[Range<ContinuousClock.Instant>]>([])
    let holds = DispatchSemaphore(value: 0)
  }

  public var port: Int { server.port }

  /// From when to when the connections lasted that are over, in the order of their ends.
  public var visits: [Range<ContinuousClock.Instant>] { log.visits.withLock { $0 } }

  public init(_ behaviour: Behaviour) throws {
    let log = Log()
    self.log = log
    server = try LoopbackServer { socket in
      let start = ContinuousClock.now
      defer { log.visits.withLock { $0.append(start..<max(.now, start)) } }
      switch behaviour {
      case .silent: StallServer.end(socket, .hold, log)
      case .says(let bytes, let ending):
        // The client speaks first over git:// and http: an answer to nothing would be cut off by the reset of a close.
        _ = StallServer.receive(socket)
        _ = StallServer.send(bytes[...], to: socket)
        StallServer.end(socket, ending, log)
      case .drips(let bytes, let pause):
        StallServer.drip(bytes, pause: pause, to: socket)
      case .relays(let port, let byteCount, let ending):
        StallServer.relay(socket, toPort: port, byteCount: byteCount)
        StallServer.end(socket, ending, log)
      }
    }
  }

  deinit { stop() }

  public func stop() { server.stop() }

  /// Waits until somebody has connected, at most ten seconds; whether somebody did.
  @discardableResult
  public func waitForConnection() -> Bool { server.waitForConnection() }

  /// Waits until it says nothing any more to one more connection, at most ten seconds; whether it came to that.
  @discardableResult
  public func waitUntilSilent() -> Bool { log.holds.wait(timeout: .now() + 10) == .success }

  public func url(_ name: String = "remote.git", scheme: String = "git") -> String {
    "\(scheme)://127.0.0.1:\(port)/\(name)"
  }

  private static func end(_ socket: Int32, _ ending: Ending, _ log: Log) {
    switch ending {
    case .hold:
      log.holds.signal()
      while receive(socket) != nil {}
    case .close: shutdown(socket, Int32(SHUT_RDWR))
    case .reset:
      var option = linger(l_onoff: 1, l_linger: 0)
      setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }
  }

  private static func drip(_ bytes: [UInt8], pause: Duration, to socket: Int32) {
    let milliseconds = Int32(pause / .milliseconds(1))
    while true {
      for byte in bytes {
        guard send([byte][...], to: socket) else { return }
        poll(nil, 0, milliseconds)
      }
    }
  }

  private static func relay(_ client: Int32, toPort port: Int, byteCount: Int) {
    guard let upstream = LoopbackSocket.connected(toPort: port) else { return }
    defer { close(upstream) }
    var remaining = byteCount
    while remaining > 0 {
      var polled = [
        pollfd(fd: client, events: Int16(POLLIN), revents: 0), pollfd(fd: upstream, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&polled, 2, -1) > 0 || errno == EINTR else { return }
      if polled[0].revents != 0 {
        guard let bytes = receive(client), send(bytes[...], to: upstream) else { return }
      }
      if polled[1].revents != 0 {
        guard let bytes = receive(upstream), send(bytes.prefix(remaining), to: client) else { return }
        remaining -= min(remaining, bytes.count)
      }
    }
  }

  /// Returns what comes next; nil at the end.
  private static func receive(_ socket: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    let count = recv(socket, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  private static func send(_ bytes: ArraySlice<UInt8>, to socket: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
