import Ccurl
import Foundation

/// Makes a connection and gives it up again, before a git program is started that would wait for one without a limit.
///
/// Only a limit that passes and a cancellation end the operation: with everything else that is wrong the program may know
/// ways and settings that we don't.
enum ConnectProbe {
  /// Returns why there is no connection, for where the program fails too and knows no better; nil where there is one.
  ///
  /// For http the connection goes through the proxy and includes the TLS handshake. For ssh the `ssh` program has the limit.
  ///
  /// - Throws: where none comes about within the connect limit.
  static func run(_ url: RemoteURL, in context: OperationContext) throws(NetworkFailure) -> NetworkFailure? {
    do throws(NetworkFailure) {
      switch url.scheme {
      case .http, .https: try connectByCurl(url, in: context)
      case .git: try connect(url, in: context)
      case .ssh, .file: break
      }
      return nil
    } catch  where error.kind != .timedOut && error.kind != .cancelled {
      return error
    }
  }

  private static func connect(_ url: RemoteURL, in context: OperationContext) throws(NetworkFailure) {
    // Then a program of the user's makes the connection, and the idle limit is left.
    let settings = context.settings
    guard settings.configuration.string("core.gitproxy") == nil, settings.variable("GIT_PROXY_COMMAND") == nil else {
      return
    }
    let socket = try SocketConnector(
      host: url.host, port: url.effectivePort ?? 9418, shownAs: url.hostAndPort, context: context
    ).connect()
    close(socket)
  }

  private static func connectByCurl(_ url: RemoteURL, in context: OperationContext) throws(NetworkFailure) {
    let session = CurlSession.current
    let handle = session.borrowHandle()
    defer { session.giveBack(handle) }
    let options = HttpOptions(for: url, isRedirected: false, context.settings)
    let resolutions = CurlHeaders(options.resolutions)
    try options.apply(to: handle, limits: context.limits)
    _ = fleet_curl_set_list(handle.raw, CURLOPT_RESOLVE, resolutions.list)
    // Nobody is asked for a secret here: without one the connection may not come about, but that shows at once.
    try options.tls.apply(to: handle, passphrase: nil)
    try options.proxy.apply(to: handle, asked: nil)
    try handle.set(CURLOPT_URL, "\(url.scheme.rawValue)://\(url.hostAndPort)/")
    try handle.set(CURLOPT_CONNECT_ONLY, 1)
    let transfer = CurlTransfer(handle, isUpload: false, on: session, host: url.hostAndPort, in: context)
    defer { transfer.close() }
    try transfer.waitForHead()
    withExtendedLifetime(resolutions) {}
  }
}
