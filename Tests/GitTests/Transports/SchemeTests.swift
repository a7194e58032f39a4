import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// The ways to prove who asks that git knows, each against a server that knows no other.
@Suite struct SchemeTests {
  private let workbench: TransportWorkbench
  private let remote: Remote

  init() throws {
    workbench = try TransportWorkbench()
    remote = try Remote(files: ["README.md": "hello\n"], in: workbench.folder)
  }

  /// Fetches, then pushes a commit that goes as one body and one that goes in pieces.
  private static func exercise(_ workbench: TransportWorkbench, _ url: String, _ options: NetworkOptions) throws {
    #expect(try workbench.fetch(url, options).isDownloaded)
    for (branch, content) in [("small", "1\n"), ("large", try Noise.text(1_500_000))] {
      let commit = try workbench.commit(["\(branch).txt": content])
      let results = try workbench.push(commit, to: url, "refs/heads/\(branch)", options)
      #expect(results.map(\.verdict) == [.accepted], "\(branch)")
    }
    #expect(try !workbench.fetch(url, options).updates.isEmpty)
  }

  @Test(arguments: RemoteEngine.both, [("basic", "Basic"), ("digest", "Digest")])
  func aPasswordIsProvedAsApacheWantsIt(_ engine: RemoteEngine, _ way: (path: String, scheme: String)) throws {
    workbench.engine = engine
    let backend = try WebServer(serving: workbench.folder)
    let server = try AuthenticatingServer(before: backend.url("plain/"), in: workbench.folder)
    let helper = try CredentialHelperScript(
      in: workbench.folder, user: AuthenticatingServer.user, password: AuthenticatingServer.password)
    let options = try workbench.options(config: ["credential.helper": helper.command])
    try Self.exercise(workbench, server.url("\(way.path)/remote.git"), options)
    // Each program of git asks anew.
    #expect(engine == .git || helper.verbs == ["get", "store"])
    #expect(Set(helper.verbs) == ["get", "store"])
    let log = try server.log(atLeast: 9)
    #expect(log[0].scheme.isEmpty && log[0].status == 401)
    #expect(log.filter { $0.status == 200 }.allSatisfy { $0.scheme == way.scheme } as Bool)
    #expect(try remote.problems() == "")
  }

  @Test(arguments: RemoteEngine.both, ["basic", "digest"])
  func aWrongPasswordIsRefusedByApache(_ engine: RemoteEngine, _ path: String) throws {
    workbench.engine = engine
    let backend = try WebServer(serving: workbench.folder)
    let server = try AuthenticatingServer(before: backend.url("plain/"), in: workbench.folder)
    let error = try workbench.failure(server.url("\(path)/remote.git", user: "tester:wrong-one"))
    #expect(error?.kind == .authentication)
    #expect(error?.description.contains("wrong-one") == false)
    #expect(try backend.log().isEmpty)
  }

  @Test func ntlmIsSpokenOnOneConnection() throws {
    let backend = try GitBackend(remote)
    let ntlm = NtlmChallenge(user: "me", password: "open sesame", environment: remote.git.environment)
    let server = try HttpServer { request in try ntlm.answer(to: request) ?? backend.answer(request) }
    let helper = try CredentialHelperScript(in: workbench.folder, user: "me", password: "open sesame")
    let options = try workbench.options(config: ["credential.helper": helper.command])
    try Self.exercise(workbench, server.url("remote.git"), options)
    #expect(helper.verbs == ["get", "store"])
    #expect(server.connectionCount == 1)
    #expect(try remote.problems() == "")
  }

  @Test func aWrongPasswordIsRefusedByNtlm() throws {
    let ntlm = NtlmChallenge(user: "me", password: "right", environment: remote.git.environment)
    let server = try HttpServer { request in try ntlm.answer(to: request) ?? HttpServer.Answer(500) }
    let error = try workbench.failure("http://me:wrong-one@127.0.0.1:\(server.port)/remote.git")
    #expect(error?.kind == .authentication)
    #expect(error?.description.contains("wrong-one") == false)
  }

  /// The Kerberos library reads the process's own environment, so this runs in a process of its own.
  @Test func aKerberosTicketOpensAServerThatNegotiates() async throws {
    let backend = try WebServer(serving: workbench.folder)
    let realm = try KerberosRealm(in: workbench.folder)
    let server = try AuthenticatingServer(before: backend.url("plain/"), in: workbench.folder, realm: realm)
    let variables = try realm.ticket()
    let url = server.url("negotiate/remote.git")
    await #expect(processExitsWith: .success) {
      [url = url as String, variables = variables as [String: String]] in
      for (name, value) in variables { setenv(name, value, 1) }
      let workbench = try TransportWorkbench()
      try Self.exercise(workbench, url, workbench.options())
    }
    let log = try server.log(atLeast: 9)
    #expect(log.filter { $0.status == 200 }.allSatisfy { $0.scheme == "Negotiate" } as Bool)
    #expect(try remote.problems() == "")
  }

  @Test func aServerThatOnlyNegotiatesRefusesWhoHasNoTicket() throws {
    let backend = try WebServer(serving: workbench.folder)
    let realm = try KerberosRealm(in: workbench.folder)
    let server = try AuthenticatingServer(before: backend.url("plain/"), in: workbench.folder, realm: realm)
    let error = try workbench.failure(server.url("negotiate/remote.git"))
    #expect(error?.kind == .authentication)
    #expect(try backend.log().isEmpty)
  }
}
