/// Reaches repositories over `git://`: one connection, on which the service is named first (gitprotocol-pack(5)).
final class DaemonTransport: Subtransport {
  private var stream: DaemonStream?

  func open(_ service: SmartService, url text: String, in context: OperationContext) throws(NetworkFailure)
    -> any SubtransportStream
  {
    if let stream, !service.isReferences { return stream }
    stream?.close()
    let url: RemoteURL
    do throws(GitError) { url = try RemoteURL(parsing: text) } catch {
      throw NetworkFailure(error.kind, host: "", error.message)
    }
    let socket = try SocketConnector(
      host: url.host, port: url.effectivePort ?? 9418, shownAs: url.hostAndPort, context: context
    ).connect()
    let opened = DaemonStream(socket: socket, host: url.hostAndPort, context: context)
    stream = opened
    let request = DaemonTransport.request(service, url: url)
    try request.withUnsafeBufferPointer { (bytes) throws(NetworkFailure) in
      try opened.write(UnsafeRawBufferPointer(bytes))
    }
    return opened
  }

  func close() {
    stream?.close()
    stream = nil
  }

  /// The first packet: service, path and the host for servers that serve several.
  static func request(_ service: SmartService, url: RemoteURL) -> [UInt8] {
    let path = url.decodedPath ?? Array(url.path.utf8)
    // A home is `~name` without the URL's slash, as over ssh.
    let isHome = path.starts(with: "/~".utf8)
    let body =
      Array("\(service.program) ".utf8) + (isHome ? path.dropFirst() : path[...]) + [0]
      + Array("host=\(url.hostAndPort)".utf8) + [0]
    let length = String(body.count + 4, radix: 16)
    return Array((String(repeating: "0", count: max(0, 4 - length.count)) + length).utf8) + body
  }
}
