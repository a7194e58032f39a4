import Changes
import Codemods

/// A command that is run in every repository; what it changes in the files is the change.
///
/// As with a `run` step, exit status 100 says that there is nothing to do, and every other but 0 is a failure.
public struct CommandChange: ProgrammedChange {
  /// The name of the command's log.
  static let logName = "exec"
  /// The exit status that says that there is nothing to do.
  static let notApplicable = 100
  static let reasonForNone = "the command said that it has nothing to do here"

  /// The program and its arguments.
  public let command: [String]
  /// The longest that it may take in one repository.
  public let timeLimit: Duration

  public init(_ command: [String], timeLimit: Duration) {
    self.command = command
    self.timeLimit = timeLimit
  }

  public var needsPrograms: Bool { true }

  public func plan(_ base: some Snapshot, for service: ServiceFacts) -> ChangePlan {
    .refused(Refusal(kind: RefusalKind.script.rawValue, message: "a command has to be run, and here none can be"))
  }

  public func plan(_ base: some Snapshot, for service: ServiceFacts, programs host: any ProgramHost) throws
    -> ChangePlan
  {
    var files: [TreePath] = []
    try base.walk(descends: { _ in true }) { entry in
      if entry.mode == .file || entry.mode == .executable { files.append(entry.path) }
    }
    let request = ProgramRequest(step: nil, command: command, files: files.sorted(), timeLimit: timeLimit)
    switch try host.run(request) {
    case .notApplicable: return .notApplicable(reason: Self.reasonForNone)
    case .changed(let edits):
      if let refusal = edits.lazy.compactMap(\.refusalOfProgram).first { return .refused(refusal) }
      return edits.isEmpty ? .unchanged : .edits(edits.sorted { $0.path < $1.path })
    }
  }
}
