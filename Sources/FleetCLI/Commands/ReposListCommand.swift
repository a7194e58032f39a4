import ArgumentParser
import FleetCore
import Reports

/// `fleet repos list`
struct ReposListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the services: name, URL, tags.",
    discussion: """
      EXAMPLES
        fleet repos list
        fleet repos list --select 'tag:django' --json
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var manifest: ManifestOptions

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  private struct Listing: Encodable {
    let schema = 1
    let command = "repos list"
    let services: [Entry]

    struct Entry: Encodable {
      let name: String
      let url: String
      let branch: String?
      let tags: [String]
    }
  }

  func run() throws {
    let live = LiveEnvironment.current
    let services = try selection.services(of: LoadedManifest(manifest, live))
    guard json else {
      let rows = services.map { [$0.name, $0.remote.description, $0.tags.joined(separator: ",")] }
      Console.standardOutput.write(TextTable(rows: rows).text)
      return
    }
    let entries = services.map {
      Listing.Entry(name: $0.name, url: $0.remote.description, branch: $0.branch, tags: $0.tags)
    }
    Console.standardOutput.write(try JSONDocument.text(of: Listing(services: entries)))
  }
}
