import Foundation
import Git
import Submodules

/// A checkout in which a change's programs run, what they see there, and what ends them.
///
/// Everything here blocks: it is for threads of a `BlockingPool`, and for one of them at a time.
struct Workshop: Sendable {
  let checkout: Checkout
  /// The git folder of the repository that the checkout belongs to.
  let mirror: String
  /// The commit that programs see as `HEAD`.
  let head: ObjectID
  /// What every program sees of the environment.
  let environment: [String: String]
  /// The folder of the logs, a file a program.
  let logs: String
  let cancellation: Cancellation
  /// Where programs are shut in, if they are, once the checkout's files are in place.
  let sandbox: @Sendable () -> CheckoutSandbox?
  /// Fills the folders of submodules; returns a line for each that stays empty.
  let fill: @Sendable ([Pin]) throws(GitError) -> [String]

  /// Makes the checkout's files those of a tree and returns what is worth knowing about them.
  @discardableResult
  func prepare(_ tree: ObjectID) throws(GitError) -> [String] {
    let pins = try checkout.prepare(tree, head: head, from: mirror)
    return pins.isEmpty ? [] : try fill(pins)
  }

  /// Runs a program in the checkout; the log keeps its last 64 KiB.
  ///
  /// - Returns: nothing where it ended with one of `statuses`, which is returned.
  /// - Throws: a `ProgramFailure` for every other ending.
  func run(
    _ arguments: [String], called name: String, adding variables: [String: String], timeLimit: Duration, log: String,
    heading: [String] = [], accepting statuses: Set<Int> = [0]
  ) throws -> Int {
    let execution = execute(
      arguments, adding: variables, timeLimit: timeLimit, log: log, heading: heading, keepsOnlyTail: true)
    if case .exited(let status) = execution.ending, statuses.contains(status) { return status }
    throw ProgramFailure(
      message: "\(name) \(execution.words)", logPath: execution.logPath,
      isInterruption: execution.ending == .interrupted)
  }

  /// How a program went.
  struct Execution {
    let ending: ProgramEnding
    let logPath: String
    /// How many bytes of the log come before the program's output.
    let headingByteCount: Int
    /// How it ended, and its last line.
    let words: String
  }

  /// Runs a program in the checkout to whatever end it comes to.
  ///
  /// - Parameter keepsOnlyTail: whether the log keeps the last 64 KiB of the output only.
  func execute(
    _ arguments: [String], adding variables: [String: String] = [:], timeLimit: Duration, log: String,
    heading: [String], keepsOnlyTail: Bool
  ) -> Execution {
    let logPath = "\(logs)/\(log).log"
    let program = Program(
      arguments: arguments, folder: checkout.folder,
      environment: environment.merging(variables) { _, given in given }, timeLimit: timeLimit, logPath: logPath,
      heading: ["$ \(arguments.joined(separator: " "))"] + heading, mark: checkout.mark, keepsOnlyTail: keepsOnlyTail)
    let sandbox = sandbox()
    let ending = program.runBlocking(in: sandbox, until: cancellation)
    let words = ending == .timedOut ? "did not end within \(timeLimit.components.seconds) s" : ending.words
    let heading = (sandbox?.confining(program) ?? program).heading
    let lastLine =
      ending.isSuccess ? "" : OutputTail.lastLine(of: logPath, behind: heading).map { ": \($0)" } ?? ""
    return Execution(
      ending: ending, logPath: logPath, headingByteCount: heading.reduce(0) { $0 + $1.utf8.count + 1 },
      words: words + lastLine)
  }

  /// Returns a command as a sentence in one line can hold it.
  static func shown(_ command: [String]) -> String {
    let line = command.joined(separator: " ").split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 80 ? "`\(line.prefix(80))…`" : "`\(line)`"
  }

  /// Writes the files as they are now as a tree and returns its id.
  func tree() throws(GitError) -> ObjectID {
    try checkout.tree(in: mirror)
  }
}
