import Foundation

/// Where programs lie.
public enum ProgramPath {
  /// Returns the file that a program's name stands for in an environment's `PATH`; nil where there is none, or where a folder
  /// of `PATH` that isn't absolute comes first, since that is another one for each program's folder.
  public static func find(_ program: String, in environment: [String: String]) -> String? {
    let folders = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    for folder in folders.split(separator: ":", omittingEmptySubsequences: true) {
      guard folder.hasPrefix("/") else { return nil }
      let path = "\(folder)/\(program)"
      var status = stat()
      if access(path, X_OK) == 0, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG { return path }
    }
    return nil
  }
}
