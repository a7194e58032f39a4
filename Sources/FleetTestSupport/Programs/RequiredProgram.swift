import Foundation

/// A program that a test cannot do without. A machine that lacks it fails the test and says what to install: a skipped
/// test would look like a passed one.
public enum RequiredProgram {
  /// Returns the program's path, from `PATH` or from the folders where servers lie.
  public static func path(_ name: String, package: String) throws -> String {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    for folder in path.split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin", "/usr/local/sbin"] {
      let candidate = "\(folder)/\(name)"
      if access(candidate, X_OK) == 0 { return candidate }
    }
    throw TestSupportError("this test needs \(name): apt-get install \(package)")
  }

  /// The program behind `git http-backend`, which servers start themselves.
  public static func gitBackend() throws -> String {
    let git = try path("git", package: "git")
    let folder = try TestProgram.run(git, ["--exec-path"], environment: ["PATH": "/usr/bin:/bin"]).text
    return "\(folder.trimmingCharacters(in: .newlines))/git-http-backend"
  }
}
