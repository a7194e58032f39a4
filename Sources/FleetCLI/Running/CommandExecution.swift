import FleetCore
import Reports

/// A command that is run in every selected service, and nothing is made of what it does to the files.
struct CommandExecution: Sendable {
  let change: CommandChange
  let manifest: Manifest
  let selection: SelectionRequest
  let limits: RunLimits
  let sandbox: SandboxOptions
  let files: ReportFiles
  let invocation: Invocation
  let wantsJSON: Bool
  let live: LiveEnvironment

  func run() async throws {
    let (interruption, sandbox) = (Interruption(), try await live.sandbox(sandbox.mode(for: manifest)))
    let means = SelectionRequest.Means(
      command: "exec", live: live, limits: limits, refresh: .whereNeeded, wantsJSON: wantsJSON,
      interruption: interruption)
    guard let selected = try await selection.selected(means) else { return }
    // Without a terminal the output of the commands is the log of the run.
    let progress = live.errorStyle.width.map { _ in
      ProgressDisplay(console: .standardError, style: live.errorStyle)
    }
    let context = try live.runContext(
      named: LiveEnvironment.runName("exec"), limits: limits, sandbox: sandbox,
      cancellation: interruption.cancellation, observe: { progress?.show($0) })
    let output = CommandOutput(style: live.style)
    let results = try await interruption.run { [self] in
      await CommandRun(change, manifest: manifest, context: context, selected: selected).run(selected.services) {
        result in
        guard !wantsJSON else { return }
        if let progress { progress.interrupted(by: { output.write(result) }) } else { output.write(result) }
      }
    }
    progress?.end()
    try end(results + selected.undecided, wasInterrupted: interruption.cancellation.isCancelled)
  }

  private func end(_ results: [RepositoryResult], wasInterrupted: Bool) throws {
    let report = RunReport(command: "exec", campaign: nil, results: results, wasInterrupted: wasInterrupted)
    // The files first: writing to a reader that has gone away ends the program.
    let written = Result { try files.write(report, invocation) }
    let text = TextReport(report)
    if wantsJSON {
      let outputs = results.reduce(into: [:]) { $0[$1.service] = CommandOutput.tail(of: $1) }
      Console.standardOutput.write(try JSONReport(report, outputs: outputs).text)
    }
    Console.standardError.write(text.problems)
    if !wantsJSON { Console.standardError.write(text.summary + "\n") }
    for hint in text.hints { Console.standardError.write("hint: \(hint)\n") }
    try written.get()
    try ExitStatus.check(report, isCheck: false)
  }
}
