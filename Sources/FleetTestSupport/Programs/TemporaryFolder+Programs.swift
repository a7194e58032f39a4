import Foundation

extension TemporaryFolder {
  /// Writes a shell script that can be run, and returns its absolute path.
  public func writeProgram(_ script: String, to file: String) throws -> String {
    let path = "\(self.path)/\(file)"
    // By a program, not by this process: a program that another thread starts meanwhile would inherit the open file, and
    // what is open for writing can't be run.
    try TestProgram.run(
      "/bin/sh", ["-c", "cat > \"$0\" && chmod 755 \"$0\"", path], environment: ["PATH": "/usr/bin:/bin"],
      input: Array("#!/bin/sh\n\(script)\n".utf8))
    return path
  }
}
