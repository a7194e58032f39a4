import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// Redirects as git treats them.
@Suite struct RedirectTests {
  private let workbench: TransportWorkbench
  private let remote: Remote

  init() throws {
    workbench = try TransportWorkbench()
    remote = try Remote(files: ["README.md": "hello\n"], in: workbench.folder)
  }

  @Test(arguments: RemoteEngine.both)
  func theFirstRequestIsFollowedAndTheOthersGoToTheNewPlace(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try WebServer(serving: workbench.folder)
    #expect(try workbench.fetch(server.url("moved/remote.git")).isDownloaded)
    let log = try server.log(atLeast: 3)
    #expect(log.first?.status == 301 && log.last?.target == "/plain/remote.git/git-upload-pack")
    // Git lists and fetches by two programs, each of which follows for itself.
    #expect(log.filter { $0.method == "POST" }.allSatisfy { $0.status == 200 } as Bool)
    if engine == .automatic { #expect(log.map(\.status) == [301, 200, 200]) }
  }

  @Test(arguments: RemoteEngine.both)
  func credentialsGoWithARedirectOfTheSameServer(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try WebServer(serving: workbench.folder)
    let user = "\(WebServer.user):\(WebServer.password.escapedForURL)"
    #expect(try workbench.fetch(server.url("moved-basic/remote.git", user: user)).isDownloaded)
  }

  @Test(arguments: RemoteEngine.both)
  func nothingOfTheFirstServerReachesTheSecond(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let backend = try GitBackend(remote)
    let second = try HttpServer { request in
      request.header("authorization") == nil && request.target.contains("private")
        ? HttpServer.Answer(401, headers: [("WWW-Authenticate", "Basic realm=\"second\"")])
        : try backend.answer(request)
    }
    let first = try HttpServer { request in
      if request.header("authorization") == nil {
        return HttpServer.Answer(401, headers: [("WWW-Authenticate", "Basic realm=\"first\"")])
      }
      return HttpServer.Answer(
        302, headers: [("Location", second.url(String(request.target.dropFirst()), host: "localhost"))])
    }
    let variables = [
      "FLEET_TOKEN_127_0_0_1": "token-of-the-first", "FLEET_TOKEN_LOCALHOST": "token-of-the-second",
    ]
    let config = ["http.extraHeader": "X-Private: header-of-the-first"]
    let options = try workbench.options(variables, config: config)
    // Git follows only what is redirected before anybody has asked who is there.
    let fetched = try? workbench.fetch(first.url("remote.git"), options)
    #expect(fetched?.isDownloaded == (engine == .git ? nil : true))
    #expect(first.requests[1].header("authorization") != nil)
    #expect(first.requests[1].header("x-private") == "header-of-the-first")
    for request in second.requests {
      #expect(request.header("authorization") == nil)
      // Git sends headers that are set for all servers to all servers.
      if engine == .automatic { #expect(request.header("x-private") == nil) }
    }
    // Where the second server asks, the tokens of the environment are not for one that somebody else has named.
    let error = try workbench.failure(first.url("private/remote.git"), options)
    #expect(error?.kind == .authentication)
    #expect(second.requests.compactMap { $0.header("authorization") }.isEmpty)
  }

  @Test func aHeaderThatIsSetForTheSecondServersURLIsSentThere() throws {
    let backend = try GitBackend(remote)
    let second = try HttpServer { try backend.answer($0) }
    let first = try HttpServer { request in
      HttpServer.Answer(307, headers: [("Location", second.url(String(request.target.dropFirst()), host: "localhost"))])
    }
    let options = try workbench.options(
      config: ["http.http://localhost:\(second.port).extraHeader": "X-Second: yes"])
    try workbench.fetch(first.url("remote.git"), options)
    #expect(second.requests.compactMap { $0.header("x-second") } == ["yes", "yes"])
    #expect(first.requests.compactMap { $0.header("x-second") }.isEmpty)
  }

  @Test func aPostIsNotFollowed() throws {
    let backend = try GitBackend(remote)
    let server = try HttpServer { request in
      request.method == "GET" || request.target.hasPrefix("/elsewhere")
        ? try backend.answer(request) : HttpServer.Answer(307, headers: [("Location", "/elsewhere" + request.target)])
    }
    do throws(GitError) {
      _ = try workbench.fetchTyped(server.url("remote.git"))
      Issue.record("the redirect was followed")
    } catch {
      #expect(error.kind == .refused)
      #expect(error.message.contains("(307)"))
    }
    let options = try workbench.options(config: ["http.followRedirects": "true"])
    #expect(try workbench.fetch(server.url("remote.git"), options).isDownloaded)
  }

  @Test(arguments: RemoteEngine.both)
  func noRedirectIsFollowedWhereGitIsSetSo(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try WebServer(serving: workbench.folder)
    let options = try workbench.options(config: ["http.followRedirects": "false"])
    let error = try workbench.failure(server.url("moved/remote.git"), options)
    #expect(error?.kind == .refused)
    #expect(error?.message.contains("301") == true)
  }

  @Test(arguments: RemoteEngine.both)
  func redirectsWithoutEndAreEnded(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try WebServer(serving: workbench.folder)
    let error = try workbench.failure(server.url("loop/remote.git"))
    #expect(error?.kind == .refused)
    #expect(error?.message.contains(engine == .git ? "redirects followed" : "redirects without end") == true)
    #expect(try server.log(atLeast: 21).count == 21)
  }

  @Test(
    arguments: RemoteEngine.both,
    [
      "ftp://127.0.0.1/remote.git/info/refs?service=git-upload-pack",
      "file:///etc/passwd/info/refs?service=git-upload-pack",
      "ssh://127.0.0.1/remote.git/info/refs?service=git-upload-pack",
      "http://127.0.0.1/login?next=remote.git",
      "http://user:secret-of-a-url@127.0.0.1/login",
    ])
  func aRedirectToAnythingElseIsRefused(_ engine: RemoteEngine, _ location: String) throws {
    workbench.engine = engine
    let server = try HttpServer { _ in HttpServer.Answer(302, headers: [("Location", location)]) }
    let error = try workbench.failure(server.url("remote.git"))
    // Git first goes where it is led, and finds nobody.
    let isFollowed = engine == .git && location.hasPrefix("http:")
    #expect(error?.kind == (isFollowed ? .unreachable : .refused))
    #expect(error?.message.contains("127.0.0.1:\(server.port)\(engine == .git ? ":" : " redirects to")") == true)
    #expect(error?.message.contains("secret-of-a-url") == false)
  }

  @Test func aRedirectFromHttpsToHttpIsRefused() throws {
    let base = try RemoteURL(parsing: "https://example.com/a.git")
    let tail = "/info/refs?service=git-upload-pack"
    #expect(throws: NetworkFailure.self) {
      try HttpRedirect.base(after: "http://example.com/a.git\(tail)", from: base, tail: tail)
    }
    let next = try HttpRedirect.base(after: "https://other.example/b.git\(tail)", from: base, tail: tail)
    #expect(next.redacted == "https://other.example/b.git")
  }

  @Test(arguments: RemoteEngine.both)
  func nobodyIsLedFromHttpsToHttp(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let backend = try GitBackend(remote)
    let plain = try HttpServer { try backend.answer($0) }
    let certificates = try Certificates(in: workbench.folder)
    let server = try WebServer(
      serving: workbench.folder, tls: WebServer.Tls(certificates.pair(names: ["DNS:localhost"])),
      elsewhere: "http://127.0.0.1:\(plain.port)")
    let options = try workbench.options(["GIT_SSL_CAINFO": certificates.caFile])
    let error = try workbench.failure(server.url("away/remote.git"), options)
    #expect(error?.kind == .refused)
    #expect(plain.requests.isEmpty)
  }
}
