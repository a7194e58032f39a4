import Foundation

/// Makes a TCP connection to a host that may have several addresses, some of which don't answer.
///
/// Each address gets a short lead before the next is tried beside it; the first that answers is taken (RFC 8305).
struct SocketConnector {
  /// How long one address is tried alone.
  private static let lead = Duration.milliseconds(250)

  let host: String
  let port: Int
  /// The server's name for messages.
  let shownAs: String
  let context: OperationContext

  /// Returns a connected non-blocking socket, which the caller closes.
  func connect() throws(NetworkFailure) -> Int32 {
    let end = ContinuousClock.Instant.now + context.limits.connect
    var waiting = try HostResolver.addresses(of: host, port: port, shownAs: shownAs, before: end, context: context)[...]
    var attempts: [Int32] = []
    defer { for socket in attempts { close(socket) } }
    var lastError = EHOSTUNREACH
    var nextStart = ContinuousClock.Instant.now
    while true {
      if let address = waiting.first, attempts.isEmpty || .now >= nextStart {
        waiting.removeFirst()
        nextStart = .now + SocketConnector.lead
        switch start(address) {
        case .started(let socket): attempts.append(socket)
        case .failed(let number): lastError = number
        }
        continue
      }
      if attempts.isEmpty { throw failure(lastError) }
      let limit = try ConnectLimit.milliseconds(until: end, host: shownAs, context: context)
      let ready = poll(
        attempts,
        limit: waiting.isEmpty ? limit : min(limit, ContinuousClock.Instant.now.milliseconds(until: nextStart)))
      for socket in ready {
        attempts.removeAll { $0 == socket }
        lastError = error(of: socket)
        if lastError == 0 { return socket }
        close(socket)
        nextStart = .now
      }
    }
  }

  private enum Start {
    case started(Int32)
    case failed(Int32)
  }

  private func start(_ address: SocketAddress) -> Start {
    #if os(Linux)
      let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    #else
      let type = SOCK_STREAM
    #endif
    let descriptor = socket(address.family, type, 0)
    guard descriptor >= 0 else { return .failed(errno) }
    #if !os(Linux)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    #endif
    var on: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    let code = address.bytes.withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { address in
        address.baseAddress.map { Foundation.connect(descriptor, $0, socklen_t(bytes.count)) } ?? -1
      }
    }
    if code == 0 || errno == EINPROGRESS || errno == EINTR { return .started(descriptor) }
    let number = errno
    close(descriptor)
    return .failed(number)
  }

  /// Waits for attempts that ended, well or not, and returns them in their order.
  private func poll(_ attempts: [Int32], limit: Int32) -> [Int32] {
    var polled = attempts.map { pollfd(fd: $0, events: Int16(POLLOUT), revents: 0) }
    polled.append(pollfd(fd: context.cancellation.descriptor, events: Int16(POLLIN), revents: 0))
    guard Foundation.poll(&polled, nfds_t(polled.count), limit) > 0 else { return [] }
    return zip(attempts, polled).filter { $0.1.revents != 0 }.map(\.0)
  }

  private func error(of socket: Int32) -> Int32 {
    var number: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(socket, SOL_SOCKET, SO_ERROR, &number, &size) == 0 ? number : errno
  }

  private func failure(_ number: Int32) -> NetworkFailure {
    let reason = String(cString: strerror(number)).lowercased()
    return NetworkFailure(.unreachable, host: shownAs, "no connection to \(shownAs): \(reason)", isTemporary: true)
  }
}
