import Foundation
import Synchronization

/// An http server whose answers a test writes, and that remembers every request as it came.
public final class HttpServer: Sendable {
  public struct Request: Sendable {
    /// Which connection it came over, from 1.
    public let connection: Int
    public let method: String
    /// With its query.
    public let target: String
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]

    /// The value of a header; `name` in lower case.
    public func header(_ name: String) -> String? { headers.last { $0.name == name }?.value }
  }

  public struct Answer: Sendable {
    public var status: Int
    public var headers: [(String, String)]
    public var body: [UInt8]

    public init(_ status: Int, headers: [(String, String)] = [], body: [UInt8] = []) {
      self.status = status
      self.headers = headers
      self.body = body
    }
  }

  private let server: LoopbackServer
  private let log: Log

  private final class Log: Sendable {
    let requests = Mutex<[Request]>([])
    let connections = Atomic(0)
  }

  public var port: Int { server.port }
  public var requests: [Request] { log.requests.withLock { $0 } }
  public var connectionCount: Int { log.connections.load(ordering: .relaxed) }

  /// Answers each request with what `answer` returns; connections are kept.
  public init(_ answer: @escaping @Sendable (Request) throws -> Answer) throws {
    let log = Log()
    self.log = log
    server = try LoopbackServer { socket in
      let number = log.connections.add(1, ordering: .relaxed).newValue
      var reader = HttpReader(socket)
      while let request = reader.next(connection: number) {
        log.requests.withLock { $0.append(request) }
        let reply: Answer
        do { reply = try answer(request) } catch {
          reply = Answer(500, headers: [("Content-Type", "text/plain")], body: Array("\(error)\n".utf8))
        }
        var head = "HTTP/1.1 \(reply.status) Status\r\nContent-Length: \(reply.body.count)\r\n"
        for (name, value) in reply.headers { head += "\(name): \(value)\r\n" }
        guard LoopbackSocket.send(Array((head + "\r\n").utf8) + reply.body, to: socket) else { return }
      }
    }
  }

  public func stop() { server.stop() }

  public func url(_ path: String, host: String = "127.0.0.1") -> String { "http://\(host):\(port)/\(path)" }
}

/// Reads requests from a connection.
private struct HttpReader {
  private let socket: Int32
  private var buffer: [UInt8] = []

  init(_ socket: Int32) { self.socket = socket }

  mutating func next(connection: Int) -> HttpServer.Request? {
    guard let head = take(through: Array("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n").filter { !$0.isEmpty }
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count == 3 else { return nil }
    let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (line[..<colon].lowercased(), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
    }
    func value(_ name: String) -> String? { headers.last { $0.name == name }?.value }
    let body: [UInt8]?
    if value("transfer-encoding") == "chunked" {
      body = takeChunks()
    } else {
      body = take(value("content-length").flatMap { Int($0) } ?? 0)
    }
    guard let body else { return nil }
    return HttpServer.Request(
      connection: connection, method: String(words[0]), target: String(words[1]), headers: headers, body: body)
  }

  private mutating func takeChunks() -> [UInt8]? {
    var body: [UInt8] = []
    while let line = take(through: [0x0D, 0x0A]) {
      let size = String(decoding: line.dropLast(2), as: UTF8.self).prefix { $0 != ";" }
      guard let count = Int(size, radix: 16), let chunk = take(count), take(2) != nil else { return nil }
      if count == 0 { return body }
      body += chunk
    }
    return nil
  }

  /// Takes bytes up to an end that is the last of `end` with the others in front of it.
  private mutating func take(through end: [UInt8]) -> [UInt8]? {
    var searched = 0
    while true {
      while let index = buffer[searched...].firstIndex(of: end[end.count - 1]) {
        searched = index + 1
        if buffer[...index].suffix(end.count).elementsEqual(end) { return take(searched) }
      }
      searched = buffer.count
      guard fill() else { return nil }
    }
  }

  private mutating func take(_ count: Int) -> [UInt8]? {
    while buffer.count < count { guard fill() else { return nil } }
    defer { buffer.removeFirst(count) }
    return Array(buffer.prefix(count))
  }

  private mutating func fill() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(socket, &bytes, bytes.count, 0)
    guard count > 0 else { return false }
    buffer += bytes.prefix(count)
    return true
  }
}
