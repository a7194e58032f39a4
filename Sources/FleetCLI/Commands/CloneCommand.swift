import ArgumentParser
import FleetCore
import Reports

/// `fleet clone`
struct CloneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clone",
    abstract: "Make a working copy of a service with its libraries on branches.",
    discussion: """
      Fetches what the mirrors lack and links their objects into the new working copy, which needs the mirrors no more \
      afterwards. Submodules, nested ones too, are checked out at their pins and on a branch: the library's default branch \
      where it has the pin, else the nearest branch that has; the branch here begins at the pin, with the remote's as its \
      upstream. Only where nothing but a tag leads to the pin, no branch is checked out. Each "origin" is the real URL.

      The folder appears when all of it is there, and not at all where anything fails: a pin that no branch and no tag leads \
      to, or a declaration in .gitmodules that is refused.

      EXAMPLES
        fleet clone billing
        fleet clone billing ~/src/billing
      """)

  @Argument(help: "A service of the manifest.")
  var service: String

  @Argument(help: ArgumentHelp("The new folder; else one of the service's name.", valueName: "dir"))
  var folder: String?

  @Option(
    help: ArgumentHelp("The limit of one network operation, such as 500ms, 3s or 2m.", valueName: "duration"))
  var timeout: DurationArgument?

  @OptionGroup var manifest: ManifestOptions

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func run() async throws {
    let live = LiveEnvironment.current
    let loaded = try LoadedManifest(manifest, live)
    guard let found = loaded.manifest.service(named: service) else {
      let names = loaded.manifest.services.map(\.name)
      throw CommandError(
        message: "\(loaded.shownPath) has no service \(service)",
        hint: names.count > 20 ? "fleet repos list" : "services: \(names.joined(separator: ", "))")
    }
    let means = try WorkingCopyMeans(live, manifest, timeout: timeout?.duration)
    let folder = live.absolutePath(folder ?? service)
    let report = try await means.carryOut { try await ServiceClone(means.setting).run(found, into: folder) }
    let shown = CloneText(report, folder: live.shownPath(folder))
    Console.standardOutput.write(json ? try CloneDocument(report).text : shown.text)
    Console.standardError.write(shown.notes)
  }
}
