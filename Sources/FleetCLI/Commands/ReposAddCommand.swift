import ArgumentParser
import FleetCore

/// `fleet repos add`
struct ReposAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add a service to the manifest.",
    discussion: """
      Writes one entry in the file's own style; comments and everything else stay as they are.

      EXAMPLES
        fleet repos add git@git.example.com:plumbing/billing.git --tag django
        fleet repos add ../billing --name billing
      """)

  @Argument(help: "The repository: a URL, host:path for ssh, or a path relative to the manifest.")
  var url: String

  @Option(help: ArgumentHelp("The service's name. Else that of the repository.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("The branch that changes start from. Else the remote's default.", valueName: "branch"))
  var branch: String?

  @Option(name: .customLong("tag"), help: ArgumentHelp("A tag. Repeat for more.", valueName: "tag"))
  var tags: [String] = []

  @OptionGroup var manifest: ManifestOptions

  func run() throws {
    let editor = try ManifestEditor(manifest, LiveEnvironment.current)
    let service = NewService(name: try name ?? editor.repositoryName(of: url), url: url, branch: branch, tags: tags)
    try editor.save { text throws(ManifestEditError) in try text.adding([service]) }
    Console.standardOutput.write("added \(service.name)\n")
  }
}
