import Foundation

/// Whether this machine lets bubblewrap make sandboxes: a container, or a kernel without user namespaces, may not.
public enum Bubblewrap {
  /// Returns bubblewrap's own words where it may not make namespaces; nil where it may. A machine without it is an error.
  public static func refusal() throws -> String? {
    let program = try RequiredProgram.path("bwrap", package: "bubblewrap")
    let result = try TestProgram.run(
      program,
      ["--unshare-user-try", "--unshare-pid", "--unshare-net", "--ro-bind", "/", "/", "--proc", "/proc", "/bin/true"],
      environment: ["PATH": "/usr/bin:/bin"])
    guard result.status != 0 else { return nil }
    guard ["namespace", "Operation not permitted", "Permission denied"].contains(where: result.stderr.contains) else {
      throw TestSupportError("bwrap: exit \(result.status): \(result.stderr)")
    }
    return result.stderr
  }
}
