import ArgumentParser
import FleetCore

/// `fleet trust remove`
struct TrustRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Take trust in a template back.",
    discussion: """
      EXAMPLES
        fleet trust remove gh:owner/template
        fleet trust remove https://git.example.com/templates/service.git --commit 3f2a91c
      """)

  @Argument(help: "The template, as in fleet trust add, or its URL as fleet trust list shows it.")
  var template: String

  @Option(help: ArgumentHelp("Only this commit, or those that begin so. Else all.", valueName: "id"))
  var commit: String?

  @OptionGroup var manifest: ManifestOptions

  func run() throws {
    let live = LiveEnvironment.current
    do {
      let store = TrustStore(environment: live.variables)
      // A URL that the list shows is taken as it is, also where nothing is there any more.
      let isListed = try store.entries().contains { $0.url == template }
      let url =
        try isListed
        ? template
        : live.templateFinder(for: template, manifest, try live.userConfiguration())
          .address(of: template, ref: nil, directory: nil).source
      let removed = try store.remove(url: url, commit: commit)
      guard !removed.isEmpty else {
        throw CommandError(
          message: "\(template): isn't trusted\(commit.map { " at \($0)" } ?? "")", hint: "fleet trust list")
      }
      for entry in removed {
        Console.standardOutput.write("no longer trusted: \(entry.url) at \(entry.commit.prefix(12))\n")
      }
    } catch let error as StampError {
      throw CommandError(error)
    }
  }
}
