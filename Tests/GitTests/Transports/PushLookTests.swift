import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// A look at a remote by the way of a push, and the push that needn't ask again.
@Suite struct PushLookTests {
  private let workbench: TransportWorkbench
  private let remote: Remote

  init() throws {
    workbench = try TransportWorkbench()
    remote = try Remote(files: ["README.md": "hello\n"], in: workbench.folder)
  }

  @Test func thePushAfterALookIsOneRequest() throws {
    let backend = try GitBackend(remote)
    let server = try HttpServer { try backend.answer($0) }
    let url = server.url("remote.git")
    try workbench.fetch(url)
    let requestCount = server.requests.count
    let (look, isRefused) = try workbench.lookToPush(url)
    let found = try #require(look)
    #expect(!isRefused)
    let tip = try remote.tip(of: "main")
    #expect(found.advertised.first { $0.name == "refs/heads/main" }?.id.hex == tip)
    let commit = try workbench.commit(["a.txt": "1\n"])
    let results = try workbench.push(commit, to: url, "refs/heads/fleet/a", knowing: .heard(found.advertisement))
    #expect(results.map(\.verdict) == [.accepted])
    #expect(try remote.tip(of: "fleet/a") == commit.hex)
    #expect(
      server.requests[requestCount...].map(\.target)
        == ["/remote.git/info/refs?service=git-receive-pack", "/remote.git/git-receive-pack"])
  }

  @Test func whatMovedSinceTheLookIsFoundByTheServer() throws {
    let server = try WebServer(serving: workbench.folder)
    let url = server.url("plain/remote.git")
    try workbench.fetch(url)
    let look = try #require(try workbench.lookToPush(url).look)
    let other = try remote.commit(["b.txt": "2\n"], on: "fleet/a")
    let commit = try workbench.commit(["a.txt": "1\n"])
    do {
      _ = try workbench.push(commit, to: url, "refs/heads/fleet/a", knowing: .heard(look.advertisement))
      Issue.record("the push passed")
    } catch let error as GitError {
      #expect(error.kind == .moved)
    }
    #expect(try remote.tip(of: "fleet/a") == other)
  }

  @Test func aHooksRefusalStaysOneAfterALook() throws {
    let server = try WebServer(serving: workbench.folder)
    let url = server.url("plain/remote.git")
    try workbench.fetch(url)
    try remote.refusePushes(saying: "no pushes on Fridays")
    let look = try #require(try workbench.lookToPush(url).look)
    let commit = try workbench.commit(["a.txt": "1\n"])
    let results = try workbench.push(commit, to: url, "refs/heads/fleet/a", knowing: .heard(look.advertisement))
    #expect(results.map(\.verdict) == [.refused("pre-receive hook declined")])
    #expect(results.first?.serverWords == ["no pushes on Fridays"])
  }

  @Test func aMovedRemoteIsLeftToAFetch() throws {
    let server = try WebServer(serving: workbench.folder)
    let url = server.url("plain/remote.git")
    #expect(try workbench.lookToPush(url).look == nil)
    try workbench.fetch(url)
    #expect(try workbench.lookToPush(url).look != nil)
    _ = try remote.commit(["b.txt": "2\n"])
    let (look, isRefused) = try workbench.lookToPush(url)
    #expect(look == nil)
    #expect(!isRefused)
  }

  @Test func aBranchThatIsGoneIsLeftToAFetch() throws {
    let server = try WebServer(serving: workbench.folder)
    _ = try remote.commit(["b.txt": "2\n"], on: "other")
    try workbench.fetch(server.url("plain/remote.git"))
    try remote.set("refs/heads/other", to: nil)
    #expect(try workbench.lookToPush(server.url("plain/remote.git")).look == nil)
  }

  @Test func aServerWithoutPushesIsTold() throws {
    let backend = try GitBackend(remote)
    let server = try HttpServer { request in
      request.target.contains("receive-pack") ? HttpServer.Answer(403) : try backend.answer(request)
    }
    try workbench.fetch(server.url("remote.git"))
    let (look, isRefused) = try workbench.lookToPush(server.url("remote.git"))
    #expect(look == nil)
    #expect(isRefused)
  }

  @Test func aServerThatIsBusyIsAnError() throws {
    let backend = try GitBackend(remote)
    let server = try HttpServer { request in
      request.target.contains("receive-pack") ? HttpServer.Answer(503) : try backend.answer(request)
    }
    try workbench.fetch(server.url("remote.git"))
    do {
      _ = try workbench.lookToPush(server.url("remote.git"))
      Issue.record("the look passed")
    } catch let error as GitError {
      #expect(error.isTemporary)
    }
  }

  @Test func whatARedirectLedToIsNotKept() throws {
    let server = try WebServer(serving: workbench.folder)
    let moved = try HttpServer { request in
      HttpServer.Answer(301, headers: [("Location", server.url("plain") + request.target)])
    }
    try workbench.fetch(moved.url("remote.git"))
    #expect(try workbench.lookToPush(moved.url("remote.git")).look == nil)
  }

  @Test func wherePushesGoElsewhereAFetchLooks() throws {
    let server = try WebServer(serving: workbench.folder)
    let url = server.url("plain/remote.git")
    try workbench.fetch(url)
    var options = try workbench.options()
    options.settings = NetworkSettings(
      environment: options.settings.environment,
      configuration: GitConfiguration(entries: [
        .init(key: "url.http://127.0.0.1:9/.pushinsteadof", value: "http://")
      ]),
      version: "1.2.3")
    #expect(try workbench.lookToPush(url, options).look == nil)
  }
}
