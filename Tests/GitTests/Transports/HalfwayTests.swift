import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// Servers that stop, cut or talk rubbish in the middle of something: of a handshake, of a pack, of a push.
@Suite struct HalfwayTests {
  private let workbench: TransportWorkbench
  private let remote: Remote
  private let limits = NetworkLimits(connect: .seconds(3), idle: .seconds(2), total: .seconds(60))

  init() throws {
    workbench = try TransportWorkbench()
    remote = try Remote(
      files: ["README.md": "hello\n", "noise": .file(try Noise.bytes(400_000))], in: workbench.folder)
  }

  enum Way: String, CaseIterable {
    case git
    case http
    case https
    case ssh
  }

  /// A server of one kind behind a port that stops, and what a client needs for it.
  private struct Halfway {
    /// Kept as long as the value.
    let servers: [AnyObject]
    let port: Int
    let url: String
    let options: NetworkOptions

    var host: String { url.contains("localhost") ? "localhost:\(port)" : "127.0.0.1:\(port)" }
  }

  private func halfway(_ way: Way, after byteCount: Int, then ending: StallServer.Ending = .hold) throws -> Halfway {
    // What is cut has to be noticed without a limit.
    let limits = if case .hold = ending { limits } else { NetworkLimits.forTests }
    func relay(_ port: Int) throws -> StallServer {
      try StallServer(.relays(toPort: port, byteCount: byteCount, then: ending))
    }
    switch way {
    case .git:
      let server = try GitDaemon(remote)
      let relay = try relay(server.port)
      return Halfway(
        servers: [server, relay], port: relay.port, url: relay.url(), options: try workbench.options(limits: limits))
    case .http:
      let server = try WebServer(serving: workbench.folder)
      let relay = try relay(server.port)
      return Halfway(
        servers: [server, relay], port: relay.port, url: "http://localhost:\(relay.port)/plain/remote.git",
        options: try workbench.options(limits: limits))
    case .https:
      let certificates = try Certificates(in: workbench.folder)
      let server = try WebServer(
        serving: workbench.folder, tls: WebServer.Tls(certificates.pair(names: ["DNS:localhost"])))
      let relay = try relay(server.port)
      return Halfway(
        servers: [server, relay], port: relay.port, url: "https://localhost:\(relay.port)/plain/remote.git",
        options: try workbench.options(["GIT_SSL_CAINFO": certificates.caFile], limits: limits))
    case .ssh:
      let server = try SshServer(in: workbench.folder)
      let relay = try relay(server.port)
      let known = server.knownHosts().replacing(":\(server.port)", with: ":\(relay.port)")
      let command = try server.command(key: server.acceptedKey(.ed25519), knownHosts: known)
      return Halfway(
        servers: [server, relay], port: relay.port,
        url: "ssh://\(SshServer.user)@127.0.0.1:\(relay.port)\(remote.path)",
        options: try workbench.options(["GIT_SSH_COMMAND": command], limits: limits))
    }
  }

  /// The error of a fetch that has to fail.
  private func failure(_ server: Halfway) throws -> GitError? {
    do throws(GitError) {
      _ = try workbench.fetchTyped(server.url, server.options)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: RemoteEngine.both, Way.allCases)
  func aPackThatStopsCostsTheIdleLimitAndNamesTheHost(_ engine: RemoteEngine, _ way: Way) throws {
    workbench.engine = engine
    let server = try halfway(way, after: 100_000)
    let error = try failure(server)
    #expect(error?.kind == .timedOut)
    #expect(error?.isTemporary == true)
    #expect(error?.message == "nothing from \(server.host) for 2s")
  }

  @Test(arguments: RemoteEngine.both, Way.allCases)
  func aPackThatIsCutIsTemporaryAndNamesTheHost(_ engine: RemoteEngine, _ way: Way) throws {
    workbench.engine = engine
    let server = try halfway(way, after: 100_000, then: .reset)
    let error = try failure(server)
    #expect(error?.kind == .unreachable)
    #expect(error?.isTemporary == true)
    #expect(error?.message.contains(server.host) == true)
    // Nothing of the pack stays behind.
    #expect(!workbench.folder.listing().contains { $0.contains("/pack/") })
  }

  /// A hundred bytes are the middle of a handshake.
  @Test(arguments: RemoteEngine.both, [Way.https, .ssh])
  func aHandshakeThatIsCutIsUnreachable(_ engine: RemoteEngine, _ way: Way) throws {
    workbench.engine = engine
    let server = try halfway(way, after: 100, then: .reset)
    let error = try failure(server)
    #expect(error?.kind == .unreachable)
    #expect(error?.message.contains(server.host) == true)
  }

  @Test(arguments: RemoteEngine.both, [Way.https, .ssh])
  func aHandshakeThatStopsCostsALimit(_ engine: RemoteEngine, _ way: Way) throws {
    workbench.engine = engine
    let server = try halfway(way, after: 100)
    let error = try failure(server)
    #expect(error?.kind == .timedOut)
    #expect(error?.message.contains(server.host) == true)
  }

  @Test(arguments: RemoteEngine.both, [Way.https, .ssh])
  func rubbishInPlaceOfAHandshakeIsUnreachable(_ engine: RemoteEngine, _ way: Way) throws {
    workbench.engine = engine
    let server = try StallServer(.says(Array("rubbish\r\n\r\n".utf8), then: .close))
    let command = "ssh -F /dev/null -oUserKnownHostsFile=/dev/null"
    let error = try workbench.failure(
      server.url(scheme: way.rawValue), workbench.options(["GIT_SSH_COMMAND": command]))
    #expect(error?.kind == .unreachable)
    #expect(error?.message.contains("127.0.0.1:\(server.port)") == true)
  }

  /// The server takes the pack, but its hook doesn't end.
  @Test(arguments: RemoteEngine.both, Way.allCases)
  func aPushWithoutAnAnswerCostsTheIdleLimit(_ engine: RemoteEngine, _ way: Way) throws {
    workbench.engine = engine
    let server = try halfway(way, after: .max)
    // Ends with the test, also where the server's programs outlive the server: the file goes, at the latest with its folder.
    let running = try workbench.folder.write("", to: "running")
    try remote.installHook("pre-receive", "while test -e '\(running)'; do sleep 0.05; done; exit 1")
    defer { unlink(running) }
    let commit = try workbench.commit(["a.txt": "1\n"])
    do {
      _ = try workbench.push(commit, to: server.url, "refs/heads/fleet/a", server.options)
      Issue.record("the push passed")
    } catch let error as GitError {
      #expect(error.kind == .timedOut)
      #expect(error.message == "nothing from \(server.host) for 2s")
    }
  }
}
