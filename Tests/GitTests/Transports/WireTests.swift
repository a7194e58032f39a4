import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// What goes over the wire of http (gitprotocol-http(5)).
@Suite struct WireTests {
  private let workbench: TransportWorkbench
  private let remote: Remote

  init() throws {
    workbench = try TransportWorkbench()
    remote = try Remote(files: ["README.md": "hello\n"], in: workbench.folder)
  }

  private func server() throws -> HttpServer {
    let backend = try GitBackend(remote)
    return try HttpServer { try backend.answer($0) }
  }

  @Test func requestsHaveTheProtocolsHeaders() throws {
    let server = try server()
    try workbench.fetch(server.url("remote.git"))
    let (first, second) = (server.requests[0], server.requests[1])
    #expect(first.method == "GET" && first.target == "/remote.git/info/refs?service=git-upload-pack")
    #expect(first.header("user-agent") == "git/2.0 (fleet/1.2.3)")
    #expect(first.header("pragma") == "no-cache")
    #expect(first.header("accept-encoding")?.contains("gzip") == true)
    #expect(second.method == "POST" && second.target == "/remote.git/git-upload-pack")
    #expect(second.header("content-type") == "application/x-git-upload-pack-request")
    #expect(second.header("accept") == "application/x-git-upload-pack-result")
    #expect(server.requests.allSatisfy { $0.header("expect") == nil && $0.header("authorization") == nil } as Bool)
    #expect(server.requests.allSatisfy { $0.header("git-protocol") == nil } as Bool)
  }

  @Test func aSmallPushHasItsLengthAndALargeOneComesInPieces() throws {
    let server = try server()
    let url = server.url("remote.git")
    try workbench.fetch(url)
    let small = try workbench.commit(["a.txt": "1\n"])
    _ = try workbench.push(small, to: url, "refs/heads/small")
    let request = try #require(server.requests.last)
    #expect(request.header("content-length") == String(request.body.count))
    #expect(request.header("transfer-encoding") == nil)

    let large = try workbench.commit(["noise.txt": Noise.text(2_000_000)])
    let results = try workbench.push(large, to: url, "refs/heads/large")
    #expect(results.map(\.verdict) == [.accepted])
    let tip = try remote.tip(of: "large")
    #expect(tip == large.hex)
    let (probe, pieces) = (server.requests[server.requests.count - 2], server.requests[server.requests.count - 1])
    #expect(probe.body == Array("0000".utf8))
    #expect(pieces.header("transfer-encoding") == "chunked")
    #expect(pieces.header("content-length") == nil)
    #expect(pieces.body.count > 1 << 20)
    #expect(try remote.problems() == "")
  }

  @Test func theBufferOfGitsConfigurationDecidesWhatIsLarge() throws {
    let server = try server()
    let options = try workbench.options(config: ["http.postBuffer": "20m"])
    try workbench.fetch(server.url("remote.git"), options)
    let commit = try workbench.commit(["noise.txt": Noise.text(2_000_000)])
    _ = try workbench.push(commit, to: server.url("remote.git"), "refs/heads/x", options)
    #expect(server.requests.last?.header("transfer-encoding") == nil)
    #expect((server.requests.last?.body.count ?? 0) > 1 << 20)
  }

  @Test func aLongWishIsCompressed() throws {
    for number in 0..<60 {
      try remote.commit(["f\(number).txt": .text("\(number)\n")], on: "branch-\(number)", message: "C\(number)\n")
    }
    let server = try server()
    #expect(try workbench.fetch(server.url("remote.git")).isDownloaded)
    let wish = try #require(server.requests.first { $0.method == "POST" })
    #expect(wish.header("content-encoding") == "gzip")
    #expect(wish.body.starts(with: [0x1F, 0x8B]))
  }

