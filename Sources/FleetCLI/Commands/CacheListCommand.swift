import ArgumentParser
import FleetCore
import Reports

/// `fleet cache list`
struct CacheListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the mirrors: remote and folder.",
    discussion: """
      Mirrors are ordinary bare repositories; git commands work in them.

      EXAMPLES
        fleet cache list
        fleet cache list --json
      """)

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  private struct Document: Encodable {
    let schema = 1
    let command = "cache list"
    let mirrors: [Mirror]

    struct Mirror: Encodable {
      let url: String?
      let path: String
    }
  }

  func run() throws {
    let entries = MirrorStore(folder: LiveEnvironment.current.cacheFolders.mirrors).entries()
    if json {
      let mirrors = entries.map { Document.Mirror(url: $0.url, path: $0.path) }
      Console.standardOutput.write(try JSONDocument.text(of: Document(mirrors: mirrors)))
    } else {
      Console.standardOutput.write(TextTable(rows: entries.map { [$0.url ?? "(unreadable)", $0.path] }).text)
    }
  }
}
