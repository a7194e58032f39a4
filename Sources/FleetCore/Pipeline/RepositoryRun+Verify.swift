import Foundation
import Git
import Submodules

extension RepositoryRun {
  /// Runs the repository's tests on the planned tree; nil where they pass or there are none.
  ///
  /// Tests that fail are run again on the untouched base, so that "already red" and "broken by this change" are told
  /// apart.
  func verify(_ planned: PlannedRepository) async throws(StageFailure) -> RepositoryResult? {
    guard campaign.tests != .none else { return nil }
    let command = try await testCommand(for: planned)
    guard let command else { return nil }
    return try await pipeline.tests.pass {
      entered(.verify)
      return await verdict(on: planned, command)
    }.get()
  }

  private func verdict(
    on planned: PlannedRepository, _ command: RepositoryTest
  ) async -> Result<RepositoryResult?, StageFailure> {
    do throws(StageFailure) {
      let lock = try await locked(.verify)
      defer { withExtendedLifetime(lock) {} }
      let ending = try await run(command, on: planned.tree, of: planned, log: "verify")
      if let verdict = verdict(of: ending, on: planned, command) { return .success(verdict) }
      if ending.isSuccess { return .success(nil) }
      let baseline = try await run(command, on: planned.baseTree, of: planned, log: "baseline")
      guard baseline != .interrupted else { return .success(interrupted) }
      let base = planned.base.short
      return .success(
        baseline.isSuccess
          ? result(
            .brokenByChange, of: planned,
            message: "\(command.shown) \(ending.words), and passes on the untouched \(base)")
          : result(
            .alreadyFailing, of: planned, message: "\(command.shown) \(baseline.words) on the untouched \(base) too"))
    } catch {
      return .failure(error)
    }
  }

  /// The verdict where the tests said neither yes nor no; nil where they did.
  private func verdict(
    of ending: ProgramEnding, on planned: PlannedRepository, _ command: RepositoryTest
  ) -> RepositoryResult? {
    switch ending {
    case .exited, .killed: return nil
    case .interrupted: return interrupted
    case .timedOut:
      return result(
        .failed(stage: .verify), of: planned, kind: GitError.Kind.timedOut.name,
        message: "\(command.shown) did not end within \(context.limits.test.formatted())")
    case .notStarted:
      return result(
        .failed(stage: .verify), of: planned, kind: "not-started", message: "\(command.shown) \(ending.words)")
    }
  }

  private func result(
    _ outcome: Outcome, of planned: PlannedRepository, kind: String? = nil, message: String
  ) -> RepositoryResult {
    var result = RepositoryResult(service: service.name, outcome: outcome, kind: kind, message: message)
    (result.branch, result.base, result.size) = (planned.branch, planned.base, planned.size)
    result.logPath = logPath("verify")
    return result
  }

  private func testCommand(for planned: PlannedRepository) async throws(StageFailure) -> RepositoryTest? {
    switch campaign.tests {
    case .none: return nil
    case .command(let command): return command
    case .ofRepository:
      if let setting = service.test { return RepositoryTest(setting) }
      do throws(GitError) {
        return try await pipeline.processing.run { () throws(GitError) in
          let snapshot = MirrorSnapshot(try Repository(openingBare: mirror.path), tree: planned.tree)
          do {
            return try RepositoryTest.detected(in: snapshot)
          } catch let error as GitError {
            throw error
          } catch {
            throw GitError(operation: "look for tests", kind: .other, message: "\(error)")
          }
        }
      } catch {
        throw StageFailure(stage: .verify, error: error)
      }
    }
  }

  var checkout: Checkout { Checkout(of: mirror, in: context.folders.checkouts) }

  /// Waits until no other process works in the checkout, as long as its tests may take.
  func locked(_ stage: Stage) async throws(StageFailure) -> FileLock {
    let (checkout, limit, cancellation) = (checkout, context.limits.test, context.cancellation)
    do throws(GitError) {
      return try await pipeline.processing.run { () throws(GitError) in
        try checkout.lock(limit: limit, cancellation: cancellation)
      }
    } catch {
      throw StageFailure(stage: stage, error: error)
    }
  }

  /// Puts a tree into the checkout and runs the command there.
  private func run(
    _ command: RepositoryTest, on tree: ObjectID, of planned: PlannedRepository, log: String
  ) async throws(StageFailure) -> ProgramEnding {
    let (mirror, checkout) = (mirror, checkout)
    var heading = ["$ \(command.shown) by \(command.origin), on \(tree == planned.tree ? "the change" : "the base")"]
    do throws(GitError) {
      let pins = try await pipeline.processing.run { () throws(GitError) in
        try checkout.prepare(tree, head: planned.base, from: mirror.path)
      }
      if !pins.isEmpty { heading += try await fill(pins) }
    } catch {
      throw StageFailure(stage: .verify, error: error)
    }
    return await Program(
      arguments: command.arguments, folder: checkout.folder,
      environment: context.programEnvironment.variables(
        service: service.name, folder: checkout.folder, campaign: campaign.name),
      timeLimit: context.limits.test, logPath: logPath(log), heading: heading
    ).run()
  }

  /// Fills the submodules' folders; a library's mirror may have to be fetched for that.
  private func fill(_ pins: [Pin]) async throws(GitError) -> [String] {
    let filler = CheckoutPins(
      known: pipeline.repositories, options: context.networkOptions)
    let (checkout, remote) = (checkout, service.remote)
    return try await pipeline.network.run { () throws(GitError) in
      try filler.fill(pins, of: remote, in: checkout)
    }
  }

  func logPath(_ stage: String) -> String {
    "\(context.folders.logs)/\(context.runName)/\(service.name)/\(stage).log"
  }
}
