import ArgumentParser
import FleetCore
import Foundation

/// `fleet submodules freeze`
struct SubmodulesFreezeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "freeze",
    abstract: "Write every pin of the fleet to a file, fleet.lock.",
    discussion: """
      A row says which commit of which service pins which commit of which library, and by which trusted branch or tag of \
      the library that is reachable. The file holds nothing of this machine and no time of its own: two freezes without a \
      change between them are the same bytes.

      --at takes each service as it was: at a time, by the dates of committers along the first-parent line of its branch \
      (a day alone counts to its end; times are UTC unless they say otherwise), or at a branch, tag or commit that every \
      service has.

      A pin that no trusted ref leads to, a submodule that isn't declared, or a service that can't be asked is a gap: it is \
      named, the exit code is 1, and nothing is written unless --partial says that the rest is wanted.

      EXAMPLES
        fleet submodules freeze
        fleet submodules freeze --at 2026-11-01 --output november.lock
        fleet submodules freeze --at release-7 --select 'tag:django' --partial
      """)

  @Option(help: ArgumentHelp("Take the services as they were then: a time, or a revision.", valueName: "date|ref"))
  var at: String?

  @Flag(help: "Write what can be vouched for, and name the rest.")
  var partial = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file, - for stdout. Else fleet.lock beside the manifest.", valueName: "file"),
    completion: .file(extensions: ["lock"]))
  var output: String?

  @Flag(exclusivity: .exclusive)
  var source = MirrorSource.refresh

  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Run") var reading: ReadingOptions
  @OptionGroup var manifest: ManifestOptions

  func run() async throws {
    let live = LiveEnvironment.current
    let loaded = try LoadedManifest(manifest, live)
    let limits = reading.limits(for: loaded.manifest)
    let means = SelectionRequest.Means(
      command: "submodules freeze", live: live, limits: limits,
      refresh: source == .refresh ? .whereNeeded : .none, wantsJSON: false)
    guard let selected = try await selection.request(of: loaded).result(means) else { return }
    let services = selected.withUndecided(of: loaded.manifest)
    let moment = at.map { FreezeTime.moment($0) } ?? .tip
    let result = try await ReadingRun(live: live, limits: limits, name: "submodules-freeze")
      .run { [source] context in
        await PinFreeze(context: context, refreshes: source == .refresh)
          .run(services, libraries: loaded.manifest.libraries, at: moment)
      }
    if result.wasInterrupted { throw ExitStatus.interrupted }
    for gap in result.gaps {
      let place = [gap.service, gap.path].compactMap(\.self).joined(separator: " ")
      Console.standardError.write("\(place): \(gap.message)\n")
    }
    guard result.gaps.isEmpty || partial else {
      let count = result.gaps.count == 1 ? "1 gap" : "\(result.gaps.count) gaps"
      throw CommandError(
        message: "\(count); nothing was written", hint: "--partial writes the rest", status: .failures)
    }
    try write(result.lock, loaded, live)
  }

  private func write(_ lock: FleetLock, _ loaded: LoadedManifest, _ live: LiveEnvironment) throws {
    let text = try lock.text
    if output == "-" {
      Console.standardOutput.write(text)
      return
    }
    let path = output.map(live.absolutePath) ?? live.lockPath(beside: loaded)
    try NamedFile.write(Array(text.utf8), to: path, shownAs: live.shownPath(path))
    let pins = lock.rows.count == 1 ? "1 pin" : "\(lock.rows.count) pins"
    Console.standardError.write("Wrote \(pins) to \(live.shownPath(path))\n")
  }
}
