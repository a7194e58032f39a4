import FleetTestSupport
import Foundation

/// A server's side of Digest authentication (RFC 7616) with MD5.
struct DigestChallenge: Sendable {
  private let user: String
  private let password: String
  private let environment: [String: String]
  private let nonce = "0123456789abcdef"

  init(user: String, password: String, environment: [String: String]) {
    self.user = user
    self.password = password
    self.environment = environment
  }

  var header: String { "Digest realm=\"test\", nonce=\"\(nonce)\", qop=\"auth\", algorithm=MD5" }

  /// Whether a request proves that its sender knows the password.
  func accepts(_ request: HttpServer.Request) throws -> Bool {
    guard let text = request.header("authorization"), text.hasPrefix("Digest ") else { return false }
    var fields: [String: String] = [:]
    for part in text.dropFirst(7).components(separatedBy: ",") {
      let pair = part.trimmingCharacters(in: .whitespaces).split(separator: "=", maxSplits: 1)
      if pair.count == 2 { fields[String(pair[0])] = pair[1].trimmingCharacters(in: ["\""]) }
    }
    guard fields["username"] == user, fields["nonce"] == nonce, fields["uri"] == request.target,
      let count = fields["nc"], let own = fields["cnonce"]
    else { return false }
    let first = try md5("\(user):test:\(password)")
    let second = try md5("\(request.method):\(request.target)")
    return fields["response"] == (try md5("\(first):\(nonce):\(count):\(own):auth:\(second)"))
  }

  private func md5(_ text: String) throws -> String {
    let result = try TestProgram.run("md5sum", [], environment: environment, input: Array(text.utf8))
    return String(result.text.prefix(32))
  }
}
