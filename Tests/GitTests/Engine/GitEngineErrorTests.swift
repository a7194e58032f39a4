import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// The git engine's errors have the kinds that the library's have.
@Suite struct GitEngineErrorTests {
  private let workbench: TransportWorkbench

  init() throws {
    workbench = try TransportWorkbench()
  }

  private func error(
    _ url: String, limits: NetworkLimits = .forTests, _ variables: [String: String] = [:],
    config: [String: String] = [:]
  ) throws -> GitError? {
    var options = try workbench.options(variables, config: config, limits: limits)
    options.engine = .git
    return try workbench.failure(url, options)
  }

  @Test(arguments: [
    ("git://127.0.0.1:1/x.git", GitError.Kind.unreachable), ("http://127.0.0.1:1/x.git", .unreachable),
    ("http://nowhere.invalid/x.git", .unreachable), ("git://nowhere.invalid/x.git", .unreachable),
    ("/nowhere/x.git", .notARepository), ("ext::sh -c true", .unsupported),
  ])
  func whatIsNotThereIsToldApart(_ url: String, _ kind: GitError.Kind) throws {
    #expect(try error(url)?.kind == kind)
  }

  @Test(arguments: [
    (403, GitError.Kind.refused, false), (404, .notARepository, false), (429, .unreachable, true),
    (503, .unreachable, true),
  ])
  func aStatusBecomesAKindOfError(_ status: Int, _ kind: GitError.Kind, _ isTemporary: Bool) throws {
    let server = try HttpServer { _ in HttpServer.Answer(status) }
    let error = try error(server.url("x.git"))
    #expect(error?.kind == kind && error?.isTemporary == isTemporary)
    #expect(error?.message.contains("127.0.0.1:\(server.port)") == true)
  }

  @Test func aServerThatWantsCredentialsIsToldApart() throws {
    let server = try HttpServer { _ in HttpServer.Answer(401, headers: [("WWW-Authenticate", "Basic realm=\"x\"")]) }
    let error = try error(server.url("x.git"))
    #expect(error?.kind == .authentication)
    #expect(error?.hint?.contains("FLEET_TOKEN_127_0_0_1") == true)
  }

  @Test func aRepositoryThatIsNotExportedIsNone() throws {
    let served = try ServedRemote()
    #expect(try error(served.url + "x")?.kind == .notARepository)
  }

  @Test(arguments: ["git", "http"])
  func aSilentServerEndsAtTheIdleLimit(_ scheme: String) throws {
    let server = try StallServer(.silent)
    let start = ContinuousClock.now
    let limits = NetworkLimits(connect: .milliseconds(500), idle: .milliseconds(500), total: .seconds(20))
    let error = try error(server.url(scheme: scheme), limits: limits)
    #expect(error?.kind == .timedOut && error?.isTemporary == true)
    #expect(error?.message.contains("127.0.0.1:\(server.port)") == true)
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test func garbageIsNoAnswer() throws {
    let server = try StallServer(.says(Array("no git here, and never was\n".utf8), then: .close))
    let error = try error(server.url())
    #expect(error?.kind == .corrupt || error?.kind == .unreachable)
  }

  @Test(arguments: [RemoteEngine.automatic, .git])
  func aShallowRemoteIsNoRemote(_ engine: RemoteEngine) throws {
    let served = try ServedRemote()
    try served.remote.commit(["a.txt": "2\n"])
    try served.remote.folder.write(try served.remote.id().hex + "\n", to: "remote.git/shallow")
    var options = served.options
    options.engine = engine
    let mirror = try Repository(creatingBare: served.mirrorPath)
    let error = gitError { _ = try mirror.fetch(from: served.url, refspecs: mirrorRefspecs, options: options) }
    #expect(error?.kind == (engine == .git ? .unsupported : .corrupt))
    #expect(error?.message.contains("shallow clone") == true)
  }

  @Test func aCancellationEndsTheProgramAndItsChildren() throws {
    let server = try StallServer(.silent)
    let cancellation = Cancellation()
    var options = try workbench.options(cancellation: cancellation)
    options.engine = .git
    let url = server.url(scheme: "http")
    let thread = Thread {
      server.waitForConnection()
      cancellation.cancel()
    }
    thread.start()
    #expect(try workbench.failure(url, options)?.kind == .cancelled)
    #expect(ProcessTable.lastingCommandLines(containing: "127.0.0.1:\(server.port)").isEmpty)
  }

  @Test(arguments: [
    (
      "fatal: unable to access 'https://h/x/': SSL certificate problem: unable to get local issuer certificate",
      GitError.Kind.certificate
    ),
    (
      "fatal: unable to access 'https://h/x/': server certificate verification failed. CAfile: none CRLfile: none",
      .certificate
    ),
    ("fatal: Authentication failed for 'https://h/x/'", .authentication),
    ("fatal: could not read Username for 'https://h': terminal prompts disabled", .authentication),
    ("fatal: unable to access 'https://h/x/': Could not resolve host: h", .unreachable),
    ("fatal: unable to access 'https://h/x/': Failed to connect to h port 443: Connection timed out", .timedOut),
    ("fatal: repository 'https://h/x/' not found", .notARepository),
    ("fatal: remote error: access denied or repository not exported: /x", .notARepository),
    ("fatal: protocol error: bad line length character: no g", .corrupt),
    ("fatal: remote error: upload-pack: not our ref 3f2a91c", .moved),
    ("fatal: the remote end hung up unexpectedly", .unreachable),
    ("fatal: early EOF\nfatal: fetch-pack: invalid index-pack output", .unreachable),
    ("fatal: pack is corrupted (SHA1 mismatch)\nfatal: fetch-pack: invalid index-pack output", .corrupt),
    ("fatal: detected dubious ownership in repository at '/x'", .refused),
    (
      "error: RPC failed; HTTP 413 curl 22 The requested URL returned error: 413\nfatal: the remote end hung up unexpectedly",
      .refused
    ),
    ("fatal: something that nobody has seen before", .other),
  ])
  func gitsWordsBecomeKinds(_ words: String, _ kind: GitError.Kind) throws {
    let failure = GitFailure.make(
      try RemoteURL(parsing: "https://h/x"), host: "h", status: .exited(128),
      words: words.components(separatedBy: "\n"),
      limits: .forTests)
    #expect(failure.kind == kind)
    #expect(failure.message.contains("h") && !failure.message.contains("fatal"))
  }

  @Test func sshsWordsAreReadAsThoseOfTheSshTransport() throws {
    let failure = GitFailure.make(
      try RemoteURL(parsing: "git@h:x"), host: "h", status: .exited(128),
      words: [
        "git@h: Permission denied (publickey).", "fatal: Could not read from remote repository.",
        "Please make sure you have the correct access rights", "and the repository exists.",
      ], limits: .forTests)
    #expect(failure.kind == .authentication && failure.message.contains("no key was accepted"))
  }
}
