import Changes
import Foundation
import Templates

/// Runs a template's hooks: in the project's folder, without credentials, under a time limit, in a process group of their
/// own.
public struct HookRunner: Sendable {
  private let environment: ProgramEnvironment
  /// The limit of one hook.
  private let timeLimit: Duration
  /// Where the hooks' output goes, a file each.
  private let logFolder: String
  /// Where hooks are shut in, if they are, by the project's folder and the script.
  private let sandbox: @Sendable (_ folder: String, _ script: String) -> CheckoutSandbox?
  /// Told before a hook runs, and what it printed after its end.
  private let observe: @Sendable (Event) -> Void

  public enum Event: Sendable, Equatable {
    /// - Parameter path: the hook's path in the template.
    case began(path: String)
    case printed(path: String, output: String)
  }

  public init(
    environment: ProgramEnvironment, timeLimit: Duration, logFolder: String,
    observe: @escaping @Sendable (Event) -> Void
  ) {
    self.init(
      environment: environment, timeLimit: timeLimit, logFolder: logFolder, sandbox: { _, _ in nil }, observe: observe)
  }

  init(
    environment: ProgramEnvironment, timeLimit: Duration, logFolder: String,
    sandbox: @escaping @Sendable (_ folder: String, _ script: String) -> CheckoutSandbox?,
    observe: @escaping @Sendable (Event) -> Void
  ) {
    self.environment = environment
    self.timeLimit = timeLimit
    self.logFolder = logFolder
    self.sandbox = sandbox
    self.observe = observe
  }

  /// Runs a hook with its filled-in text, from a file outside of the project.
  func run(_ hook: RenderedHook, in folder: String) async throws {
    let scripts = FileManager.default.temporaryDirectory.appendingPathComponent("fleet-hook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: scripts, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // A folder for temporary files that can't be emptied is the system's to sweep.
    defer { try? FileManager.default.removeItem(at: scripts) }
    let script = scripts.appendingPathComponent(hook.script.moment.rawValue + hook.script.fileExtension)
    try Data(hook.content).write(to: script)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: script.path)
    try await run(hook.script, from: script.path, in: folder)
  }

  /// Runs the hook that comes before the questions, in a copy of the template that it may change.
  public func runBeforeQuestions(_ hook: HookScript, in copy: String) async throws(StampError) {
    let name = String(decoding: TreePath(hook.path).name, as: UTF8.self)
    let script = "\(copy)/hooks/\(name)"
    // The copy is ours, and cookiecutter makes its own executable too.
    guard unsafe chmod(script, 0o700) == 0 else {
      throw StampError(.work, "\(hook.path): can't be made executable: \(SystemError.text)")
    }
    try await run(hook, from: script, in: copy)
  }

  private func run(_ hook: HookScript, from script: String, in folder: String) async throws(StampError) {
    observe(.began(path: hook.path))
    let log = "\(logFolder)/\(hook.moment.rawValue).log"
    let program = Program(
      arguments: hook.isPython ? ["python3", script] : [script], folder: folder,
      environment: environment.variables(forHookIn: folder), timeLimit: timeLimit, logPath: log)
    let ending = await program.run(in: sandbox(folder, script))
    let output = String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
    observe(.printed(path: hook.path, output: output))
    if ending == .interrupted { throw StampError(.interrupted, "interrupted") }
    guard ending.isSuccess else {
      let isMissingInterpreter = ending.words.contains("could not be started")
      throw StampError(
        .work, "\(hook.path) \(ending.words)",
        hint: isMissingInterpreter && !hook.isPython ? "a script begins with a line such as #!/bin/sh" : nil, log: log)
    }
  }
}
