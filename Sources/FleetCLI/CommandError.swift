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
