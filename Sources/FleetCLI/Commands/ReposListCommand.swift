import ArgumentParser
import FleetCore
import Reports

/// `fleet repos list`
struct ReposListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the services: name, URL, tags.",
    discussion: """
      With --where the mirrors are asked as they are; no remote is. A service without a mirror is named on stderr, and the \
      exit code is 1 then.

      EXAMPLES
        fleet repos list
        fleet repos list --select 'tag:django' --json
        fleet repos list --where 'file:tox.ini and not contains:"timeout" in main/settings.py' --explain
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var manifest: ManifestOptions

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  private struct Listing: Encodable {
    let schema = 1
    let command = "repos list"
    let services: [Entry]
    /// The services of which nobody knows whether they are meant; nil where there is none.
    let failed: [Failure]?

    struct Failure: Encodable {
      let service: String
      let outcome: String
      let kind: String?
      let message: String?
    }

    struct Entry: Encodable {
      let name: String
      let url: String
      let branch: String?
      let tags: [String]
    }
  }

  func run() async throws {
    let live = LiveEnvironment.current
    let loaded = try LoadedManifest(manifest, live)
    let means = SelectionRequest.Means(
      command: "repos list", live: live, limits: try ReadingOptions.parse([]).limits(for: loaded.manifest),
      refresh: .none, wantsJSON: json)
    guard let selected = try await selection.request(of: loaded).result(means) else { return }
    try write(selected)
    let problems = RunReport(command: "repos list", campaign: nil, results: selected.undecided)
    let text = TextReport(problems)
    Console.standardError.write(text.problems + text.hints.map { "hint: \($0)\n" }.joined())
    try ExitStatus.check(problems, isCheck: false)
  }

  private func write(_ selected: SelectionResult) throws {
    let services = selected.services
    guard json else {
      let rows = services.map { [$0.name, $0.remote.description, $0.tags.joined(separator: ",")] }
      Console.standardOutput.write(TextTable(rows: rows).text)
      return
    }
    let entries = services.map {
      Listing.Entry(name: $0.name, url: $0.remote.description, branch: $0.branch, tags: $0.tags)
    }
    let failed = selected.undecided.map {
      Listing.Failure(service: $0.service, outcome: $0.outcome.name, kind: $0.kind, message: $0.message)
    }
    Console.standardOutput.write(
      try JSONDocument.text(of: Listing(services: entries, failed: failed.isEmpty ? nil : failed)))
  }
}
