import Foundation
import Synchronization

/// An address that a name stands for, as `connect` takes it.
struct SocketAddress: Sendable {
  let family: Int32
  /// A `sockaddr` of the family.
  let bytes: [UInt8]
}

/// Looks up names under the operation's limits.
enum HostResolver {
  /// What `getaddrinfo` gave, filled in by the thread that asks it.
  private final class Answer: Sendable {
    let result = Mutex<(code: Int32, addresses: [SocketAddress])?>(nil)
    let done: SocketPair

    init(done: SocketPair) { self.done = done }

    deinit {
      close(done.near)
      close(done.far)
    }
  }

  /// Returns the addresses in the order in which they are to be tried.
  ///
  /// `getaddrinfo` can't be given a limit: it runs on a thread of its own, which is left alone when the time is up.
  static func addresses(
    of host: String, port: Int, shownAs name: String, before end: ContinuousClock.Instant, context: OperationContext
  ) throws(NetworkFailure) -> [SocketAddress] {
    let numeric = lookUp(host, port: port, flags: AI_NUMERICHOST)
    if numeric.code == 0 { return numeric.addresses }
    guard let pair = SocketPair() else {
      throw NetworkFailure(.unreachable, host: name, "\(name): \(String(cString: strerror(errno)).lowercased())")
    }
    let answer = Answer(done: pair)
    let thread = Thread {
      let found = lookUp(host, port: port, flags: 0)
      answer.result.withLock { $0 = found }
      var byte: UInt8 = 1
      send(answer.done.far, &byte, 1, 0)
    }
    thread.start()
    while true {
      let milliseconds = try ConnectLimit.milliseconds(until: end, host: name, context: context)
      var polled = [
        pollfd(fd: answer.done.near, events: Int16(POLLIN), revents: 0),
        pollfd(fd: context.cancellation.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      _ = poll(&polled, 2, milliseconds)
      guard let found = answer.result.withLock({ $0 }) else { continue }
      if found.code == 0 { return found.addresses }
      throw NetworkFailure(
        .unreachable, host: name, "the name \(host) can't be resolved: \(String(cString: gai_strerror(found.code)))",
        isTemporary: found.code == EAI_AGAIN)
    }
  }

  private static func lookUp(_ host: String, port: Int, flags: Int32) -> (code: Int32, addresses: [SocketAddress]) {
    var hints = addrinfo()
    hints.ai_flags = flags
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &list)
    guard code == 0 else { return (code, []) }
    defer { freeaddrinfo(list) }
    var addresses: [SocketAddress] = []
    var next = list
    while let info = next?.pointee {
      let bytes = UnsafeRawBufferPointer(start: info.ai_addr, count: Int(info.ai_addrlen))
      addresses.append(SocketAddress(family: info.ai_family, bytes: Array(bytes)))
      next = info.ai_next
    }
    return (0, addresses)
  }
}

/// How long the making of a connection may still take.
enum ConnectLimit {
  /// Returns for how many milliseconds a `poll` may wait; throws when the time is up or the caller wants to stop.
  static func milliseconds(
    until end: ContinuousClock.Instant, host: String, context: OperationContext
  ) throws(NetworkFailure) -> Int32 {
    if context.cancellation.isCancelled { throw .cancelled(host: host) }
    let now = ContinuousClock.Instant.now
    if now >= context.deadline { throw .timedOut(.total, after: context.limits.total, host: host) }
    if now >= end { throw .timedOut(.connect, after: context.limits.connect, host: host) }
    return now.milliseconds(until: min(end, context.deadline))
  }
}
