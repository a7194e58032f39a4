import ArgumentParser

/// `fleet submodules`
struct SubmodulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submodules",
    abstract: "Show which commits of the API libraries the services pin, and who uses which library.",
    subcommands: [SubmodulesStatusCommand.self, SubmodulesGraphCommand.self, SubmodulesBisectCommand.self])
}
