import Dispatch
import Foundation
import Synchronization

/// A TCP server on a free port of the loopback interface; each connection is handled on a thread of its own.
public final class LoopbackServer: Sendable {
  public let port: Int
  private let listener: Int32
  private let state: Mutex<State>
  private let firstConnection = DispatchSemaphore(value: 0)

  private struct State {
    var connections: Set<Int32> = []
    var isStopped = false
  }

  /// Listens at once: whoever connects from now on is served by `handle`, which gets a blocking socket. The socket is
  /// closed when `handle` returns, and shut down when the server stops.
  public init(handle: @escaping @Sendable (_ socket: Int32) -> Void) throws {
    listener = LoopbackSocket.make()
    guard let port = LoopbackSocket.listen(listener) else {
      let reason = String(cString: strerror(errno))
      close(listener)
      throw TestSupportError("no port of 127.0.0.1 is to be had: \(reason)")
    }
    self.port = port
    state = Mutex(State())
    let thread = Thread { [weak self, listener] in
      while true {
        let connection = LoopbackSocket.accept(listener)
        if connection < 0 && errno == EINTR { continue }
        guard connection >= 0, let self, self.begin(connection) else {
          if connection >= 0 { close(connection) }
          return
        }
        Thread {
          handle(connection)
          self.end(connection)
        }.start()
      }
    }
    thread.start()
  }

  deinit { stop() }

  /// Ends every connection; no new one is taken.
  public func stop() {
    state.withLock { state in
      guard !state.isStopped else { return }
      state.isStopped = true
      shutdown(listener, Int32(SHUT_RDWR))
      close(listener)
      for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
    }
  }

  /// Waits until somebody has connected, at most ten seconds; whether somebody did.
  @discardableResult
  public func waitForConnection() -> Bool { firstConnection.wait(timeout: .now() + 10) == .success }

  private func begin(_ connection: Int32) -> Bool {
    state.withLock { state in
      if state.isStopped { return false }
      state.connections.insert(connection)
      firstConnection.signal()
      return true
    }
  }

  private func end(_ connection: Int32) {
    state.withLock { state in
      state.connections.remove(connection)
      close(connection)
    }
  }
}
