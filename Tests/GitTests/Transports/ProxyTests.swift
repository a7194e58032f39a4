import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// Proxies: found in git's order, for plain and for encrypted servers.
@Suite struct ProxyTests {
  private let workbench: TransportWorkbench
  private let remote: Remote

  init() throws {
    workbench = try TransportWorkbench()
    remote = try Remote(files: ["README.md": "hello\n"], in: workbench.folder)
  }

  private func plainServer() throws -> HttpServer {
    let backend = try GitBackend(remote)
    return try HttpServer { try backend.answer($0) }
  }

  @Test(arguments: RemoteEngine.both, ["http_proxy", "all_proxy", "ALL_PROXY"])
  func aPlainServerIsReachedThroughTheProxyOfTheEnvironment(_ engine: RemoteEngine, _ variable: String) throws {
    workbench.engine = engine
    let (server, proxy) = (try plainServer(), try ProxyServer())
    let options = try workbench.options([variable: "http://127.0.0.1:\(proxy.port)"])
    #expect(try workbench.fetch(server.url("remote.git"), options).isDownloaded)
    #expect(proxy.requests.first?.hasPrefix("GET http://127.0.0.1:\(server.port)/remote.git/info/refs") == true)
  }

  @Test(arguments: RemoteEngine.both)
  func theVariableInCapitalsIsNotReadForPlainHttp(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let (server, proxy) = (try plainServer(), try ProxyServer())
    let options = try workbench.options(["HTTP_PROXY": "http://127.0.0.1:\(proxy.port)"])
    #expect(try workbench.fetch(server.url("remote.git"), options).isDownloaded)
    #expect(proxy.requests.isEmpty)
  }

  @Test(arguments: RemoteEngine.both, ["https_proxy", "HTTPS_PROXY"])
  func anEncryptedServerIsReachedThroughATunnel(_ engine: RemoteEngine, _ variable: String) throws {
    workbench.engine = engine
    let certificates = try Certificates(in: workbench.folder)
    let server = try WebServer(
      serving: workbench.folder, tls: WebServer.Tls(certificates.pair(names: ["DNS:localhost"])))
    let proxy = try ProxyServer()
    let options = try workbench.options([
      variable: "http://127.0.0.1:\(proxy.port)", "GIT_SSL_CAINFO": certificates.caFile,
    ])
    #expect(try workbench.fetch(server.url("plain/remote.git"), options).isDownloaded)
    #expect(Set(proxy.requests) == ["CONNECT localhost:\(server.port) HTTP/1.1"])
    // Git's programs keep no connection for each other.
    #expect(engine == .git || proxy.requests.count == 1)
  }

  @Test(arguments: RemoteEngine.both)
  func theConfigurationGoesBeforeTheEnvironment(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let (server, proxy, other) = (try plainServer(), try ProxyServer(), try ProxyServer())
    let options = try workbench.options(
      ["http_proxy": "http://127.0.0.1:\(other.port)"], config: ["http.proxy": "127.0.0.1:\(proxy.port)"])
    #expect(try workbench.fetch(server.url("remote.git"), options).isDownloaded)
    #expect(!proxy.requests.isEmpty && other.requests.isEmpty)
  }

  @Test(arguments: RemoteEngine.both)
  func anEmptySettingForAURLMeansNoProxy(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let (server, proxy) = (try plainServer(), try ProxyServer())
    let options = try workbench.options(config: [
      "http.proxy": "127.0.0.1:\(proxy.port)", "http.http://127.0.0.1:\(server.port).proxy": "",
    ])
    #expect(try workbench.fetch(server.url("remote.git"), options).isDownloaded)
    #expect(proxy.requests.isEmpty)
  }

  @Test(arguments: RemoteEngine.both, ["no_proxy", "NO_PROXY"])
  func exceptionsAreReachedDirectly(_ engine: RemoteEngine, _ variable: String) throws {
    workbench.engine = engine
    let (server, proxy) = (try plainServer(), try ProxyServer())
    let options = try workbench.options([
      "http_proxy": "http://127.0.0.1:\(proxy.port)", variable: "example.com,127.0.0.1",
    ])
    #expect(try workbench.fetch(server.url("remote.git"), options).isDownloaded)
    #expect(proxy.requests.isEmpty)
  }

