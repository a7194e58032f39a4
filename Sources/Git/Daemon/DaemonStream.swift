import Foundation

/// A connected socket as a stream, under the operation's limits. Serves every step of the operation.
final class DaemonStream: KeptStream {
  var box: UnsafeMutableRawPointer?

  private var socket: Int32
  private var watch: OperationWatch

  /// Takes over a non-blocking socket.
  init(socket: Int32, host: String, context: OperationContext) {
    self.socket = socket
    watch = OperationWatch(context: context, host: host)
  }

  deinit { close() }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(NetworkFailure) -> Int {
    watch.noteActivity()
    while true {
      // A server that always has more to say would else be heard beyond every limit.
      try watch.check()
      let count = recv(socket, buffer.baseAddress, buffer.count, 0)
      if count >= 0 { return count }
      try waitAfterError(for: Int16(POLLIN))
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(NetworkFailure) {
    watch.noteActivity()
    var rest = bytes[...]
    while !rest.isEmpty {
      try watch.check()
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let count = send(socket, part.baseAddress, part.count, 0)
      if count >= 0 {
        rest = rest.dropFirst(count)
        watch.noteActivity()
      } else {
        try waitAfterError(for: Int16(POLLOUT))
      }
    }
  }

  func close() {
    if socket >= 0 { Foundation.close(socket) }
    socket = -1
  }

  /// Waits where the socket wasn't ready; throws what else `errno` says.
  private func waitAfterError(for events: Int16) throws(NetworkFailure) {
    if errno == EINTR { return }
    guard errno == EAGAIN else {
      let reason = String(cString: strerror(errno)).lowercased()
      throw NetworkFailure(.unreachable, host: watch.host, "\(watch.host): \(reason)", isTemporary: true)
    }
    acknowledgeAtOnce()
    var polled = [
      pollfd(fd: socket, events: events, revents: 0),
      pollfd(fd: watch.context.cancellation.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&polled, 2, try watch.milliseconds())
  }

  /// Has what came acknowledged without the usual delay: a server sends the end of an answer only after that, which makes
  /// 40 ms of every push. Linux forgets the wish, so it is made before each wait.
  private func acknowledgeAtOnce() {
    #if os(Linux)
      var on: Int32 = 1
      setsockopt(socket, Int32(IPPROTO_TCP), TCP_QUICKACK, &on, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }
}
