import ArgumentParser

/// `fleet reference`: for whoever keeps `docs/commands.md`; help doesn't show it.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Print the page of all commands.", shouldDisplay: false)

  func run() throws {
    Console.standardOutput.write(CommandReference.markdown)
  }
}
