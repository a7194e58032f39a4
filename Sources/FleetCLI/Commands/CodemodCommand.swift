import ArgumentParser

/// `fleet codemod`
struct CodemodCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codemod",
    abstract: "Write, check and try codemod files.",
    subcommands: [
      CodemodNewCommand.self, CodemodCheckCommand.self, CodemodTestCommand.self, CodemodTryCommand.self,
      CodemodExplainCommand.self, CodemodSchemaCommand.self,
    ])
}
