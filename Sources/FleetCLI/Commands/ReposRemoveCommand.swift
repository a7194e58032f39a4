import ArgumentParser
import FleetCore

/// `fleet repos remove`
struct ReposRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove services from the manifest.",
    discussion: """
      Takes the entries out of the file and leaves everything else as it is. The repositories aren't touched.

      EXAMPLES
        fleet repos remove billing orders
      """)

  @Argument(help: "The services' names.")
  var names: [String]

  @OptionGroup var manifest: ManifestOptions

  func run() throws {
    let editor = try ManifestEditor(manifest, LiveEnvironment.current)
    try editor.save { text throws(ManifestEditError) in try text.removing(named: names) }
    Console.standardOutput.write("removed \(names.joined(separator: ", "))\n")
  }
}
