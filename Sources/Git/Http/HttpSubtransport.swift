/// Reaches a repository over http or https: a request for each step, all on one kept connection.
final class HttpSubtransport: Subtransport {
  private var exchange: HttpExchange?
  private var url: String?

  func open(_ service: SmartService, url: String, in context: OperationContext) throws(NetworkFailure)
    -> any SubtransportStream
  {
    if exchange == nil || self.url != url {
      close()
      exchange =
        if let heard = heard(url, in: context) {
          heard
        } else {
          try HttpExchange(try HttpSubtransport.parse(url), in: context)
        }
      self.url = url
    }
    guard let exchange else { throw NetworkFailure(.other, host: "", "no exchange was begun") }
    guard service.isReferences else { return HttpServiceStream(service, exchange) }
    if let known = context.advertisement, known.service == service, known.url == url {
      return KnownReferencesStream(known)
    }
    return HttpReferencesStream(service, exchange)
  }

  /// Takes the exchange that heard the first step's answer already.
  private func heard(_ url: String, in context: OperationContext) -> HttpExchange? {
    guard context.advertisement?.url == url else { return nil }
    defer { context.exchange = nil }
    return context.exchange
  }

  /// Returns a server's answer to the first step, whole, and the exchange for the steps that follow.
  static func references(
    of url: String, for service: SmartService, in context: OperationContext
  ) throws(NetworkFailure) -> (bytes: [UInt8], HttpExchange) {
    let exchange = try HttpExchange(try parse(url), in: context)
    let transfer = try exchange.perform(HttpRequest(service: service, body: .none))
    defer { transfer.close() }
    return (try transfer.readAll(limit: 1 << 28), exchange)
  }

  func close() {
    exchange?.close()
    exchange = nil
    url = nil
  }

  private static func parse(_ text: String) throws(NetworkFailure) -> RemoteURL {
    do throws(GitError) { return try RemoteURL(parsing: text) } catch {
      throw NetworkFailure(error.kind, host: "", error.description)
    }
  }
}

/// The first step: the server's references, read as they come.
private final class HttpReferencesStream: SubtransportStream {
  private let request: HttpRequest
  private let exchange: HttpExchange
  private var transfer: CurlTransfer?

  init(_ service: SmartService, _ exchange: HttpExchange) {
    request = HttpRequest(service: service, body: .none)
    self.exchange = exchange
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(NetworkFailure) -> Int {
    if let transfer { return try transfer.read(into: buffer) }
    let started = try exchange.perform(request)
    transfer = started
    return try started.read(into: buffer)
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(NetworkFailure) {
    throw NetworkFailure(.other, host: exchange.base.hostAndPort, "the request for references has no body")
  }

  func close() {
    transfer?.close()
    transfer = nil
  }
}

/// A later step: what libgit2 writes is the request's body, what it reads the answer. A small body is kept and sent as
/// one; a large one is sent while it is made, and never is in memory as a whole.
private final class HttpServiceStream: SubtransportStream {
  private let service: SmartService
  private let exchange: HttpExchange
  private var body: [UInt8] = []
  private var transfer: CurlTransfer?
  private var isAnswering = false

  init(_ service: SmartService, _ exchange: HttpExchange) {
    self.service = service
    self.exchange = exchange
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(NetworkFailure) {
    if let transfer { return try send(bytes, over: transfer) }
    body.append(contentsOf: bytes)
    guard body.count > exchange.options.bufferByteCount else { return }
    let transfer = try exchange.performInPieces(HttpRequest(service: service, body: .pieces))
    self.transfer = transfer
    try body.withUnsafeBufferPointer { buffer throws(NetworkFailure) in
      try send(UnsafeRawBufferPointer(buffer), over: transfer)
    }
    body = []
  }

  /// Sends a piece; a server that has answered already has refused, and the rest of the pack need not be made.
  private func send(_ bytes: UnsafeRawBufferPointer, over transfer: CurlTransfer) throws(NetworkFailure) {
    try transfer.send(bytes)
    if transfer.isDone { try exchange.finish(transfer, HttpRequest(service: service, body: .pieces)) }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(NetworkFailure) -> Int {
    guard let transfer else {
      let started = try exchange.perform(wholeRequest())
      isAnswering = true
      transfer = started
      return try started.read(into: buffer)
    }
    if !isAnswering {
      isAnswering = true
      transfer.endSending()
      try exchange.finish(transfer, HttpRequest(service: service, body: .pieces))
    }
    return try transfer.read(into: buffer)
  }

  private func wholeRequest() -> HttpRequest {
    // git compresses what asks for a pack, which is text, and never a pack.
    if service == .uploadPack, let compressed = HttpRequest.compressed(body) {
      return HttpRequest(service: service, body: .bytes(compressed), isCompressed: true)
    }
    return HttpRequest(service: service, body: .bytes(body))
  }

  func close() {
    transfer?.close()
    transfer = nil
  }
}
