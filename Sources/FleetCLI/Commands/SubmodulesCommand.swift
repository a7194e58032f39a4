import ArgumentParser

/// `fleet submodules`
struct SubmodulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submodules",
    abstract: "Show and move the commits of the API libraries that the services pin.",
    subcommands: [
      SubmodulesStatusCommand.self, SubmodulesGraphCommand.self, SubmodulesSyncCommand.self, SubmodulesPinCommand.self,
      SubmodulesRollbackCommand.self, SubmodulesFreezeCommand.self, SubmodulesRestoreCommand.self,
      SubmodulesAddCommand.self, SubmodulesRemoveCommand.self, SubmodulesMoveCommand.self, SubmodulesSetURLCommand.self,
      SubmodulesBisectCommand.self,
    ])
}
