import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// http against nginx with git's own backend.
@Suite struct WebServerTests {
  private let workbench: TransportWorkbench
  private let remote: Remote
  private let server: WebServer

  init() throws {
    workbench = try TransportWorkbench()
    remote = try Remote(files: ["README.md": "hello\n"], in: workbench.folder)
    server = try WebServer(serving: workbench.folder)
  }

  private func push(_ url: String, _ options: NetworkOptions) throws {
    try workbench.fetch(url, options)
    let commit = try workbench.commit(["a.txt": "1\n"])
    let results = try workbench.push(commit, to: url, "refs/heads/fleet/a", options)
    #expect(results.map(\.verdict) == [.accepted])
    let pushed = try remote.tip(of: "fleet/a")
    #expect(pushed == commit.hex)
  }

  @Test(arguments: RemoteEngine.both)
  func aRepositoryIsFetchedAndPushed(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    try push(server.url("plain/remote.git"), workbench.options())
    let agents = try server.log(atLeast: 4).map(\.userAgent)
    if engine == .automatic { #expect(Set(agents) == ["git/2.0 (fleet/1.2.3)"]) }
  }

  @Test func manyOperationsOfOneThreadShareOneConnection() throws {
    for _ in 0..<5 { try workbench.fetch(server.url("plain/remote.git")) }
    try push(server.url("plain/remote.git"), workbench.options())
    let log = try server.log(atLeast: 9)
    #expect(Set(log.map(\.connection)).count == 1)
  }

  @Test(arguments: RemoteEngine.both)
  func credentialsOfTheURLAreUsedAndNeverShown(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let user = "\(WebServer.user):\(WebServer.password.escapedForURL)"
    try push(server.url("basic/remote.git", user: user), workbench.options())
    let error = try workbench.failure(server.url("basic/remote.git", user: "tester:wrong-one"))
    #expect(error?.kind == .authentication)
    #expect(error?.description.contains("the credentials of the URL") == true)
    #expect(error?.description.contains("wrong-one") == false)
    #expect(error.map { "\($0)".contains("tester") } == false)
  }

  @Test(arguments: RemoteEngine.both)
  func aTokenOfTheEnvironmentIsSentWhereTheServerAsksForIt(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let token = ["FLEET_TOKEN_LOCALHOST": WebServer.token]
    try push(server.url("bearer/remote.git"), workbench.options(token))
    let log = try server.log(atLeast: 5)
    #expect(log[0].authorization.isEmpty && log[0].status == 401)
    let bearer = "Bearer \(WebServer.token)"
    #expect(log.filter { $0.status == 200 }.map(\.authorization).allSatisfy { $0 == bearer } as Bool)
    guard engine == .automatic else { return }
    // What the server took once is sent at once from then on.
    #expect(log.filter { $0.status == 401 }.count == 1)
    #expect(log.dropFirst().map(\.authorization).allSatisfy { $0 == bearer } as Bool)
  }

  @Test(arguments: RemoteEngine.both)
  func theTokenOfAHostWithItsPortGoesFirst(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let tokens = ["FLEET_TOKEN_LOCALHOST": "wrong", "FLEET_TOKEN_LOCALHOST_\(server.port)": WebServer.token]
    try workbench.fetch(server.url("bearer/remote.git"), workbench.options(tokens))
    let log = try server.log(atLeast: 3)
    #expect(log.map(\.authorization).contains("Bearer wrong") == false)
  }

  @Test(arguments: RemoteEngine.both, [("GITHUB_TOKEN", "GH_HOST"), ("GITLAB_TOKEN", "GITLAB_HOST")])
  func aForgesTokenNeverLeavesOverPlainHttp(_ engine: RemoteEngine, _ names: (token: String, host: String)) throws {
    workbench.engine = engine
    let options = try workbench.options([names.token: WebServer.token, names.host: "localhost:\(server.port)"])
    let error = try workbench.failure(server.url("bearer/remote.git"), options)
    #expect(error?.kind == .authentication)
    #expect(Set(try server.log(atLeast: 1).map(\.authorization)) == [""])
  }

  @Test(arguments: RemoteEngine.both)
  func netrcIsReadWhereItKnowsTheHost(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let netrc = "machine localhost login \(WebServer.user) password \(WebServer.password)\n"
    try workbench.folder.write(netrc, to: ".netrc")
    try push(server.url("basic/remote.git"), workbench.options())
  }

  @Test(arguments: RemoteEngine.both)
  func wrongPasswordsEndAfterCountedTries(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    try workbench.folder.write("machine localhost login a password b\n", to: ".netrc")
    let helper = try CredentialHelperScript(in: workbench.folder, user: "x", password: "y")
    let options = try workbench.options(
      ["FLEET_TOKEN_LOCALHOST": "wrong"], config: ["credential.helper": helper.command])
    let error = try workbench.failure(server.url("basic/remote.git"), options)
    #expect(error?.kind == .authentication)
    if engine == .automatic {
      #expect(error?.message.contains("FLEET_TOKEN_LOCALHOST, ~/.netrc, git credential") == true)
      #expect(try server.log(atLeast: 4).count == 4)
    }
    // Git takes back what the server refused of the token too: the helper is told, and erases what it doesn't have.
    #expect(helper.verbs.filter { $0 == "get" }.count == 1 && helper.verbs.last == "erase")
    #expect(try server.log(atLeast: 3).count <= 8)
  }

  @Test func aHelperIsAskedOnceAndToldThatItsPasswordWasTaken() throws {
    let helper = try CredentialHelperScript(
      in: workbench.folder, user: WebServer.user, password: WebServer.password)
    let options = try workbench.options(config: ["credential.helper": helper.command])
    for _ in 0..<3 { try workbench.fetch(server.url("basic/remote.git"), options) }
    #expect(helper.verbs == ["get", "store"])
    #expect(helper.requests[0].contains("host=localhost:\(server.port)"))
    #expect(helper.requests[0].contains("path=") == false)
  }

  @Test(arguments: RemoteEngine.both)
  func aHelperIsToldThePathWhereGitIsSetSo(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let helper = try CredentialHelperScript(
      in: workbench.folder, user: WebServer.user, password: WebServer.password)
    let options = try workbench.options(
      config: ["credential.helper": helper.command, "credential.useHttpPath": "true"])
    try workbench.fetch(server.url("basic/remote.git"), options)
    #expect(helper.requests[0].contains("path=basic/remote.git"))
  }

  @Test(arguments: RemoteEngine.both)
  func aServerThatNamesNoWayToAuthenticateIsAskedOnce(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let error = try workbench.failure(server.url("silent-basic/remote.git"))
    #expect(error?.kind == .authentication)
    if engine == .automatic { #expect(error?.message.contains("it names no way to give them") == true) }
    #expect(error?.hint?.contains("FLEET_TOKEN_LOCALHOST") == true)
  }

  @Test(
    arguments: RemoteEngine.both,
    [
      (400, GitError.Kind.other, false), (403, .refused, true), (404, .notARepository, false),
      (429, .unreachable, true), (500, .unreachable, true), (502, .unreachable, true), (503, .unreachable, true),
    ])
  func aStatusBecomesAKindOfError(
    _ engine: RemoteEngine, _ answer: (status: Int, kind: GitError.Kind, isTemporary: Bool)
  ) throws {
    workbench.engine = engine
    let error = try workbench.failure(server.url("status/\(answer.status)/remote.git"))
    #expect(error?.kind == answer.kind)
    // Git keeps to itself how long the server wants to be left alone, and so whether its refusal may pass.
    #expect(error?.isTemporary == (answer.isTemporary && !(engine == .git && answer.status == 403)))
    #expect(error?.retryAfter == (engine == .git ? nil : .seconds(7)))
    #expect(error?.serverWords == ["server says no"])
    #expect(error?.message.contains("localhost:\(server.port)") == true)
  }

  @Test(arguments: RemoteEngine.both)
  func aPageThatIsNoRepositoryIsNamedAsSuch(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let error = try workbench.failure(server.url("text/remote.git"))
    #expect(error?.kind == .notARepository)
    #expect(error?.message.contains("is this a git repository?") == true)
  }
}
