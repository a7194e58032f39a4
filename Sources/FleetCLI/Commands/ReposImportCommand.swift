import ArgumentParser
import FleetCore
import Foundation

/// `fleet repos import`
struct ReposImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Add services from a folder of checkouts or another tool's list.",
    discussion: """
      SOURCE is a folder of git checkouts, turbolift's repos.txt, all-repos' repos.json or all-repos.json, vcstool's \
      .repos, or Moderne's repos.csv. Repositories that the manifest has already are left out; what can't be read is \
      named, and the rest is taken.

      EXAMPLES
        fleet repos import ~/src
        fleet repos import repos.txt --ssh --host git.example.com
        fleet repos import workspace.repos --dry-run
      """)

  @Argument(help: "A folder or a list.", completion: .file())
  var source: String

  @Option(help: ArgumentHelp("What the list is, if its name doesn't tell: \(Self.formats).", valueName: "format"))
  var format: String?

  @Flag(help: "Make ssh URLs for lists that only name repositories. Else https.")
  var ssh = false

  @Option(help: ArgumentHelp("The host for lists that leave it out.", valueName: "host"))
  var host = "github.com"

  @Option(help: ArgumentHelp("How many folders deep checkouts are looked for.", valueName: "n"))
  var depth = 1

  @Flag(name: .shortAndLong, help: "Only show what would be added.")
  var dryRun = false

  @OptionGroup var manifest: ManifestOptions

  private static var formats: String { ImportSource.allCases.map(\.rawValue).joined(separator: ", ") }

  func validate() throws {
    if depth < 1 { throw ValidationError("--depth must be at least 1, not \(depth)") }
    if let format, ImportSource(rawValue: format) == nil {
      throw ValidationError("--format must be one of \(Self.formats), not \(format)")
    }
  }

  func run() throws {
    let live = LiveEnvironment.current
    let editor = try ManifestEditor(manifest, live)
    let plan = ImportPlan(merging: try list(live), into: editor.manifest, folder: live.workingFolder)
    for line in plan.skipped + plan.renamed { Console.standardError.write(line + "\n") }
    for line in plan.problems { Console.standardError.write("not taken: \(line)\n") }
    if !dryRun && !plan.added.isEmpty {
      try editor.save { text throws(ManifestEditError) in try text.adding(plan.added) }
    }
    for service in plan.added {
      Console.standardOutput.write("\(dryRun ? "would add" : "added") \(service.name)  \(service.url)\n")
    }
    if !plan.problems.isEmpty { throw ExitStatus.failures }
  }

  private func list(_ live: LiveEnvironment) throws -> ImportList {
    let path = live.absolutePath(source)
    var isFolder: ObjCBool = false
    if unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      return CheckoutReader().read(path, depth: depth)
    }
    let bytes = try NamedFile.read(path, shownAs: source)
    guard let kind = format.flatMap(ImportSource.init) ?? ImportSource.detected(fileName: source) else {
      throw CommandError(
        message: "\(source): its name doesn't tell what it is", hint: "add --format, one of \(Self.formats)")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path(percentEncoded: false)
    return kind.read(
      bytes, file: source, addresses: ImportAddresses(style: ssh ? .ssh : .https, defaultHost: host)
    ) { name in
      try NamedFile.read(folder + "/" + name, shownAs: name)
    }
  }
}
