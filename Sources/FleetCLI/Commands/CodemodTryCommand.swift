import ArgumentParser
import Changes
import FleetCore
import Foundation
import Reports

/// `fleet codemod try`
struct CodemodTryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Make a codemod's edits in a plain folder, without git.",
    discussion: """
      Edits the files of the folder in place: all of them, or, where the codemod is refused, none. With --diff it shows \
      what it would do and leaves the folder as it is.

      EXAMPLES
        fleet codemod try bump-timeout.json --dir ../billing --diff
        fleet codemod try bump-timeout.json --dir ../billing --param seconds=90
      """)

  @OptionGroup var source: CodemodOptions

  @Option(
    name: .customLong("dir"), help: ArgumentHelp("The folder.", valueName: "folder"), completion: .directory)
  var folder: String

  @Flag(help: "Show a unified diff and change nothing.")
  var diff = false

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func run() throws {
    let live = LiveEnvironment.current
    let change = try LoadedCodemod(source, live).change
    var isFolder: ObjCBool = false
    let path = live.absolutePath(folder)
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw CommandError(message: "\(folder): there is no such folder")
    }
    let result: RepositoryResult
    do {
      result = try FolderTrial(folder: path).run(change, wantsDiffOnly: diff)
    } catch {
      throw CommandError(message: "\(folder): \((error as? Refusal)?.message ?? "\(error)")", status: .failures)
    }
    if !change.isWithoutFormatters && result.outcome == .changed {
      Console.standardError.write("Its formatters were not run: they run in the checkouts of `fleet apply`.\n")
    }
    let report = RunReport(command: "codemod try", campaign: change.codemod.name, results: [result])
    try ReportOutput(live: live, wantsJSON: json, wantsDiff: diff).write(report)
    try ExitStatus.check(report, isCheck: false)
  }
}
