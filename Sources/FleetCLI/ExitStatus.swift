/// The program's exit codes; scripts rely on them.
///
/// Thrown by a command that has said all that there is to say.
enum ExitStatus: Int32, Error {
  /// All done: changed, or nothing to do.
  case success = 0
  /// Some repository failed, was refused, is in conflict, or couldn't be asked.
  case failures = 1
  /// Wrong usage, manifest, template or codemod: nothing was touched.
  case usage = 2
  /// Only with `--check`: something would change or was found.
  case findings = 3
  case interrupted = 130
}

/// What a command has to say before it ends without having done its work.
struct CommandError: Error {
  /// Lines that are printed first and as they are, such as the findings in a file.
  var findings: [String] = []
  let message: String
  var hint: String?
  var status = ExitStatus.usage

  /// The text for stderr, ended by a line feed.
  var text: String {
    let hintLine = hint.map { ["hint: \($0)"] } ?? []
    return (findings + [findings.isEmpty ? "fleet: \(message)" : message] + hintLine).map { $0 + "\n" }.joined()
  }
}
