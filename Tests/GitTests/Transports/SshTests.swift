import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// ssh against OpenSSH's own server.
@Suite struct SshTests {
  private let workbench: TransportWorkbench
  private let remote: Remote
  private let server: SshServer

  init() throws {
    workbench = try TransportWorkbench()
    remote = try Remote(files: ["README.md": "hello\n"], in: workbench.folder)
    server = try SshServer(in: workbench.folder)
  }

  private func options(
    key: String?, knownHosts: String? = nil, lines: String = "", _ variables: [String: String] = [:],
    limits: NetworkLimits = .forTests
  ) throws -> NetworkOptions {
    let command = try server.command(key: key, knownHosts: knownHosts ?? server.knownHosts(), lines: lines)
    return try workbench.options(
      ["GIT_SSH_COMMAND": command].merging(variables) { $1 }, limits: limits)
  }

  @Test(arguments: RemoteEngine.both, SshServer.KeyKind.allCases)
  func aRepositoryIsListedFetchedAndPushedWithEachKindOfKey(_ engine: RemoteEngine, _ kind: SshServer.KeyKind) throws {
    workbench.engine = engine
    let options = try options(key: server.acceptedKey(kind))
    let url = server.url(remote.path)
    let advertised = try advertisedReferences(of: url, options: options)
    #expect(advertised.contains { $0.name == "refs/heads/main" })
    #expect(try workbench.fetch(url, options).isDownloaded)
    let commit = try workbench.commit(["a.txt": "1\n"])
    let results = try workbench.push(commit, to: url, "refs/heads/fleet/a", options)
    #expect(results.map(\.verdict) == [.accepted])
    let pushed = try remote.tip(of: "fleet/a")
    #expect(pushed == commit.hex)
  }

  @Test(arguments: RemoteEngine.both)
  func aKeyUnderAPassphraseIsTakenFromTheAgent(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let key = try server.acceptedKey(.ed25519, passphrase: "open sesame")
    let agent = try SshAgent(key: key, passphrase: "open sesame", in: workbench.folder)
    let url = server.url(remote.path)
    let report = try workbench.fetch(url, options(key: nil, ["SSH_AUTH_SOCK": agent.socket]))
    #expect(report.isDownloaded)
  }

  @Test(arguments: RemoteEngine.both)
  func aKeyUnderAPassphraseWithoutAnAgentFailsWithoutAQuestion(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let key = try server.acceptedKey(.ed25519, passphrase: "open sesame")
    let error = try workbench.failure(server.url(remote.path), options(key: key))
    #expect(error?.kind == .authentication)
  }

  @Test(arguments: RemoteEngine.both)
  func aHostIsKnownByThreeLinesAsAScanWritesThem(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try SshServer(in: TemporaryFolder(), hostKeys: SshServer.KeyKind.allCases)
    let command = try server.command(key: server.acceptedKey(.ed25519), knownHosts: server.knownHosts())
    let options = try workbench.options(["GIT_SSH_COMMAND": command])
    #expect(try workbench.fetch(server.url(remote.path), options).isDownloaded)
  }

  @Test func anAliasOfTheConfigurationIsUsedWithItsPortAndUser() throws {
    let alias = """
      Host Forge
      HostName 127.0.0.1
      Port \(server.port)
      User \(SshServer.user)
      """
    let options = try options(key: server.acceptedKey(.rsa), lines: alias)
    #expect(try workbench.fetch("Forge:\(remote.path)", options).isDownloaded)
  }

  @Test(arguments: RemoteEngine.both)
  func aJumpHostOfTheConfigurationIsGoneThrough(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let jump = try SshServer(in: TemporaryFolder())
    let key = try server.acceptedKey(.ed25519)
    let lines = """
      Host inner
      HostName 127.0.0.1
      Port \(server.port)
      User \(SshServer.user)
      ProxyJump gate
      Host gate
      HostName 127.0.0.1
      Port \(jump.port)
      User \(SshServer.user)
      IdentityFile \(try jump.acceptedKey(.ed25519))
      """
    let options = try options(key: key, knownHosts: server.knownHosts() + jump.knownHosts(), lines: lines)
    #expect(try workbench.fetch("inner:\(remote.path)", options).isDownloaded)
    #expect(jump.log.contains("Accepted publickey"))
  }

  @Test(arguments: RemoteEngine.both)
  func theCommandOfGitsConfigurationIsUsed(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let command = try server.command(key: server.acceptedKey(.ed25519), knownHosts: server.knownHosts())
    let options = try workbench.options(config: ["core.sshCommand": command])
    #expect(try workbench.fetch(server.url(remote.path), options).isDownloaded)
  }

  @Test(arguments: RemoteEngine.both)
  func anUnknownHostIsRefused(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let error = try workbench.failure(
      server.url(remote.path), options(key: server.acceptedKey(.ed25519), knownHosts: ""))
    #expect(error?.kind == .certificate)
    #expect(error?.description.contains("127.0.0.1:\(server.port)") == true)
    #expect(error?.serverWords.last?.contains("Host key verification failed") == true)
  }

  @Test(arguments: RemoteEngine.both)
  func aChangedHostKeyIsRefused(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let other = try SshServer(in: TemporaryFolder())
    let swapped = other.knownHosts().replacing(":\(other.port)", with: ":\(server.port)")
    let error = try workbench.failure(
      server.url(remote.path), options(key: server.acceptedKey(.ed25519), knownHosts: swapped))
    #expect(error?.kind == .certificate)
  }

  @Test(arguments: RemoteEngine.both)
  func aKeyThatTheServerDoesNotKnowIsRefused(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let error = try workbench.failure(server.url(remote.path), options(key: server.unknownKey()))
    #expect(error?.kind == .authentication)
    #expect(error?.isTemporary == false)
  }

  @Test(arguments: RemoteEngine.both)
  func aMissingRepositoryIsNamedAsSuch(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let error = try workbench.failure(
      server.url("/no/such.git"), options(key: server.acceptedKey(.ed25519)))
    #expect(error?.kind == .notARepository)
  }

  @Test(arguments: RemoteEngine.both)
  func aHostThatRefusesConnectionsIsUnreachable(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let options = try options(key: server.acceptedKey(.ed25519))
    server.stop()
    let error = try workbench.failure(server.url(remote.path), options)
    #expect(error?.kind == .unreachable)
    #expect(error?.isTemporary == true)
  }

  @Test(arguments: RemoteEngine.both)
  func aHostWhoseNameCannotBeResolvedIsUnreachable(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let options = try options(key: server.acceptedKey(.ed25519))
    let error = try workbench.failure("ssh://nowhere.invalid/x.git", options)
    #expect(error?.kind == .unreachable)
    #expect(error?.description.contains("nowhere.invalid") == true)
  }

  @Test(arguments: RemoteEngine.both)
  func aRefusalOfAHookIsAResult(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let options = try options(key: server.acceptedKey(.ed25519))
    try workbench.fetch(server.url(remote.path), options)
    try workbench.folder.write("#!/bin/sh\necho no way >&2\nexit 1\n", to: "\(remote.name)/hooks/pre-receive")
    chmod("\(remote.path)/hooks/pre-receive", 0o700)
    let commit = try workbench.commit(["a.txt": "1\n"])
    let results = try workbench.push(commit, to: server.url(remote.path), "refs/heads/x", options)
    #expect(results.map(\.verdict) == [.refused("pre-receive hook declined")])
    #expect(results[0].serverWords.contains { $0.contains("no way") })
  }
}