  @Test(arguments: RemoteEngine.both)
  func extraHeadersAreSentForTheURLsThatTheyAreSetFor(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try server()
    let options = try workbench.options(config: [
      "http.extraHeader": "X-All: 1",
      "http.http://127.0.0.1:\(server.port)/.extraHeader": "X-Mine: 2",
      "http.http://example.com/.extraHeader": "X-Other: 3",
      "http.http://127.0.0.1:\(server.port)/remote.git.extraHeader": "X-Split: 4\r\nX-Injected: 5",
    ])
    try workbench.fetch(server.url("remote.git"), options)
    for request in server.requests {
      #expect(request.header("x-all") == "1")
      #expect(request.header("x-mine") == "2")
      #expect(request.header("x-other") == nil)
      #expect(engine == .git || request.header("x-injected") == nil)
    }
  }

  @Test(arguments: RemoteEngine.both)
  func anAuthorizationOfExtraHeaderIsTheOnlyOne(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let backend = try GitBackend(remote)
    let server = try HttpServer { request in
      request.header("authorization") == "Basic bWU6cmlnaHQ="
        ? try backend.answer(request)
        : HttpServer.Answer(401, headers: [("WWW-Authenticate", "Basic realm=\"x\"")])
    }
    let right = try workbench.options(config: ["http.extraHeader": "Authorization: Basic bWU6cmlnaHQ="])
    #expect(try workbench.fetch(server.url("remote.git"), right).isDownloaded)
    let wrong = try workbench.options(
      ["FLEET_TOKEN_127_0_0_1": "unused"], config: ["http.extraHeader": "Authorization: Basic d3Jvbmc="])
    let error = try workbench.failure(server.url("remote.git"), wrong)
    #expect(error?.kind == .authentication)
    if engine == .automatic { #expect(error?.message.contains("http.extraHeader") == true) }
    #expect(server.requests.last?.header("authorization") == "Basic d3Jvbmc=")
  }

  @Test(arguments: RemoteEngine.both)
  func cookiesOfAFileAreSent(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try server()
    let line = "127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\tabc\n"
    let file = try workbench.folder.write("# Netscape HTTP Cookie File\n" + line, to: "cookies")
    try workbench.fetch(server.url("remote.git"), workbench.options(config: ["http.cookieFile": file]))
    #expect(server.requests[0].header("cookie") == "session=abc")
    try workbench.fetch(server.url("remote.git"), workbench.options())
    #expect(server.requests.last?.header("cookie") == nil)
  }

  @Test func digestIsAnsweredWithoutThePassword() throws {
    let backend = try GitBackend(remote)
    let digest = DigestChallenge(user: "me", password: "secret-of-me", environment: remote.git.environment)
    let server = try HttpServer { request in
      try digest.accepts(request)
        ? try backend.answer(request) : HttpServer.Answer(401, headers: [("WWW-Authenticate", digest.header)])
    }
    let url = "http://me:secret-of-me@127.0.0.1:\(server.port)/remote.git"
    #expect(try workbench.fetch(url).isDownloaded)
    #expect(server.requests.contains { $0.header("authorization")?.contains("secret-of-me") == true } == false)
  }

  @Test(arguments: RemoteEngine.both)
  func anAnswerOfAnotherTypeIsNoGitServer(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try HttpServer { _ in
      HttpServer.Answer(200, headers: [("Content-Type", "text/html; charset=utf-8")], body: Array("<p>hi".utf8))
    }
    let error = try workbench.failure(server.url("remote.git"))
    #expect(error?.kind == .notARepository)
    #expect(error?.message.contains("it answered with text/html") == true)
  }

  @Test func aBombOfCompressedBytesIsNotKeptInMemory() throws {
    let zeros = try TestProgram.run(
      "sh", ["-c", "head -c 400000000 /dev/zero | gzip -1"], environment: remote.git.environment
    ).stdout
    let server = try HttpServer { _ in
      HttpServer.Answer(
        200,
        headers: [
          ("Content-Type", "application/x-git-upload-pack-advertisement"), ("Content-Encoding", "gzip"),
        ], body: zeros)
    }
    #expect(try workbench.failure(server.url("remote.git")) != nil)
  }
}
