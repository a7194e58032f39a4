/// Why a network operation ended, as the transport saw it: libgit2 keeps only a text, and not always that.
public struct NetworkFailure: Error, Sendable, Equatable {
  /// Which of `NetworkLimits` passed.
  public enum Limit: String, Sendable {
    case connect
    case idle
    case total
  }

  public var kind: GitError.Kind
  /// The server's name as the URL has it, with the port where the URL has one.
  public var host: String
  /// One line that names the host: lower case, no final full stop, no credentials.
  public var message: String
  public var hint: String?
  /// What the server or the program that connects said, one line each.
  public var serverWords: [String]
  /// Set where `kind` is `timedOut`.
  public var limit: Limit?
  /// The status of the http answer, if there was one.
  public var status: Int?
  /// How long the server asked to wait before the next try.
  public var retryAfter: Duration?
  /// Whether the same operation may succeed a little later.
  public var isTemporary: Bool
  /// Why the git program could do what failed here; nil where it couldn't either.
  public var gitReason: GitReason?

  public init(
    _ kind: GitError.Kind, host: String, _ message: String, hint: String? = nil, serverWords: [String] = [],
    limit: Limit? = nil, status: Int? = nil, retryAfter: Duration? = nil, isTemporary: Bool = false
  ) {
    self.kind = kind
    self.host = host
    self.message = message
    self.hint = hint
    self.serverWords = serverWords
    self.limit = limit
    self.status = status
    self.retryAfter = retryAfter
    self.isTemporary = isTemporary
  }
}

extension NetworkFailure: CustomStringConvertible {
  public var description: String { message }
}

extension NetworkFailure {
  static func cancelled(host: String) -> NetworkFailure {
    NetworkFailure(.cancelled, host: host, "cancelled while waiting for \(host)")
  }

  static func timedOut(_ limit: Limit, after duration: Duration, host: String) -> NetworkFailure {
    let time = duration.shortText
    let message =
      switch limit {
      case .connect: "no connection to \(host) within \(time)"
      case .idle: "nothing from \(host) for \(time)"
      case .total: "\(host) took longer than \(time) for the whole operation"
      }
    return NetworkFailure(.timedOut, host: host, message, limit: limit, isTemporary: true)
  }
}

extension GitError {
  /// Makes the error of an operation that `failure` ended.
  public init(operation: String, _ failure: NetworkFailure, code: Int32 = 0, klass: Int32 = 0) {
    self.init(
      operation: operation, kind: failure.kind, message: failure.message, hint: failure.hint,
      serverWords: failure.serverWords, code: code, klass: klass, isTemporary: failure.isTemporary,
      retryAfter: failure.retryAfter)
  }
}

extension Duration {
  /// The duration as people type it: `500ms`, `3s`, `2m`.
  var shortText: String {
    let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    if milliseconds % 1000 != 0 { return "\(milliseconds)ms" }
    let seconds = milliseconds / 1000
    return seconds >= 120 && seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
  }
}
