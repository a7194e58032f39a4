import Foundation

/// Apache in front of another server of this machine: lets those through who prove who they are, also in the ways that
/// nginx doesn't know.
public final class AuthenticatingServer: Sendable {
  /// One request, as Apache logged it.
  public struct Entry: Sendable {
    public let method: String
    public let status: Int
    /// The first word of the header that says who asks, such as `Digest`; empty without one.
    public let scheme: String
  }

  /// The user and password of `basic/` and `digest/`.
  public static let user = "tester"
  public static let password = "sesame"

  public let port: Int
  private let folder: TemporaryFolder
  private let process: ServerProcess

  /// Passes what is below `basic/`, `digest/` and, with a realm, `negotiate/` on to `upstream`, the beginning of a
  /// URL with a slash at its end.
  public init(before upstream: String, in folder: TemporaryFolder, realm: KerberosRealm? = nil) throws {
    self.folder = folder
    let program = try RequiredProgram.path("apache2", package: "apache2-bin")
    port = try LoopbackSocket.freePort()
    func openssl(_ arguments: [String], input: String = "") throws -> String {
      let result = try TestProgram.run(
        try RequiredProgram.path("openssl", package: "openssl"), arguments,
        environment: HermeticEnvironment.variables(home: folder.path), input: Array(input.utf8))
      guard result.status == 0 else { throw TestSupportError("openssl \(arguments[0]): \(result.stderr)") }
      return result.text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    // The form of htdigest(1): user, realm, and the MD5 of both and the password.
    let digest = try openssl(["dgst", "-md5", "-r"], input: "\(Self.user):test:\(Self.password)").prefix(32)
    let hash = try openssl(["passwd", "-apr1", Self.password])
    let base = "\(folder.path)/apache"
    try folder.write("\(Self.user):test:\(digest)\n", to: "apache/digest")
    try folder.write("\(Self.user):\(hash)\n", to: "apache/basic")
    // It serves as nobody, who has to get at these.
    for path in [folder.path, base] { chmod(path, 0o711) }
    for file in ["digest", "basic"] { chmod("\(base)/\(file)", 0o644) }
    let configuration = AuthenticatingServerConfiguration(
      base: base, port: port, upstream: upstream, keytab: realm?.keytab)
    try folder.write(configuration.text, to: "apache/httpd.conf")
    process = try ServerProcess(
      program, ["-X", "-f", "\(base)/httpd.conf"], environment: HermeticEnvironment.variables(home: folder.path),
      logPath: "\(base)/error.log")
    let port = port
    try process.waitUntilReady { LoopbackSocket.isListening(on: port) }
  }

  public func stop() { process.stop() }

  public func url(_ path: String, user: String? = nil) -> String {
    "http://\(user.map { "\($0)@" } ?? "")localhost:\(port)/\(path)"
  }

  /// The requests so far, in order. Apache writes a line after the answer was sent: waits for `count` of them.
  public func log(atLeast count: Int) throws -> [Entry] {
    let end = ContinuousClock.now + .seconds(10)
    while true {
      let lines = (folder.read("apache/access.log") ?? "").split(separator: "\n")
      if lines.count >= count {
        return lines.map { line in
          let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
          return Entry(method: words[0], status: Int(words[1]) ?? 0, scheme: words[2] == "-" ? "" : words[2])
        }
      }
      if ContinuousClock.now >= end { throw TestSupportError("Apache logged \(lines.count) requests, not \(count)") }
      poll(nil, 0, 5)
    }
  }
}

/// The text of Apache's configuration for an `AuthenticatingServer`.
private struct AuthenticatingServerConfiguration {
  let base: String
  let port: Int
  let upstream: String
  let keytab: String?

  private static let modules = [
    "mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic", "auth_digest", "proxy",
    "proxy_http",
  ]

  var text: String {
    let modules = Self.modules + (keytab == nil ? [] : ["auth_gssapi"])
    let lines = modules.map { "LoadModule \($0)_module /usr/lib/apache2/modules/mod_\($0).so" }
    // The numbers of nobody: as root it must serve as somebody else.
    return """
      ServerRoot \(base)
      ServerName localhost
      Listen 127.0.0.1:\(port)
      PidFile \(base)/pid
      ErrorLog \(base)/error.log
      Mutex pthread default
      User #65534
      Group #65534
      \(lines.joined(separator: "\n"))
      LogFormat "%m %>s %{Authorization}i" test
      CustomLog \(base)/access.log test
      \(location("basic", "AuthType Basic\nAuthBasicProvider file\nAuthUserFile \(base)/basic"))
      \(location("digest", "AuthType Digest\nAuthDigestProvider file\nAuthUserFile \(base)/digest"))
      \(kerberosLocation)

      """
  }

  private var kerberosLocation: String {
    guard let keytab else { return "" }
    return location("negotiate", "AuthType GSSAPI\nGssapiCredStore keytab:\(keytab)\nGssapiAllowedMech krb5")
  }

  private func location(_ name: String, _ lines: String) -> String {
    """
    ProxyPass /\(name)/ \(upstream)
    <Location /\(name)/>
    AuthName test
    \(lines)
    Require valid-user
    </Location>

    """
  }
}
