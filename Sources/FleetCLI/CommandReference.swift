import ArgumentParser

/// `docs/commands.md`: the help of every command, as one page.
public enum CommandReference {
  /// The page's text; a test compares it with the file.
  public static var markdown: String {
    var text = """
      # Commands

      The help of every command, written by `make docs`. Change the help texts, not this page.

      """
    for (path, command) in commands(below: Fleet.self, path: ["fleet"]) {
      let help = Fleet.helpMessage(for: command, columns: 100)
      text += "\n## \(path.joined(separator: " "))\n\n```\n\(help)\n```\n"
    }
    return text
  }

  /// The command and all below it, in the order in which help lists them.
  private static func commands(
    below command: any ParsableCommand.Type, path: [String]
  ) -> [(path: [String], command: any ParsableCommand.Type)] {
    [(path, command)]
      + command.allSubcommands.flatMap { commands(below: $0, path: path + [$0.configuration.commandName ?? ""]) }
  }
}

extension ParsableCommand {
  /// The subcommands that help shows; `subcommands` has those in groups too.
  static var allSubcommands: [any ParsableCommand.Type] {
    configuration.subcommands.filter { $0.configuration.shouldDisplay }
  }
}
