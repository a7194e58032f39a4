import Foundation

/// A Kerberos realm of one test: MIT's key distribution centre on loopback, one user, and one web service on localhost.
public final class KerberosRealm: Sendable {
  private static let name = "FLEET.TEST"

  public let user: String
  /// The keys of `HTTP/localhost`, for the server that checks tickets; everybody may read it.
  public let keytab: String
  private let folder: TemporaryFolder
  private let password = "open sesame"
  private let process: ServerProcess

  /// Starts a realm; everything that it needs is in `folder`.
  public init(in folder: TemporaryFolder, user: String = "tester") throws {
    self.folder = folder
    self.user = user
    keytab = "\(folder.path)/kdc/keytab"
    let port = try LoopbackSocket.freePort()
    // Found by number alone: neither DNS nor the machine's own realm has a say.
    try folder.write(
      """
      [libdefaults]
      default_realm = \(Self.name)
      dns_lookup_kdc = false
      dns_lookup_realm = false
      dns_canonicalize_hostname = false
      rdns = false
      udp_preference_limit = 1
      [realms]
      \(Self.name) = {
        kdc = 127.0.0.1:\(port)
      }
      [domain_realm]
      localhost = \(Self.name)

      """, to: "kdc/krb5.conf")
    try folder.write(
      """
      [kdcdefaults]
      kdc_listen = ""
      kdc_tcp_listen = 127.0.0.1:\(port)
      [realms]
      \(Self.name) = {
        database_name = \(folder.path)/kdc/principals
        key_stash_file = \(folder.path)/kdc/stash
      }

      """, to: "kdc/kdc.conf")
    let environment = Self.environment(in: folder)
    func run(_ program: String, _ arguments: [String], input: String = "") throws {
      let path = try RequiredProgram.path(program, package: "krb5-kdc krb5-admin-server krb5-user")
      let result = try TestProgram.run(path, arguments, environment: environment, input: Array(input.utf8))
      guard result.status == 0 else { throw TestSupportError("\(program): \(result.text)\(result.stderr)") }
    }
    try run("kdb5_util", ["create", "-s", "-W", "-r", Self.name, "-P", "master"])
    try run(
      "kadmin.local", ["-r", Self.name],
      input: """
        addprinc -pw "\(password)" \(user)
        addprinc -randkey HTTP/localhost
        ktadd -norandkey -k \(keytab) HTTP/localhost

        """)
    chmod(keytab, 0o644)
    process = try ServerProcess(
      try RequiredProgram.path("krb5kdc", package: "krb5-kdc"), ["-n"], environment: environment,
      logPath: "\(folder.path)/kdc/kdc.log")
    try process.waitUntilReady { LoopbackSocket.isListening(on: port) }
  }

  public func stop() { process.stop() }

  /// Gets the user a ticket and returns the variables by which a process finds it; the Kerberos library reads those of
  /// the process itself.
  public func ticket() throws -> [String: String] {
    let result = try TestProgram.run(
      try RequiredProgram.path("kinit", package: "krb5-user"), [user], environment: Self.environment(in: folder),
      input: Array("\(password)\n".utf8))
    guard result.status == 0 else { throw TestSupportError("kinit: \(result.text)\(result.stderr)") }
    return Self.variables(in: folder)
  }

  private static func variables(in folder: TemporaryFolder) -> [String: String] {
    ["KRB5_CONFIG": "\(folder.path)/kdc/krb5.conf", "KRB5CCNAME": "FILE:\(folder.path)/kdc/tickets"]
  }

  private static func environment(in folder: TemporaryFolder) -> [String: String] {
    HermeticEnvironment.variables(home: folder.path)
      .merging(variables(in: folder)) { $1 }
      .merging(["KRB5_KDC_PROFILE": "\(folder.path)/kdc/kdc.conf"]) { $1 }
  }
}
