import ArgumentParser
import Changes
import Codemods
import FleetCore
import Foundation
import Reports
import Threads

/// `fleet codemod try`
struct CodemodTryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Make a codemod's edits in a plain folder, without git.",
    discussion: """
      Edits the files of the folder in place: all of them, or, where the codemod is refused, none. With --diff it shows \
      what it would do and leaves the folder as it is. Programs of run steps and formatters work in a copy of the \
      folder, which is thrown away.

      EXAMPLES
        fleet codemod try bump-timeout.json --dir ../billing --diff
        fleet codemod try bump-timeout.json --dir ../billing --param seconds=90
      """)

  @OptionGroup var source: CodemodOptions

  @Option(
    name: .customLong("dir"), help: ArgumentHelp("The folder.", valueName: "folder"), completion: .directory)
  var folder: String

  @OptionGroup var programs: ProgramOptions

  @Flag(help: "Show a unified diff and change nothing.")
  var diff = false

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func run() async throws {
    let live = LiveEnvironment.current
    let change = programs.applied(to: try LoadedCodemod(source, live).change)
    var isFolder: ObjCBool = false
    let path = live.absolutePath(folder)
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw CommandError(message: "\(folder): there is no such folder")
    }
    let interruption = Interruption()
    let trial = FolderTrial(
      folder: path,
      effects: live.trialEffects(
        named: change.codemod.name, isDryRun: diff, cancellation: interruption.cancellation))
    let result: RepositoryResult
    do {
      result = try await interruption.run { [self] in
        // A thread of our own, since programs are waited for.
        try await BlockingPool(name: "trial", width: 1).run { try tried(change, in: trial) }
      }
    } catch {
      throw CommandError(message: "\(folder): \(error)", status: .failures)
    }
    let report = RunReport(
      command: "codemod try", campaign: change.codemod.name, results: [result],
      wasInterrupted: interruption.cancellation.isCancelled)
    try ReportOutput(live: live, wantsJSON: json, wantsDiff: diff).write(report)
    try ExitStatus.check(report, isCheck: false)
  }

  private func tried(_ change: CodemodChange, in trial: FolderTrial) throws -> RepositoryResult {
    try trial.run(
      change, called: change.codemod.name, formatters: change.formatters(for: trial.facts),
      isStrict: programs.strictFormat, wantsDiffOnly: diff)
  }
}
