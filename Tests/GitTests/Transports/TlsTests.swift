import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// https: who is trusted, and what for.
@Suite struct TlsTests {
  private let workbench: TransportWorkbench
  private let certificates: Certificates

  init() throws {
    workbench = try TransportWorkbench()
    _ = try Remote(files: ["README.md": "hello\n"], in: workbench.folder)
    certificates = try Certificates(in: workbench.folder)
  }

  private func server(
    _ names: [String] = ["DNS:localhost"], isExpired: Bool = false, protocols: String = "TLSv1.2 TLSv1.3",
    clientAuthority: String? = nil
  ) throws -> WebServer {
    let pair = try certificates.pair(names: names, isExpired: isExpired)
    return try WebServer(
      serving: workbench.folder,
      tls: WebServer.Tls(pair, protocols: protocols, clientAuthority: clientAuthority))
  }

  @Test(arguments: RemoteEngine.both)
  func anUnknownAuthorityIsRefusedBeforeAnythingIsAsked(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try server()
    let options = try workbench.options(["FLEET_TOKEN_LOCALHOST": WebServer.token])
    let error = try workbench.failure(server.url("bearer/remote.git"), options)
    #expect(error?.kind == .certificate)
    #expect(error?.isTemporary == false)
    #expect(error?.message.contains("localhost:\(server.port)") == true)
    #expect(try server.log().isEmpty)
  }

