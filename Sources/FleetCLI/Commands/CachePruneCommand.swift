import ArgumentParser
import FleetCore
import Git

/// `fleet cache prune`
struct CachePruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Remove mirrors and checkouts that the manifest doesn't name.",
    discussion: """
      Nothing is lost: what is needed is fetched again. A mirror that another process is using is left alone. The mirrors \
      that stay forget the trees of plans that are no longer stored; the journal drops what is old by itself.

      EXAMPLES
        fleet cache prune --dry-run
        fleet cache prune --all
      """)

  @Flag(help: "Remove every mirror, also those of the manifest.")
  var all = false

  @Flag(name: .shortAndLong, help: "Only show what would be removed.")
  var dryRun = false

  @OptionGroup var manifest: ManifestOptions

  func run() throws {
    let live = LiveEnvironment.current
    let store = MirrorStore(folder: live.cacheFolders.mirrors)
    store.sweep()
    let kept: Set<String> =
      all ? [] : try Set(store.allMirrors(of: LoadedManifest(manifest, live).manifest).map(\.path))
    if !dryRun { try forgetPlans(in: store, live) }
    var busyCount = 0
    for entry in store.entries() where !kept.contains(entry.path) {
      let isRemoved = try dryRun || store.remove(entry, checkouts: live.cacheFolders.checkouts)
      let verdict = isRemoved ? dryRun ? "would remove" : "removed" : "in use"
      if !isRemoved { busyCount += 1 }
      Console.standardOutput.write("\(verdict)  \(entry.path)\n")
    }
    if busyCount > 0 { throw ExitStatus.failures }
  }

  private func forgetPlans(in store: MirrorStore, _ live: LiveEnvironment) throws {
    let journal = try live.journal()
    let kept = try LiveEnvironment.asking { () throws(JournalError) in try journal.planIDs() }
    do {
      try store.forgetPlans(except: kept)
    } catch {
      throw CommandError(message: error.description, hint: error.hint, status: .failures)
    }
  }
}
