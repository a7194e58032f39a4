import FleetCore
import Git

/// Runs what changes no repository: progress on a terminal, Ctrl-C, limits.
struct ReadingRun {
  let live: LiveEnvironment
  let limits: RunLimits
  /// Where programs are shut in that run on the way, if they are.
  var sandbox: Sandbox?
  let name: String

  func run<Value: Sendable>(_ body: @escaping @Sendable (RunContext) async -> Value) async throws -> Value {
    let progress = ProgressDisplay(console: .standardError, style: live.errorStyle)
    let interruption = Interruption()
    // A line for each repository in a log would say nothing that the result doesn't.
    let isWatched = live.errorStyle.width != nil
    let context = try live.runContext(
      named: name, limits: limits, sandbox: sandbox, cancellation: interruption.cancellation,
      observe: { if isWatched { progress.show($0) } })
    let value = try await interruption.run { await body(context) }
    progress.end()
    return value
  }
}