  @Test(
    arguments: RemoteEngine.both,
    [
      ["GIT_SSL_NO_VERIFY": "1"],
      ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "http.sslVerify", "GIT_CONFIG_VALUE_0": "false"],
    ])
  func theCheckCannotBeTurnedOff(_ engine: RemoteEngine, _ variables: [String: String]) throws {
    workbench.engine = engine
    let server = try server()
    let error = try workbench.failure(server.url("plain/remote.git"), workbench.options(variables))
    #expect(error?.kind == .certificate)
    #expect(error?.hint?.contains("http.sslVerify=false isn't obeyed") == true)
  }

  @Test(arguments: RemoteEngine.both)
  func anAuthorityOfTheConfigurationIsTrusted(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try server()
    let options = try workbench.options(config: ["http.sslCAInfo": certificates.caFile])
    #expect(try workbench.fetch(server.url("plain/remote.git"), options).isDownloaded)
  }

  @Test(arguments: RemoteEngine.both)
  func anAuthorityIsTrustedForTheURLThatItIsSetFor(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try server()
    let mine = ["http.https://localhost:\(server.port).sslCAInfo": certificates.caFile]
    #expect(try workbench.fetch(server.url("plain/remote.git"), workbench.options(config: mine)).isDownloaded)
    let other = ["http.https://example.com.sslCAInfo": certificates.caFile]
    #expect(
      try workbench.failure(server.url("plain/remote.git"), workbench.options(config: other))?.kind == .certificate)
  }

  @Test(arguments: RemoteEngine.both, ["GIT_SSL_CAINFO", "SSL_CERT_FILE"])
  func anAuthorityOfTheEnvironmentIsTrusted(_ engine: RemoteEngine, _ variable: String) throws {
    workbench.engine = engine
    let server = try server()
    let options = try workbench.options([variable: certificates.caFile])
    #expect(try workbench.fetch(server.url("plain/remote.git"), options).isDownloaded)
  }

  @Test(arguments: RemoteEngine.both, ["GIT_SSL_CAPATH", "SSL_CERT_DIR"])
  func aFolderOfAuthoritiesIsTrusted(_ engine: RemoteEngine, _ variable: String) throws {
    workbench.engine = engine
    let server = try server()
    let folder = "\(workbench.folder.path)/authorities"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: certificates.caFile, toPath: "\(folder)/ca.pem")
    _ = try TestProgram.run(
      "openssl", ["rehash", folder], environment: HermeticEnvironment.variables(home: workbench.folder.path))
    #expect(try workbench.fetch(server.url("plain/remote.git"), workbench.options([variable: folder])).isDownloaded)
  }

  @Test(arguments: RemoteEngine.both)
  func aFileOfAuthoritiesThatIsNotThereIsNamed(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try server()
    let error = try workbench.failure(
      server.url("plain/remote.git"), workbench.options(["GIT_SSL_CAINFO": "/no/such/ca.pem"]))
    #expect(error?.kind == .certificate)
    #expect(error?.message.contains("/no/such/ca.pem") == true)
  }

  @Test(arguments: RemoteEngine.both)
  func anExpiredCertificateIsRefused(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try server(isExpired: true)
    let error = try workbench.failure(
      server.url("plain/remote.git"), workbench.options(["GIT_SSL_CAINFO": certificates.caFile]))
    #expect(error?.kind == .certificate)
    #expect(error?.message.contains("expired") == true)
  }

  @Test(arguments: RemoteEngine.both)
  func aCertificateForAnotherHostIsRefused(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try server(["DNS:example.com"])
    let error = try workbench.failure(
      server.url("plain/remote.git"), workbench.options(["GIT_SSL_CAINFO": certificates.caFile]))
    #expect(error?.kind == .certificate)
    #expect(error?.message.contains("localhost") == true)
  }

  @Test(arguments: RemoteEngine.both)
  func aCertificateForAnAddressIsAccepted(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try server(["IP:127.0.0.1"])
    let options = try workbench.options(["GIT_SSL_CAINFO": certificates.caFile])
    #expect(try workbench.fetch(server.url("plain/remote.git", host: "127.0.0.1"), options).isDownloaded)
  }

  @Test(arguments: RemoteEngine.both, ["TLSv1.2", "TLSv1.3"])
  func aServerOfOneVersionIsReached(_ engine: RemoteEngine, _ version: String) throws {
    workbench.engine = engine
    let server = try server(protocols: version)
    let options = try workbench.options(["GIT_SSL_CAINFO": certificates.caFile])
    #expect(try workbench.fetch(server.url("plain/remote.git"), options).isDownloaded)
  }

  @Test(arguments: RemoteEngine.both)
  func aServerBelowTheVersionThatIsSetIsRefused(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try server(protocols: "TLSv1.2")
    let options = try workbench.options(
      ["GIT_SSL_CAINFO": certificates.caFile], config: ["http.sslVersion": "tlsv1.3"])
    #expect(try workbench.failure(server.url("plain/remote.git"), options)?.kind == .unreachable)
  }

  @Test(arguments: RemoteEngine.both)
  func aClientCertificateOpensAServerThatWantsOne(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try server(clientAuthority: certificates.caFile)
    let client = try certificates.pair(names: ["DNS:client"])
    let trust = ["http.sslCAInfo": certificates.caFile]
    let without = try workbench.failure(server.url("plain/remote.git"), workbench.options(config: trust))
    #expect(without != nil)
    let both = trust.merging(["http.sslCert": client.certificate, "http.sslKey": client.key]) { $1 }
    #expect(try workbench.fetch(server.url("plain/remote.git"), workbench.options(config: both)).isDownloaded)
  }

  @Test(arguments: RemoteEngine.both)
  func aClientKeysPassphraseIsAskedOfGitCredentialOnly(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try server(clientAuthority: certificates.caFile)
    let client = try certificates.pair(names: ["DNS:client"])
    let key = "\(client.key).protected"
    let result = try TestProgram.run(
      "openssl", ["pkey", "-in", client.key, "-out", key, "-aes256", "-passout", "pass:open sesame"],
      environment: HermeticEnvironment.variables(home: workbench.folder.path))
    try #require(result.status == 0)
    var config = ["http.sslCAInfo": certificates.caFile, "http.sslCert": client.certificate, "http.sslKey": key]
    let without = try workbench.failure(server.url("plain/remote.git"), workbench.options(config: config))
    #expect(without?.kind == .certificate)
    let helper = try CredentialHelperScript(in: workbench.folder, user: "", password: "open sesame")
    config["http.sslCertPasswordProtected"] = "true"
    config["credential.helper"] = helper.command
    #expect(try workbench.fetch(server.url("plain/remote.git"), workbench.options(config: config)).isDownloaded)
    #expect(helper.requests[0].contains("protocol=cert"))
  }

  @Test func oneThreadShakesHandsOnceWithAHost() throws {
    let server = try server()
    let options = try workbench.options(["GIT_SSL_CAINFO": certificates.caFile])
    for _ in 0..<5 { try workbench.fetch(server.url("plain/remote.git"), options) }
    let log = try server.log(atLeast: 6)
    #expect(Set(log.map(\.connection)).count == 1)
    #expect(Set(log.map(\.sessionReuse)) == ["."])
  }
}