  @Test(arguments: RemoteEngine.both)
  func aProxysUserAndPasswordAreTakenFromItsURL(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let (server, proxy) = (try plainServer(), try ProxyServer(user: "me", password: "p@ss"))
    let options = try workbench.options(["http_proxy": "http://me:p%40ss@127.0.0.1:\(proxy.port)"])
    #expect(try workbench.fetch(server.url("remote.git"), options).isDownloaded)
    #expect(proxy.requests.contains { $0.hasPrefix("GET http://") })
  }

  @Test func aProxysPasswordIsAskedOfGitCredentialOnce() throws {
    let (server, proxy) = (try plainServer(), try ProxyServer(user: "me", password: "p@ss"))
    let helper = try CredentialHelperScript(in: workbench.folder, user: "me", password: "p@ss")
    let options = try workbench.options(
      ["http_proxy": "http://me@127.0.0.1:\(proxy.port)"], config: ["credential.helper": helper.command])
    for _ in 0..<2 { try workbench.fetch(server.url("remote.git"), options) }
    #expect(helper.verbs == ["get"])
    #expect(helper.requests[0].contains("host=127.0.0.1:\(proxy.port)"))
  }

  @Test(arguments: RemoteEngine.both)
  func aProxyThatRefusesIsNamedWithoutItsPassword(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let (server, proxy) = (try plainServer(), try ProxyServer(user: "me", password: "right"))
    let options = try workbench.options(["http_proxy": "http://me:wrong-one@127.0.0.1:\(proxy.port)"])
    let error = try workbench.failure(server.url("remote.git"), options)
    #expect(error?.kind == .authentication)
    #expect(error?.message.contains("proxy") == true)
    #expect(error?.message.contains("wrong-one") == false)
  }

  @Test(arguments: RemoteEngine.both)
  func aTunnelThatIsRefusedIsNamed(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let proxy = try ProxyServer(user: "me", password: "right")
    let options = try workbench.options(["https_proxy": "http://127.0.0.1:\(proxy.port)"])
    let error = try workbench.failure("https://localhost:1/remote.git", options)
    #expect(error?.kind == .authentication)
    #expect(error?.message.contains("the proxy for localhost:1 wants credentials") == true)
  }

  @Test(arguments: ["socks5h", "socks5", "socks4"])
  func aPlainServerIsReachedThroughASocksProxy(_ scheme: String) throws {
    let server = try plainServer()
    let socks = try SocksProxy(through: SshServer(in: workbench.folder), in: workbench.folder)
    let options = try workbench.options(config: ["http.proxy": "\(scheme)://127.0.0.1:\(socks.port)"])
    #expect(try workbench.fetch(server.url("remote.git"), options).isDownloaded)
    // Without it there is no way, so that was the way.
    socks.stop()
    let error = try workbench.failure(server.url("remote.git"), options)
    #expect(error?.kind == .unreachable)
    #expect(error?.message.contains("127.0.0.1:\(server.port)") == true)
  }

  @Test func anEncryptedServerIsReachedThroughASocksProxyOfTheEnvironment() throws {
    let certificates = try Certificates(in: workbench.folder)
    let server = try WebServer(
      serving: workbench.folder, tls: WebServer.Tls(certificates.pair(names: ["DNS:localhost"])))
    let socks = try SocksProxy(through: SshServer(in: workbench.folder), in: workbench.folder)
    let options = try workbench.options([
      "all_proxy": "socks5h://127.0.0.1:\(socks.port)", "GIT_SSL_CAINFO": certificates.caFile,
    ])
    #expect(try workbench.fetch(server.url("plain/remote.git"), options).isDownloaded)
    socks.stop()
    #expect(try workbench.failure(server.url("plain/remote.git"), options)?.kind == .unreachable)
  }

  @Test(arguments: RemoteEngine.both, [("http", "https"), ("http", "http"), ("socks5h", "http")])
  func aSilentProxyCostsALimitAndTheServerIsNamed(
    _ engine: RemoteEngine, _ schemes: (proxy: String, server: String)
  ) throws {
    workbench.engine = engine
    let proxy = try StallServer(.silent)
    let options = try workbench.options(
      config: ["http.proxy": "\(schemes.proxy)://127.0.0.1:\(proxy.port)"],
      limits: NetworkLimits(connect: .seconds(1), idle: .seconds(1), total: .seconds(30)))
    let error = try workbench.failure("\(schemes.server)://git.example:99/remote.git", options)
    #expect(error?.kind == .timedOut)
    #expect(error?.message.contains("git.example:99") == true)
  }
}
