import Ccurl

/// The requests of one operation to one repository: follows redirects, authenticates, and hands out the answer that
/// counts. Borrows a handle of this thread until `close`.
final class HttpExchange {
  /// The repository's URL; a redirect of the first request changes it for those that follow.
  private(set) var base: RemoteURL
  private(set) var options: HttpOptions

  private let origin: RemoteURL
  private let context: OperationContext
  private let session = CurlSession.current
  private let handle: CurlHandle
  private var authenticator: HttpAuthenticator
  /// Kept for curl, which only keeps pointers to them.
  private var headers = CurlHeaders([])
  private var resolutions = CurlHeaders([])
  private var isClosed = false

  init(_ url: RemoteURL, in context: OperationContext) throws(NetworkFailure) {
    base = url
    origin = url
    self.context = context
    options = HttpOptions(for: url, isRedirected: false, context.settings)
    authenticator = HttpAuthenticator(url, isRedirected: false, options, in: context)
    handle = session.borrowHandle()
    try setUp()
  }

  /// Whether no redirect has led elsewhere.
  var isAtOrigin: Bool { base == origin }

  deinit { close() }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    session.giveBack(handle)
  }

  /// Sends a request whose body is known and returns the transfer once a good answer has begun; what the body was is
  /// sent again where the server wants to know who asks.
  func perform(_ request: HttpRequest) throws(NetworkFailure) -> CurlTransfer {
    var redirectCount = 0
    while true {
      let transfer = try start(request)
      do throws(NetworkFailure) {
        try transfer.waitForHead()
        if transfer.head.status == 200 {
          try check(transfer, answers: request)
          authenticator.accepted()
          return transfer
        }
        let body = try transfer.readRest()
        transfer.close()
        try prepareRetry(request, after: transfer.head, body, &redirectCount)
      } catch {
        transfer.close()
        throw error
      }
    }
  }

  /// Sends a request whose body comes in pieces. Since it can't be sent twice, an empty one goes first, as with git: it
  /// settles who asks.
  func performInPieces(_ request: HttpRequest) throws(NetworkFailure) -> CurlTransfer {
    try settle(request.service)
    return try start(request)
  }

  private func settle(_ service: SmartService) throws(NetworkFailure) {
    let probe = try perform(HttpRequest(service: service, body: .bytes(Array("0000".utf8))))
    // The handle is free for the next request only then.
    defer { probe.close() }
    _ = try probe.readRest()
  }

  /// Takes the head of an answer to a request in pieces.
  func finish(_ transfer: CurlTransfer, _ request: HttpRequest) throws(NetworkFailure) {
    try transfer.waitForHead()
    if transfer.head.status == 200 { return try check(transfer, answers: request) }
    throw failure(transfer.head, try transfer.readRest())
  }

  private func start(_ request: HttpRequest) throws(NetworkFailure) -> CurlTransfer {
    let lines = request.headers + options.extraHeaders + [authenticator.authorization.header].compactMap(\.self)
    let headers = CurlHeaders(lines)
    try handle.set(CURLOPT_URL, base.withoutUserInfo + request.tail(below: base))
    _ = fleet_curl_set_list(handle.raw, CURLOPT_HTTPHEADER, headers.list)
    self.headers = headers
    try authenticator.authorization.apply(to: handle)
    try request.apply(to: handle)
    let isUpload = if case .pieces = request.body { true } else { false }
    return CurlTransfer(handle, isUpload: isUpload, on: session, host: base.hostAndPort, in: context)
  }

  private func check(_ transfer: CurlTransfer, answers request: HttpRequest) throws(NetworkFailure) {
    guard transfer.head.contentType == request.answerType else {
      throw HttpFailure.wrongType(transfer.head, host: base.hostAndPort)
    }
  }

  /// Makes the failure of an answer; a server that repeats what we sent must not make us show it.
  private func failure(_ head: HttpHead, _ body: [UInt8]) -> NetworkFailure {
    var failure = HttpFailure.make(head, body: body, host: base.hostAndPort)
    for secret in authenticator.authorization.secrets + options.secrets where secret.utf8.count > 3 {
      failure.serverWords = failure.serverWords.map { $0.replacing(secret, with: "***") }
    }
    return failure
  }

  /// Makes ready for the same request once more, or throws.
  private func prepareRetry(
    _ request: HttpRequest, after head: HttpHead, _ body: [UInt8], _ redirectCount: inout Int
  ) throws(NetworkFailure) {
    if head.status == 401 { return try authenticator.next(offered: HttpMethods(handle)) }
    let follows = options.redirects == .all || (options.redirects == .initial && request.service.isReferences)
    guard HttpRedirect.isRedirect(head.status), follows, let location = handle.text(CURLINFO_REDIRECT_URL) else {
      throw failure(head, body)
    }
    redirectCount += 1
    guard redirectCount <= HttpRedirect.limit else {
      throw NetworkFailure(.refused, host: base.hostAndPort, "\(base.hostAndPort) redirects without end")
    }
    let previous = base
    let next = try HttpRedirect.base(after: location, from: base, tail: request.tail(below: base))
    base = next
    guard !next.hasSameOrigin(as: previous) else { return }
    // Another server: nothing of what was meant for the first one goes along.
    options = HttpOptions(for: next, isRedirected: !next.hasSameOrigin(as: origin), context.settings)
    authenticator = HttpAuthenticator(
      next, isRedirected: !next.host.utf8.elementsEqual(origin.host.utf8), options, in: context)
    session.reset(handle)
    try setUp()
  }

  private func setUp() throws(NetworkFailure) {
    try options.apply(to: handle, limits: context.limits)
    resolutions = CurlHeaders(options.resolutions)
    _ = fleet_curl_set_list(handle.raw, CURLOPT_RESOLVE, resolutions.list)
    let secrets = HttpSecrets(context, host: base.hostAndPort)
    try options.tls.apply(to: handle, passphrase: try secrets.passphrase(of: options.tls))
    try options.proxy.apply(to: handle, asked: try secrets.password(of: options.proxy))
  }
}

extension RemoteURL {
  /// The URL as curl gets it: who asks is told by options, so that it never is in an error text.
  fileprivate var withoutUserInfo: String {
    var path = self.path[...]
    while path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    return "\(scheme.rawValue)://\(hostAndPort)\(path)"
  }
}

extension HttpRequest {
  /// The end of the request's URL; a repository's URL may have a query already.
  fileprivate func tail(below base: RemoteURL) -> String {
    guard base.path.utf8.contains(UInt8(ascii: "?")), let mark = tail.firstIndex(of: "?") else { return tail }
    return tail.replacingCharacters(in: mark...mark, with: "&")
  }
}
