import ArgumentParser
import FleetCore
import Reports

/// `fleet grep`
struct GrepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grep",
    abstract: "Search the files of every service, without a checkout.",
    discussion: """
      Searches the tip of each service's default branch in its mirror, equal files once, and prints SERVICE:PATH:LINE:TEXT. \
      The mirrors are taken as they are; --refresh fetches first. Binary files are skipped. Of a line of more than 2000 \
      bytes a part with its first match is shown.

      Exit code 0 with and without a match; 1 if a repository or file could not be searched; with --check 3 if something \
      was found.

      EXAMPLES
        fleet grep 'timeout\\s*=\\s*\\d+' -- '*.py'
        fleet grep -lw DEBUG main/settings.py --select tag:django
        fleet grep -F 'http://' --check -- '*.py' '!tests/' && echo "nobody speaks plain http"
        fleet grep -i todo -C 2 --where 'pins:users-api' --refresh
      """)

  @OptionGroup var search: SearchOptions

  @Flag(help: "Fetch every selected service first.")
  var refresh = false

  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Run") var reading: ReadingOptions
  @OptionGroup var manifest: ManifestOptions

  @Flag(help: "Exit 3 if something was found.")
  var check = false

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func run() async throws {
    let live = LiveEnvironment.current
    let query = try search.query()
    let loaded = try LoadedManifest(manifest, live)
    let limits = reading.limits(for: loaded.manifest)
    let means = SelectionRequest.Means(
      command: "grep", live: live, limits: limits, refresh: refresh ? .all : .none, wantsJSON: json)
    guard let selected = try await selection.request(of: loaded).result(means) else { return }
    let interruption = Interruption()
    let context = try live.runContext(
      named: LiveEnvironment.runName("grep"), limits: limits, cancellation: interruption.cancellation, observe: { _ in }
    )
    let output = GrepOutput(
      style: live.style, isDocument: json, detail: search.detail, hasContext: search.hasContext)
    try await interruption.run {
      await FleetSearch(query, context: context).run(selected.services) { output.write($0) }
    }
    let report = try output.end(selected.undecided, wasInterrupted: interruption.cancellation.isCancelled)
    try ExitStatus.check(report, isCheck: false)
    if check && output.matchCount > 0 { throw ExitStatus.findings }
  }
}
