import FleetCore
import Foundation
import Git

/// The services that a command's user asked for, before repositories were asked.
struct SelectionRequest: Sendable {
  let candidates: SelectionCandidates
  /// Whether the user only wants to know what is selected and why.
  let isExplained: Bool

  init(candidates: SelectionCandidates, isExplained: Bool) {
    (self.candidates, self.isExplained) = (candidates, isExplained)
  }

  /// Takes services that are known already.
  init(fixed services: [Service]) {
    self.init(candidates: SelectionCandidates(fixed: services), isExplained: false)
  }

  /// Returns the request for those that failed when the campaign last ran.
  func only(_ failed: Set<String>) -> SelectionRequest {
    SelectionRequest(
      candidates: candidates.only(
        failed, else: SelectionReason(option: "--failed", clause: "it was fine, or not in the run")),
      isExplained: isExplained)
  }

  /// Returns the request for those that a campaign has pushed to.
  func reached(_ services: Set<String>) -> SelectionRequest {
    SelectionRequest(
      candidates: candidates.only(
        services, else: SelectionReason(option: "undo", clause: "the campaign has pushed nothing to it")),
      isExplained: isExplained)
  }

  /// How a command selects.
  struct Means {
    /// The command's name, as documents have it.
    let command: String
    let live: LiveEnvironment
    let limits: RunLimits
    let refresh: MirrorSelection.Refresh
    let wantsJSON: Bool
    /// That of the whole command, where it has one.
    var interruption = Interruption()
  }

  /// Asks what has to be asked and returns what is selected; nil once it was explained and the command is to end.
  ///
  /// - Throws: the exit status, where it was explained and some repository couldn't be asked.
  func result(_ means: Means) async throws -> SelectionResult? {
    let result = try await selected(means)
    if means.interruption.cancellation.isCancelled { throw ExitStatus.interrupted }
    return result
  }

  /// The same, where the command reports of what it was interrupted in: those that weren't asked are undecided then.
  func selected(_ means: Means) async throws -> SelectionResult? {
    let interruption = means.interruption
    let result = try await answer(means)
    guard isExplained else {
      if candidates.isConditional, result.services.isEmpty, result.undecided.isEmpty,
        !interruption.cancellation.isCancelled
      {
        Console.standardError.write("hint: nothing is selected; --explain says what left each service out\n")
      }
      return result
    }
    try SelectionExplanation(command: means.command, result: result).write(means.live, asJSON: means.wantsJSON)
    if interruption.cancellation.isCancelled { throw ExitStatus.interrupted }
    if !result.undecided.allSatisfy(\.outcome.isFine) { throw ExitStatus.failures }
    return nil
  }

  private func answer(_ means: Means) async throws -> SelectionResult {
    if means.refresh != .all, let result = candidates.result { return result }
    // The log of a run that isn't watched has what comes of the repositories, not of the questions before.
    let progress = means.live.errorStyle.width.map { _ in
      ProgressDisplay(console: .standardError, style: means.live.errorStyle)
    }
    defer { progress?.end() }
    let context = try means.live.runContext(
      named: LiveEnvironment.runName("select"), limits: means.limits, cancellation: means.interruption.cancellation,
      observe: { progress?.show($0) })
    return try await means.interruption.run { [candidates] in
      await MirrorSelection(context: context, refresh: means.refresh).run(candidates)
    }
  }
}
