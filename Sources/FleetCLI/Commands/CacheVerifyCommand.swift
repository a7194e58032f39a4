import ArgumentParser
import FleetCore
import Reports

/// `fleet cache verify`
struct CacheVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read every mirror and say which are damaged.",
    discussion: """
      Reads all that the references of a mirror lead to, compares each object with its id, and looks for what is missing. \
      Runs notice a damaged mirror by themselves as soon as they need what is damaged, and make it anew. Without --select \
      and --repair no manifest is needed. Exit code 1 if a mirror is damaged and was not repaired. A mirror that is too \
      damaged for --where to be asked is verified in any case.

      EXAMPLES
        fleet cache verify
        fleet cache verify --select billing --json
        fleet cache verify --repair
      """)

  @Flag(help: "Set damaged mirrors of the manifest aside and fetch them anew.")
  var repair = false

  @OptionGroup var selection: SelectionOptions
  @OptionGroup(title: "Run") var reading: ReadingOptions
  @OptionGroup var manifest: ManifestOptions

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  private struct Document: Encodable {
    let schema = 1
    let command = "cache verify"
    let mirrors: [Mirror]

    struct Mirror: Encodable {
      let path: String
      let url: String?
      let state: String
      let objects: Int
      let problems: [String]
    }
  }

  func run() async throws {
    let live = LiveEnvironment.current
    let store = MirrorStore(folder: live.cacheFolders.mirrors)
    let isSelective = !selection.isEmpty || selection.isExplained
    let loaded = isSelective || repair ? try LoadedManifest(manifest, live) : nil
    var selected: [Mirror]?
    if let loaded {
      selected = store.allMirrors(of: loaded.manifest)
      if isSelective {
        guard let services = try await services(of: loaded, live) else { return }
        selected = services.map { store.mirror(of: $0) }
      }
    }
    let entries = isSelective ? (selected ?? []).map(\.entry) : store.entries()
    let interruption = Interruption()
    let context = try live.runContext(
      named: LiveEnvironment.runName("verify"),
      limits: reading.limits(for: loaded?.manifest ?? Manifest(name: "")),
      cancellation: interruption.cancellation, observe: { _ in })
    let mirrors = selected ?? []
    let findings = try await interruption.run { [repair] in
      await MirrorCheck(context: context).run(entries, repairing: repair ? mirrors : [])
    }
    try write(findings)
    if interruption.cancellation.isCancelled { throw ExitStatus.interrupted }
    if findings.contains(where: { $0.state == .broken }) { throw ExitStatus.failures }
  }

  /// The services that are selected, those too of which a condition can't tell; nil once it was explained.
  private func services(of loaded: LoadedManifest, _ live: LiveEnvironment) async throws -> [Service]? {
    let means = SelectionRequest.Means(
      command: "cache verify", live: live, limits: reading.limits(for: loaded.manifest), refresh: .none,
      wantsJSON: json)
    guard let result = try await selection.request(of: loaded).result(means) else { return nil }
    return result.withUndecided(of: loaded.manifest)
  }

  private func write(_ findings: [MirrorCheck.Finding]) throws {
    if json {
      let mirrors = findings.map {
        Document.Mirror(
          path: $0.path, url: $0.url, state: $0.state.rawValue, objects: $0.objectCount, problems: $0.problems)
      }
      Console.standardOutput.write(try JSONDocument.text(of: Document(mirrors: mirrors)))
    } else {
      let rows = findings.map { [$0.state.rawValue, $0.url ?? "(unreadable)", $0.problems.first ?? $0.path] }
      Console.standardOutput.write(TextTable(rows: rows).text)
    }
    for finding in findings where finding.state == .broken {
      for problem in finding.problems { Console.standardError.write("\(finding.path): \(problem)\n") }
    }
    if findings.contains(where: { $0.state == .broken }) && !repair {
      Console.standardError.write("hint: fleet cache verify --repair\n")
    }
  }
}
