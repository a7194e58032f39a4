import ArgumentParser

/// `fleet repos`
struct ReposCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repos",
    abstract: "List and keep the services of the manifest.",
    subcommands: [
      ReposListCommand.self, ReposAddCommand.self, ReposRemoveCommand.self, ReposImportCommand.self,
      ReposSyncCommand.self,
    ],
    defaultSubcommand: nil)
}
