import ArgumentParser
import FleetCore
import Reports

/// `fleet template status`
struct TemplateStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say how far services are behind their templates, and what an update would come to.",
    discussion: """
      Reads .fleet/template.json of each service's branch, renders what was stamped, and tries the update to the target \
      in memory. Nothing is changed but the mirrors.

      COMMIT is the commit of the template that the service was rendered from last, BEHIND the number of the target's \
      commits that it hasn't, EDITED the number of rendered files that the service has changed or deleted; --json names \
      them. UPDATE is the outcome that `fleet template update` would have.

      EXIT CODES
        0  everything could be asked
        1  something could not be asked
        3  with --check: all could be asked, and an update would change something, or can't

      EXAMPLES
        fleet template status
        fleet template status service --to v2.0 --check
        fleet template status --offline --json
      """)

  @OptionGroup(title: "Template") var source: TemplateSourceOptions
  @OptionGroup(title: "Hooks") var hooks: TemplateHookOptions
  @OptionGroup(title: "Selection") var selection: SelectionOptions

  @Flag(help: "Exit code 3 if an update would change anything, or can't.")
  var check = false

  @Flag(exclusivity: .exclusive)
  var mirrors = MirrorSource.refresh

  @OptionGroup(title: "Sandbox") var sandbox: SandboxOptions
  @OptionGroup(title: "Run") var reading: ReadingOptions
  @OptionGroup var manifest: ManifestOptions

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func run() async throws {
    let live = LiveEnvironment.current
    let loaded = try LoadedManifest(manifest, live)
    let asks = mirrors == .refresh
    let limits = reading.limits(for: loaded.manifest)
    let shut = try await live.sandbox(sandbox.mode(for: loaded.manifest))
    let named = try await source.open(loaded, manifest, limits, live, asks: asks)
    let means = SelectionRequest.Means(
      command: "template status", live: live, limits: limits,
      refresh: asks ? .whereNeeded : .none, wantsJSON: json)
    guard let selected = try await selection.request(of: loaded).result(means) else { return }
    let services = selected.withUndecided(of: loaded.manifest)
    let update = TemplateUpdate(named.known, only: named.only, hooks: try hooks.trust(live), engine: Version.number)
    let status = try await ReadingRun(live: live, limits: limits, sandbox: shut, name: "template-status")
      .run { context in
        await TemplateStatusRun(context: context, update: update, refreshes: asks).run(services)
      }
    let table = TemplateStatusTable(status)
    let text = live.style.width.map(table.text(fitting:)) ?? table.text
    Console.standardOutput.write(try json ? TemplateStatusDocument(status).text : text)
    Console.standardError.write(table.problems)
    if !json { Console.standardError.write(table.summary + "\n") }
    if status.wasInterrupted { throw ExitStatus.interrupted }
    if !status.isComplete { throw ExitStatus.failures }
    if check && status.hasFindings { throw ExitStatus.findings }
  }
}
