import Foundation

/// OpenSSH's server on a high port of loopback, run by whoever runs the test, that takes the keys a test made.
public final class SshServer: Sendable {
  /// A kind of key, as `ssh-keygen -t` names it.
  public enum KeyKind: String, Sendable, CaseIterable {
    case ed25519
    case rsa
    case ecdsa
  }

  public let port: Int
  private let hostKeys: [KeyKind]
  private let folder: TemporaryFolder
  private let process: ServerProcess

  /// Starts a server with some kinds of keys; everything that it and its clients need is in `folder`.
  public init(in folder: TemporaryFolder, hostKeys: [KeyKind] = [.ed25519]) throws {
    self.folder = folder
    self.hostKeys = hostKeys
    let sshd = try RequiredProgram.path("sshd", package: "openssh-server")
    _ = try RequiredProgram.path("ssh", package: "openssh-client")
    port = try LoopbackSocket.freePort()
    if geteuid() == 0 {
      // The server insists on the folder where it locks its helper in.
      try FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
    }
    try FileManager.default.createDirectory(atPath: "\(folder.path)/ssh", withIntermediateDirectories: true)
    for kind in hostKeys { try SshServer.makeKey(kind, "\(folder.path)/ssh/host_\(kind.rawValue)") }
    let hostKeyLines = hostKeys.map { "HostKey \(folder.path)/ssh/host_\($0.rawValue)\n" }.joined()
    try folder.write("", to: "ssh/authorized_keys")
    try folder.write(
      """
      Port \(port)
      ListenAddress 127.0.0.1
      \(hostKeyLines)AuthorizedKeysFile \(folder.path)/ssh/authorized_keys
      StrictModes no
      UsePAM no
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      PermitRootLogin yes
      PidFile none
      LogLevel VERBOSE

      """, to: "ssh/sshd_config")
    process = try ServerProcess(
      sshd, ["-D", "-e", "-f", "\(folder.path)/ssh/sshd_config"],
      environment: HermeticEnvironment.variables(home: folder.path), logPath: "\(folder.path)/ssh/sshd.log")
    let port = port
    try process.waitUntilReady { LoopbackSocket.isListening(on: port) }
  }

  public func stop() { process.stop() }

  /// What the server wrote.
  public var log: String { folder.read("ssh/sshd.log") ?? "" }

  /// The user that clients log in as.
  public static var user: String { NSUserName() }

  public func url(_ path: String) -> String { "ssh://\(SshServer.user)@127.0.0.1:\(port)\(path)" }

  /// Makes a key pair that the server takes, and returns the private one's path.
  public func acceptedKey(_ kind: KeyKind, passphrase: String = "") throws -> String {
    let path = "\(folder.path)/ssh/user_\(kind.rawValue)_\(UUID().uuidString)"
    try SshServer.makeKey(kind, path, passphrase: passphrase)
    let keys = folder.read("ssh/authorized_keys") ?? ""
    try folder.write(keys + (folder.read(relative("\(path).pub")) ?? ""), to: "ssh/authorized_keys")
    return path
  }

  /// Makes a key pair that the server doesn't know.
  public func unknownKey() throws -> String {
    let path = "\(folder.path)/ssh/stranger_\(UUID().uuidString)"
    try SshServer.makeKey(.ed25519, path)
    return path
  }

  /// The lines of known_hosts for the server, one for each of its keys, as `ssh-keyscan` writes them.
  public func knownHosts() -> String {
    hostKeys.map { "[127.0.0.1]:\(port) \(folder.read("ssh/host_\($0.rawValue).pub") ?? "")" }.joined()
  }

  /// Writes a configuration for clients and returns the command that uses it: with a key, the known hosts, and more
  /// lines. Needed since `ssh` takes the home folder from the user's account, not from `HOME`.
  public func command(key: String?, knownHosts: String, lines: String = "") throws -> String {
    let number = UUID().uuidString
    try folder.write(knownHosts, to: "ssh/known_hosts_\(number)")
    let identity = key.map { "IdentityFile \($0)\nIdentitiesOnly yes\n" } ?? ""
    let path = try folder.write(
      """
      \(lines)
      Host *
      UserKnownHostsFile \(folder.path)/ssh/known_hosts_\(number)
      GlobalKnownHostsFile /dev/null
      StrictHostKeyChecking yes
      \(identity)
      """, to: "ssh/config_\(number)")
    return "ssh -F \(path)"
  }

  private func relative(_ path: String) -> String { String(path.dropFirst(folder.path.count + 1)) }

  private static func makeKey(_ kind: KeyKind, _ path: String, passphrase: String = "") throws {
    let keygen = try RequiredProgram.path("ssh-keygen", package: "openssh-client")
    let size = kind == .rsa ? ["-b", "2048"] : []
    let result = try TestProgram.run(
      keygen, ["-q", "-t", kind.rawValue, "-N", passphrase, "-C", "test", "-f", path] + size,
      environment: HermeticEnvironment.variables(home: (path as NSString).deletingLastPathComponent))
    guard result.status == 0 else { throw TestSupportError("ssh-keygen: \(result.stderr)") }
  }
}

/// An `ssh-agent` with a key in it.
public final class SshAgent: Sendable {
  public let socket: String
  private let process: ServerProcess

  /// Starts an agent and gives it a key that is kept under a passphrase.
  public init(key: String, passphrase: String, in folder: TemporaryFolder) throws {
    let agent = try RequiredProgram.path("ssh-agent", package: "openssh-client")
    // A socket's path has little room, so its name is short.
    let socket = "\(folder.path)/a\(UInt16.random(in: 0...UInt16.max))"
    self.socket = socket
    let environment = HermeticEnvironment.variables(home: folder.path)
    process = try ServerProcess(
      agent, ["-D", "-a", socket], environment: environment, logPath: "\(folder.path)/agent.log")
    try process.waitUntilListening(at: socket)
    let asker = try folder.write("#!/bin/sh\necho '\(passphrase)'\n", to: "askpass-\(UUID().uuidString)")
    chmod(asker, 0o700)
    var variables = environment
    variables["SSH_AUTH_SOCK"] = socket
    variables["SSH_ASKPASS"] = asker
    variables["SSH_ASKPASS_REQUIRE"] = "force"
    let result = try TestProgram.run(
      try RequiredProgram.path("ssh-add", package: "openssh-client"), ["-q", key], environment: variables)
    guard result.status == 0 else { throw TestSupportError("ssh-add: \(result.stderr)") }
  }

  public func stop() { process.stop() }
}
