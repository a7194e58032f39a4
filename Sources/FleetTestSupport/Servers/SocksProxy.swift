import Foundation

/// A SOCKS proxy: `ssh -D`, through which everything goes by way of a test's own ssh server.
public final class SocksProxy: Sendable {
  public let port: Int
  private let process: ServerProcess

  /// Starts the proxy; everything that it needs is in `folder`.
  public init(through server: SshServer, in folder: TemporaryFolder) throws {
    port = try LoopbackSocket.freePort()
    let command = try server.command(key: server.acceptedKey(.ed25519), knownHosts: server.knownHosts())
    process = try ServerProcess(
      "/bin/sh",
      [
        "-c",
        "exec \(command) -N -oBatchMode=yes -oExitOnForwardFailure=yes -D 127.0.0.1:\(port) -p \(server.port) \"$0\"",
        "\(SshServer.user)@127.0.0.1",
      ], environment: HermeticEnvironment.variables(home: folder.path), logPath: "\(folder.path)/socks.log")
    let port = port
    try process.waitUntilReady { LoopbackSocket.isListening(on: port) }
  }

  public func stop() { process.stop() }
}
