import Changes
import Foundation
import Git
import Templates

/// Where the hooks of a service's renders run, and what ends them.
struct HookMeans: Sendable {
  let environment: ProgramEnvironment
  /// The folder of the service's logs.
  let logs: String
  let sandbox: Sandbox?
  let cancellation: Cancellation
  /// Where projects are stamped and thrown away.
  private let renders: String

  init(_ context: RunContext, service: String) {
    environment = context.programEnvironment
    logs = "\(context.folders.logs)/\(context.runName)/\(service)"
    sandbox = context.sandbox
    cancellation = context.cancellation
    renders = context.folders.renders
  }

  /// Returns an empty folder to stamp projects in; its user removes it.
  func scratch() throws -> ScratchFolder { try ScratchFolder(in: renders) }

  /// Stamps a project with its hooks in a folder of its own and returns what is there in the end, but for what git ignores.
  ///
  /// - Parameters:
  ///   - scratch: whose paths hooks see; empty, and left empty.
  ///   - name: of the logs' folder.
  /// - Throws: `ProgramFailure` where a hook failed.
  func stamped(
    _ stamping: Stamping, in scratch: ScratchFolder, within limit: Duration, called name: String
  ) throws -> RenderedTree {
    defer { scratch.empty() }
    let runner = runner(in: scratch, within: limit, called: name)
    let project = scratch.project
    let folder = try inOurWords {
      try BlockingTask.run(until: cancellation) { () async throws -> TreePath in
        try await stamping.run(into: StampFolder(output: project, hooks: runner))
      }
    }
    return try RenderedTree(reading: FolderSnapshot(folder: "\(project)/\(folder)"))
  }

  /// Runs the hook that comes before the questions in a copy of the template and returns the template that it made of it.
  func changed(
    _ template: OpenedTemplate, by hook: HookScript, directory: TreePath, within limit: Duration, called name: String
  ) throws -> ProjectTemplate {
    let scratch = try scratch()
    defer { scratch.remove() }
    try template.copy(directory, to: scratch.project)
    let runner = runner(in: scratch, within: limit, called: name)
    let folder = scratch.project
    try inOurWords {
      try BlockingTask.run(until: cancellation) { () async throws -> Void in
        try await runner.runBeforeQuestions(hook, in: folder)
      }
    }
    return try ProjectTemplate(FolderFiles(folder: folder))
  }

  private func runner(in scratch: ScratchFolder, within limit: Duration, called name: String) -> HookRunner {
    let sandbox = sandbox
    return HookRunner(
      environment: environment, timeLimit: limit, logFolder: "\(logs)/\(name)",
      sandbox: { folder, script in
        sandbox.map {
          CheckoutSandbox(
            $0, folder: folder, writable: [scratch.project], readable: [script],
            own: SandboxFolders(base: scratch.sandbox))
        }
      }, observe: { _ in })
  }

  private func inOurWords<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as StampError where error.kind != .input {
      let lastLine = error.log.flatMap { OutputTail.lastLine(of: $0, behind: []) }.map { ": \($0)" } ?? ""
      throw ProgramFailure(
        message: error.message + lastLine, logPath: error.log, isInterruption: error.kind == .interrupted)
    } catch is CancellationError {
      throw ProgramFailure(message: "interrupted", logPath: nil, isInterruption: true)
    }
  }
}
