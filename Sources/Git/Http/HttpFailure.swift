import Foundation

/// Makes failures of http answers that aren't what git expects.
enum HttpFailure {
  /// Makes the failure of a status that isn't 200; `body` is the beginning of the answer.
  static func make(_ head: HttpHead, body: [UInt8], host: String) -> NetworkFailure {
    let words = head.contentType == "text/plain" ? lines(of: body) : []
    let now = head.value("date").flatMap { RetryAfter.date($0) } ?? Date()
    let retryAfter = head.value("retry-after").flatMap { RetryAfter.parse($0, now: now) }
    func failure(_ kind: GitError.Kind, _ message: String, isTemporary: Bool = false) -> NetworkFailure {
      NetworkFailure(
        kind, host: host, "\(host): \(message) (\(head.status))", serverWords: words, status: head.status,
        retryAfter: retryAfter, isTemporary: isTemporary)
    }
    switch head.status {
    case 401: return failure(.authentication, "the server wants credentials")
    // Some limit the rate of requests this way, and then say when to come again.
    case 403: return failure(.refused, "access is forbidden", isTemporary: retryAfter != nil)
    case 404, 410: return failure(.notARepository, "no such repository, or no right to see it")
    case 407: return failure(.authentication, "the proxy wants credentials")
    case 413: return failure(.refused, "the push is larger than the server takes")
    case 408, 425, 429: return failure(.unreachable, "the server asks to come again later", isTemporary: true)
    case 500, 502, 503, 504: return failure(.unreachable, "the server can't answer now", isTemporary: true)
    case 300..<400: return failure(.refused, "the server redirects where it may not")
    default: return failure(.other, "an unexpected answer")
    }
  }

  /// Makes the failure of an answer of another media type than the protocol's.
  static func wrongType(_ head: HttpHead, host: String) -> NetworkFailure {
    let type = head.contentType ?? "no media type"
    // The dumb protocol serves files as they are (gitprotocol-http(5)).
    let isDumb = type == "text/plain" || type == "application/octet-stream"
    var failure = NetworkFailure(
      .notARepository, host: host,
      isDumb
        ? "\(host) serves git's dumb protocol only"
        : "\(host) isn't a git server at that URL: it answered with \(type)", status: head.status)
    if isDumb { failure.gitReason = .dumbServer }
    return failure
  }

  private static func lines(of body: [UInt8]) -> [String] {
    let lines = body.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self).printable }
    return Array(lines.filter { !$0.isEmpty }.prefix(5))
  }
}
