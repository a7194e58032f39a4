import FleetTestSupport
import Foundation

/// A credential helper for git that gives one answer and writes down what it was asked.
struct CredentialHelperScript {
  /// The value of `credential.helper`. The shell reads the script: to run a file that was just written fails where
  /// another thread starts a program at that moment and has the file open still.
  let command: String
  private let folder: TemporaryFolder

  init(in folder: TemporaryFolder, user: String, password: String) throws {
    self.folder = folder
    let path = try folder.write(
      """
      #!/bin/sh
      echo "$1" >> '\(folder.path)/helper.verbs'
      cat >> '\(folder.path)/helper.requests'
      echo -- >> '\(folder.path)/helper.requests'
      test "$1" = get && printf 'username=%s\\npassword=%s\\n' '\(user)' '\(password)'
      exit 0

      """, to: "helper.sh")
    command = "!sh '\(path)'"
  }

  /// What it was asked to do, in order: `get`, `store`, `erase`.
  var verbs: [String] { (folder.read("helper.verbs") ?? "").split(separator: "\n").map(String.init) }

  /// What it was given each time.
  var requests: [String] {
    (folder.read("helper.requests") ?? "").components(separatedBy: "--\n").filter { !$0.isEmpty }
  }
}
