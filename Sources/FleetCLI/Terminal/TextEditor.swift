import FleetCore
import Git

/// The user's editor, as git chooses it: `GIT_EDITOR`, `core.editor`, `VISUAL`, `EDITOR`, else `vi` (git-var(1)).
struct TextEditor: Sendable {
  private let command: String
  private let environment: [String: String]

  init(_ live: LiveEnvironment) throws {
    let isDumb = ["", "dumb"].contains(live.variables["TERM"] ?? "")
    let configured = try live.networkSettings().configuration.string("core.editor")
    let candidates = [
      live.variables["GIT_EDITOR"], configured, isDumb ? nil : live.variables["VISUAL"], live.variables["EDITOR"],
    ]
    self.init(
      command: candidates.compactMap(\.self).first { !$0.isEmpty } ?? "vi", environment: live.variables)
  }

  init(command: String, environment: [String: String]) {
    (self.command, self.environment) = (command, environment)
  }

  /// Has the user edit a file, at the terminal, and returns when the editor has ended.
  ///
  /// - Throws: where it couldn't be started, or ended with another status than 0.
  func edit(_ path: String) async throws {
    // As git has it: a line for the shell, to which the file is added.
    let ending = await TerminalProgram(
      arguments: ["/bin/sh", "-c", "\(command) \"$@\"", command, path], environment: environment
    ).run()
    guard ending.isSuccess else { throw CommandError(message: "the editor `\(command)` \(ending.words)") }
  }
}
