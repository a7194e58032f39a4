import FleetTestSupport
import Foundation
import Synchronization

/// A server's side of NTLM over http: the handshake's three messages on one connection, which from then on is the
/// user's ([MS-NLMP], [MS-NTHT]).
final class NtlmChallenge: Sendable {
  private let user: String
  private let password: String
  private let environment: [String: String]
  private let connections = Mutex<Set<Int>>([])
  private static let nonce: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]

  init(user: String, password: String, environment: [String: String]) {
    self.user = user
    self.password = password
    self.environment = environment
  }

  /// Returns what to say to a request whose sender isn't known yet; nil where it may pass.
  func answer(to request: HttpServer.Request) throws -> HttpServer.Answer? {
    guard let text = request.header("authorization") else {
      return connections.withLock({ $0.contains(request.connection) }) ? nil : refusal("NTLM")
    }
    guard text.hasPrefix("NTLM "), let data = Data(base64Encoded: String(text.dropFirst(5))) else {
      return refusal("NTLM")
    }
    let message = Array(data)
    guard message.starts(with: Array("NTLMSSP\0".utf8)), message.count > 16 else { return refusal("NTLM") }
    if message[8] == 1 { return refusal("NTLM \(Data(Self.challenge).base64EncodedString())") }
    guard message[8] == 3, try proves(message) else { return refusal("NTLM") }
    connections.withLock { _ = $0.insert(request.connection) }
    return nil
  }

  private func refusal(_ header: String) -> HttpServer.Answer {
    HttpServer.Answer(401, headers: [("WWW-Authenticate", header)])
  }

  /// The second message: Unicode, extended session security and a list about the server, which ask for version 2.
  private static var challenge: [UInt8] {
    let flags: [UInt8] = [0x05, 0x02, 0x89, 0x00]
    let list: [UInt8] = [2, 0, 8, 0] + wide("TEST") + [0, 0, 0, 0]
    let headLength = UInt8(48)
    let namePlace: [UInt8] = [0, 0, 0, 0, headLength, 0, 0, 0]
    let count = UInt8(list.count)
    let listPlace: [UInt8] = [count, 0, count, 0, headLength, 0, 0, 0]
    let reserved = [UInt8](repeating: 0, count: 8)
    return Array("NTLMSSP\0".utf8) + [2, 0, 0, 0] + namePlace + flags + nonce + reserved + listPlace + list
  }

  /// Whether the third message could only be made with the password.
  private func proves(_ message: [UInt8]) throws -> Bool {
    guard let response = Self.field(20, of: message), response.count > 16,
      let domain = Self.field(28, of: message), let name = Self.field(36, of: message),
      name == Self.wide(user)
    else { return false }
    let hash = try openssl(["-provider", "legacy", "-provider", "default", "-md4"], Self.wide(password))
    let key = try hmac(hash, Self.wide(user.uppercased()) + domain)
    return try hmac(key, Self.nonce + response[16...]) == Self.hex(response[..<16])
  }

  /// The bytes that a field's length and place at `offset` point to.
  private static func field(_ offset: Int, of message: [UInt8]) -> [UInt8]? {
    guard message.count >= offset + 8 else { return nil }
    let length = Int(message[offset]) | Int(message[offset + 1]) << 8
    let start = Int(message[offset + 4]) | Int(message[offset + 5]) << 8
    return start + length <= message.count ? Array(message[start..<(start + length)]) : nil
  }

  private static func wide(_ text: String) -> [UInt8] {
    text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  private static func hex(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.map { String(0x100 | Int($0), radix: 16).dropFirst() }.joined()
  }

  private func hmac(_ key: String, _ bytes: [UInt8]) throws -> String {
    try openssl(["-md5", "-mac", "HMAC", "-macopt", "hexkey:\(key)"], bytes)
  }

  /// Returns a digest in hexadecimal.
  private func openssl(_ arguments: [String], _ input: [UInt8]) throws -> String {
    let result = try TestProgram.run("openssl", ["dgst", "-r"] + arguments, environment: environment, input: input)
    guard result.status == 0 else { throw TestSupportError("openssl dgst: \(result.stderr)") }
    return String(result.text.prefix(32))
  }
}
