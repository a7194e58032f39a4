import Foundation

/// nginx with git's own backend behind it, serving every repository of a folder below several paths, each of which
/// treats its visitors differently.
public final class WebServer: Sendable {
  /// How TLS is spoken; nil in `init` for plain http.
  public struct Tls: Sendable {
    public let pair: Certificates.Pair
    /// As nginx writes them.
    public let protocols: String
    /// The authority whose certificates clients must have.
    public let clientAuthority: String?

    public init(_ pair: Certificates.Pair, protocols: String = "TLSv1.2 TLSv1.3", clientAuthority: String? = nil) {
      self.pair = pair
      self.protocols = protocols
      self.clientAuthority = clientAuthority
    }
  }

  /// One request, as nginx logged it.
  public struct Entry: Sendable {
    /// Which connection it came over; the same number is the same connection.
    public let connection: String
    /// `r` where TLS took up an earlier session.
    public let sessionReuse: String
    public let method: String
    public let target: String
    public let status: Int
    public let authorization: String
    public let userAgent: String
    /// Such as `HTTP/2.0`.
    public let version: String
  }

  /// The user and password of `basic/`, and the token of `bearer/`.
  public static let user = "tester"
  public static let password = "sesame-\u{F6}ffne-dich"
  public static let token = "token-0123456789abcdef"

  public let port: Int
  private let folder: TemporaryFolder
  private let isEncrypted: Bool
  private let nginx: ServerProcess
  private let backend: ServerProcess

  /// Serves the repositories in `folder`. `elsewhere` is where `away/` redirects to: the beginning of a URL.
  public init(serving folder: TemporaryFolder, tls: Tls? = nil, elsewhere: String = "http://127.0.0.1:9") throws {
    self.folder = folder
    isEncrypted = tls != nil
    let nginxPath = try RequiredProgram.path("nginx", package: "nginx-light")
    let wrapperPath = try RequiredProgram.path("fcgiwrap", package: "fcgiwrap")
    port = try LoopbackSocket.freePort()
    let environment = HermeticEnvironment.variables(home: folder.path)
    let base = "\(folder.path)/web-\(port)"
    try FileManager.default.createDirectory(atPath: "\(base)/tmp", withIntermediateDirectories: true)
    backend = try ServerProcess(
      wrapperPath, ["-c", "2", "-s", "unix:\(base)/cgi"], environment: environment, logPath: "\(base)/cgi.log")
    try Data("\(WebServer.user):{PLAIN}\(WebServer.password)\n".utf8)
      .write(to: URL(fileURLWithPath: "\(base)/users"))
    let configuration = WebServerConfiguration(
      base: base, port: port, projects: folder.path, backend: try RequiredProgram.gitBackend(), tls: tls,
      elsewhere: elsewhere)
    try Data(configuration.text.utf8).write(to: URL(fileURLWithPath: "\(base)/nginx.conf"))
    nginx = try ServerProcess(
      nginxPath, ["-p", base, "-e", "\(base)/error.log", "-c", "\(base)/nginx.conf"], environment: environment,
      logPath: "\(base)/nginx.log")
    let port = port
    try nginx.waitUntilReady { LoopbackSocket.isListening(on: port) }
    try backend.waitUntilListening(at: "\(base)/cgi")
  }

  public func stop() {
    nginx.stop()
    backend.stop()
  }

  /// The URL of a repository below one of the paths `plain/`, `basic/`, `bearer/`, `moved/`, `away/`, `loop/`,
  /// `text/`, `silent-basic/`, `moved-basic/`, `narrow/` (takes 100 KB) and `status/CODE/`.
  public func url(_ path: String, host: String = "localhost", user: String? = nil) -> String {
    "\(isEncrypted ? "https" : "http")://\(user.map { "\($0)@" } ?? "")\(host):\(port)/\(path)"
  }

  /// The requests so far, in order. nginx writes a line when the answer was sent: waits for `count` of them.
  public func log(atLeast count: Int = 0) throws -> [Entry] {
    let end = ContinuousClock.now + .seconds(10)
    while true {
      let text = folder.read("web-\(port)/access.log") ?? ""
      let entries = text.split(separator: "\n").map { WebServer.entry($0) }
      if entries.count >= count { return entries }
      if ContinuousClock.now >= end { throw TestSupportError("nginx logged \(entries.count) requests, not \(count)") }
      poll(nil, 0, 5)
    }
  }

  private static func entry(_ line: Substring) -> Entry {
    let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    return Entry(
      connection: parts[0], sessionReuse: parts[1], method: parts[2], target: parts[3], status: Int(parts[4]) ?? 0,
      authorization: parts[5], userAgent: parts[6], version: parts[7])
  }
}
