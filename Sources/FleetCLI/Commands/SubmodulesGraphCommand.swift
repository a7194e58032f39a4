import ArgumentParser
import FleetCore
import Reports

/// `fleet submodules graph`
struct SubmodulesGraphCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Show who uses which library, nested ones too.",
    discussion: """
      Reads the submodules of each service's branch, and those of every library at each commit that is pinned. "THROUGH" \
      names the libraries that a submodule is nested in; "more than once" marks a repository that a service has at several \
      paths; where a library is nested in itself, the row is marked and nothing below it is listed. Only repositories of \
      the manifest are read. Exit code 1 if something could not be asked, so that uses may be missing.

      EXAMPLES
        fleet submodules graph
        fleet submodules graph payments-api --json
        fleet submodules graph --dot | dot -Tsvg > graph.svg
      """)

  @Argument(help: ArgumentHelp("Only uses of this library of the manifest.", valueName: "library"))
  var library: String?

  @OptionGroup var selection: SelectionOptions

  @Flag(exclusivity: .exclusive)
  var source = MirrorSource.refresh

  @OptionGroup(title: "Run") var reading: ReadingOptions
  @OptionGroup var manifest: ManifestOptions

  @Flag(help: "Print the graph in the language of Graphviz.")
  var dot = false

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func validate() throws {
    if dot && json { throw ValidationError("--dot and --json exclude each other") }
  }

  func run() async throws {
    let live = LiveEnvironment.current
    let loaded = try LoadedManifest(manifest, live)
    let limits = reading.limits(for: loaded.manifest)
    let means = SelectionRequest.Means(
      command: "submodules graph", live: live, limits: limits,
      refresh: source == .refresh ? .whereNeeded : .none, wantsJSON: json)
    guard let selected = try await selection.request(of: loaded).result(means) else { return }
    let services = selected.withUndecided(of: loaded.manifest)
    _ = try LibraryNames.checked(library.map { [$0] } ?? [], in: loaded.manifest)
    let whole = try await ReadingRun(live: live, limits: limits, name: "submodules-graph")
      .run { [source] context in
        await PinGraphRun(context: context, refreshes: source == .refresh)
          .run(services, libraries: loaded.manifest.libraries)
      }
    try write(library.map { whole.about($0) } ?? whole, live)
    if whole.wasInterrupted { throw ExitStatus.interrupted }
    if !whole.problems.isEmpty { throw ExitStatus.failures }
  }

  private func write(_ graph: PinGraph, _ live: LiveEnvironment) throws {
    let table = PinGraphTable(graph)
    let text =
      if json {
        try PinGraphDocument(graph).text
      } else if dot {
        PinGraphDrawing(graph).text
      } else if let width = live.style.width {
        table.text(fitting: width)
      } else {
        table.text
      }
    Console.standardOutput.write(text)
    Console.standardError.write(table.problems)
  }
}
