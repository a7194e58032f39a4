import ArgumentParser

/// `fleet codemod`
struct CodemodCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codemod",
    abstract: "Check and try codemod files.",
    subcommands: [CodemodCheckCommand.self, CodemodTestCommand.self, CodemodTryCommand.self])
}
