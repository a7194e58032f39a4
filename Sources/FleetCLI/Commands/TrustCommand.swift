import ArgumentParser

/// `fleet trust`
struct TrustCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust",
    abstract: "Say which templates may run their hooks.",
    discussion: """
      Hooks are programs: they can do whatever you can. Trust is for one repository at one commit; when the template \
      moves on, its hooks are asked about again.
      """,
    subcommands: [TrustListCommand.self, TrustAddCommand.self, TrustRemoveCommand.self])
}
