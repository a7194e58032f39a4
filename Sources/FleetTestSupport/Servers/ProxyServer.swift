import Foundation
import Synchronization

/// An http proxy: tunnels `CONNECT` and passes other requests on; with a user it wants Basic credentials.
public final class ProxyServer: Sendable {
  private let server: LoopbackServer
  private let log: Log

  private final class Log: Sendable {
    let lines = Mutex<[String]>([])
  }

  public var port: Int { server.port }
  /// The request lines that came with good credentials, and `407` for each that didn't.
  public var requests: [String] { log.lines.withLock { $0 } }

  public init(user: String? = nil, password: String = "") throws {
    let log = Log()
    self.log = log
    let wanted = user.map { "Basic " + Data("\($0):\(password)".utf8).base64EncodedString() }
    server = try LoopbackServer { client in
      while let head = ProxyServer.head(client) {
        let lines = head.components(separatedBy: "\r\n")
        let given = lines.first { $0.lowercased().hasPrefix("proxy-authorization:") }?.dropFirst(20)
        if let wanted, given?.trimmingCharacters(in: .whitespaces) != wanted {
          log.lines.withLock { $0.append("407") }
          let answer =
            "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n"
          guard LoopbackSocket.send(Array(answer.utf8), to: client) else { return }
          continue
        }
        log.lines.withLock { $0.append(lines[0]) }
        return ProxyServer.serve(client, lines)
      }
    }
  }

  public func stop() { server.stop() }

  private static func serve(_ client: Int32, _ lines: [String]) {
    let words = lines[0].split(separator: " ").map(String.init)
    guard words.count == 3 else { return }
    let isTunnel = words[0] == "CONNECT"
    guard let url = URL(string: isTunnel ? "tunnel://\(words[1])" : words[1]),
      let upstream = LoopbackSocket.connected(toPort: url.port ?? 80)
    else {
      _ = LoopbackSocket.send(Array("HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n".utf8), to: client)
      return
    }
    defer { close(upstream) }
    if isTunnel {
      guard LoopbackSocket.send(Array("HTTP/1.1 200 Yes\r\n\r\n".utf8), to: client) else { return }
    } else {
      let target = url.path + (url.query.map { "?\($0)" } ?? "")
      let rest = lines.dropFirst().filter { line in
        !["proxy-", "connection:"].contains { line.lowercased().hasPrefix($0) }
      }
      let head = (["\(words[0]) \(target) HTTP/1.1", "Connection: close"] + rest).joined(separator: "\r\n")
      guard LoopbackSocket.send(Array(head.utf8), to: upstream) else { return }
    }
    relay(client, upstream)
  }

  /// Reads a head byte by byte, so that nothing behind it is taken.
  private static func head(_ socket: Int32) -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while !bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      guard recv(socket, &byte, 1, 0) == 1 else { return nil }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func relay(_ one: Int32, _ other: Int32) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var polled = [one, other].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&polled, 2, -1) > 0 else { return }
      for (from, to, revents) in [(one, other, polled[0].revents), (other, one, polled[1].revents)] where revents != 0 {
        let count = recv(from, &buffer, buffer.count, 0)
        guard count > 0, LoopbackSocket.send(Array(buffer.prefix(count)), to: to) else { return }
      }
    }
  }
}
