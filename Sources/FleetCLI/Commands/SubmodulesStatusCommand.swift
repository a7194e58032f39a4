import ArgumentParser
import FleetCore
import Git
import Reports

/// `fleet submodules status`
struct SubmodulesStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Compare every pin with its library's policy.",
    discussion: """
      Reads the submodules of each service's branch and, from the library's own branches and tags, how far each pinned \
      commit is from the one that the library's "follow" in fleet.yaml means. Nothing is changed but the mirrors.

      STATES
        current               the pin is what the policy means
        behind, ahead         commits are missing, or there are more
        diverged              both
        unreachable           no branch and no tag of the library leads to the commit
        only-unprotected-ref  some do, but none of the library's trustedRefs
        undeclared            a submodule without a usable entry in .gitmodules
        no-gitlink            an entry in .gitmodules without a submodule
        url-drift             the URL isn't the library's
        mixed-group           others of the library's group are at their targets
        no-policy             fleet.yaml doesn't know the library, or what it follows
        not-asked             a remote could not be asked, or the policy fits nothing

      In a working copy of a service, its own pins are shown and nobody else's, those that HEAD records; with --workdirs \
      those of every working copy in a folder. Nothing is written there. Then there are also

        dirty                 changes that aren't committed, in files that git tracks
        unpushed              commits that no remote branch is known to have
        detached              no branch is checked out; no finding

      A row shows the gravest of its states. That a service on hold is behind is no finding.

      With --since a second table lists the commits of services that moved a pin otherwise than forward: back to an \
      ancestor, sideways, or to or from a commit that the library doesn't have (unknown). History is read along first \
      parents; a time is that of committers, in UTC unless it says otherwise.

      EXIT CODES
        0  everything could be asked
        1  something could not be asked
        3  with --check: all could be asked, and something isn't current, a declaration is refused, or a move wasn't forward

      EXAMPLES
        fleet submodules status
        fleet submodules status --library payments-api --check
        fleet submodules status --since 2026-11-01
        fleet submodules status --offline --json
      """)

  @OptionGroup var selection: SelectionOptions

  @Option(
    name: .customLong("library"),
    help: ArgumentHelp("Only pins of this library. Repeat for several.", valueName: "name"))
  var libraries: [String] = []

  @Flag(help: "Exit code 3 if anything is found.")
  var check = false

  @Flag(help: "Take a URL that leads to the right library but is written otherwise for url-drift too.")
  var urls = false

  @Option(
    help: ArgumentHelp(
      "List moves of pins that weren't forward since then: a time, or a revision that every service has.",
      valueName: "date|ref"))
  var since: String?

  @Option(
    name: .customLong("workdirs"),
    help: ArgumentHelp("Look into the working copies of services in this folder too.", valueName: "dir"),
    completion: .directory)
  var workFolder: String?

  @Flag(exclusivity: .exclusive)
  var source = MirrorSource.refresh

  @OptionGroup(title: "Run") var reading: ReadingOptions
  @OptionGroup var manifest: ManifestOptions

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func run() async throws {
    let live = LiveEnvironment.current
    let loaded = try LoadedManifest(manifest, live)
    let limits = reading.limits(for: loaded.manifest)
    let means = SelectionRequest.Means(
      command: "submodules status", live: live, limits: limits,
      refresh: source == .refresh ? .whereNeeded : .none, wantsJSON: json)
    guard let selected = try await selection.request(of: loaded).result(means) else { return }
    let (services, copies) = try workingCopies(selected.withUndecided(of: loaded.manifest), loaded, live)
    let only = try LibraryNames.checked(libraries, in: loaded.manifest)
    let report = try await ReadingRun(live: live, limits: limits, name: "submodules-status")
      .run { [source, urls, since] context in
        await PinStatusRun(context: context, refreshes: source == .refresh)
          .run(
            services, libraries: loaded.manifest.libraries, only: only, comparesURLs: urls, copies: copies,
            since: since.map { FreezeTime.moment($0, dayEnds: false) })
      }
    write(report, live)
    if report.wasInterrupted { throw ExitStatus.interrupted }
    if !report.isComplete { throw ExitStatus.failures }
    if check && report.hasFindings { throw ExitStatus.findings }
  }

  /// The working copies that are looked into, and the services that are meant then: in a working copy of a service only
  /// that, if nobody chose others.
  private func workingCopies(
    _ services: [Service], _ loaded: LoadedManifest, _ live: LiveEnvironment
  ) throws -> ([Service], [String: WorkingCopyNode]) {
    let finder = WorkingCopyFinder(
      git: WorkingGit(in: live.workingFolder, settings: try live.networkSettings()), services: loaded.manifest.services)
    do throws(GitError) {
      if let workFolder { return (services, try finder.below(live.absolutePath(workFolder))) }
      guard selection.isEmpty, let found = try finder.around(live.workingFolder) else { return (services, [:]) }
      return ([found.service], [found.service.name: found.copy])
    } catch {
      throw CommandError(message: error.description, hint: error.hint, status: .failures)
    }
  }

  private func write(_ report: PinReport, _ live: LiveEnvironment) {
    let table = PinTable(report)
    Console.standardOutput.write(json ? PinDocument(report).text : live.style.table(report))
    if !json, !table.rewinds.isEmpty { Console.standardOutput.write("\n" + table.rewinds) }
    Console.standardError.write(table.problems)
    if !json { Console.standardError.write(table.summary + "\n") }
    for hint in table.hints { Console.standardError.write("hint: \(hint)\n") }
  }
}
