import Foundation

/// An OpenPGP key in a folder of its own, with the agent that gpg starts for it; the agent ends with this value.
public final class GnuPG: Sendable {
  public let folder: TemporaryFolder
  public let name: String
  private let gpg: String

  /// The environment that leads gpg to this folder.
  public var environment: [String: String] {
    HermeticEnvironment.variables(home: folder.path).merging(["GNUPGHOME": folder.path]) { _, new in new }
  }

  /// Makes a key for `name`, such as `A U Thor <author@example.com>`.
  public init(name: String, passphrase: String = "") throws {
    folder = try TemporaryFolder()
    self.name = name
    gpg = try RequiredProgram.path("gpg", package: "gpg gpg-agent")
    chmod(folder.path, 0o700)
    try run(
      gpg,
      ["--batch", "--pinentry-mode=loopback", "--passphrase", passphrase, "--quick-generate-key", name]
        + ["ed25519", "sign", "never"])
    // The agent remembers the passphrase of a key that it made.
    try run("gpg-connect-agent", ["reloadagent", "/bye"])
  }

  deinit {
    // It ends by its id; what is no longer there has ended.
    guard let answer = try? run("gpg-connect-agent", ["--no-autostart", "GETINFO pid", "/bye"]),
      let line = answer.split(separator: "\n").first(where: { $0.hasPrefix("D ") }),
      let process = pid_t(line.dropFirst("D ".count))
    else { return }
    kill(process, SIGTERM)
  }

  @discardableResult
  private func run(_ program: String, _ arguments: [String]) throws -> String {
    let result = try TestProgram.run(program, arguments, environment: environment)
    guard result.status == 0 else { throw TestSupportError("\(program): exit \(result.status): \(result.stderr)") }
    return result.text
  }
}
