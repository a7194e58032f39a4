import ArgumentParser

/// `fleet plans`
struct PlansCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plans",
    abstract: "See the plans that fleet plan has stored.",
    subcommands: [PlansListCommand.self, PlansShowCommand.self])
}
