import Foundation
import Git
import Submodules

/// How the tests of one tree went, all tries together.
struct TestResult {
  let command: RepositoryTest
  let isPassed: Bool
  /// How many runs it took, of how many at most.
  let tries: (count: Int, limit: Int)
  /// How the last run ended, such as `exited with status 1`.
  let words: String
  let logPath: String
  /// Whether it is known from before and nothing ran now.
  let isRemembered: Bool
  /// The repository's result where the tests said neither yes nor no.
  var undecided: RepositoryResult?

  /// What a report adds about a pass: that it took more than one try.
  var remarks: [String] {
    guard isPassed, tries.count > 1 else { return [] }
    return ["\(command.shown) passed on the \(ordinal(tries.count)) of \(max(tries.limit, tries.count)) tries"]
  }

  private func ordinal(_ number: Int) -> String {
    let suffix =
      switch (number % 10, number % 100) {
      case (1, let rest) where rest != 11: "st"
      case (2, let rest) where rest != 12: "nd"
      case (3, let rest) where rest != 13: "rd"
      default: "th"
      }
    return "\(number)\(suffix)"
  }
}

extension RepositoryRun {
  /// Returns what the tests say of a tree: what is known from before, else what they say now, after as many tries as the
  /// campaign allows.
  ///
  /// - Parameter afresh: whether they run even where an answer is known.
  func tested(
    _ tree: ObjectID, of planned: PlannedRepository, by command: RepositoryTest, afresh: Bool = false
  ) async throws(StageFailure) -> TestResult {
    let subject = TestSubject(mirror: mirror, tree: tree, command: command, sandbox: context.sandbox)
    let limit = campaign.tests.retries + 1
    if !afresh, let verdict = try await remembered(subject) {
      return TestResult(
        command: command, isPassed: verdict.isPassed, tries: (verdict.tries, limit), words: verdict.words,
        logPath: verdict.logPath, isRemembered: true)
    }
    let name = tree == planned.baseTree ? "baseline" : "verify"
    var count = 0
    while true {
      count += 1
      let log = count == 1 ? name : "\(name)-\(count)"
      let ending = try await run(command, on: tree, of: planned, log: log)
      var result = TestResult(
        command: command, isPassed: ending.isSuccess, tries: (count, limit), words: ending.words,
        logPath: logPath(log), isRemembered: false)
      result.undecided = undecided(ending, of: planned, result, isBase: tree == planned.baseTree)
      guard result.isPassed || result.undecided != nil || count == limit else { continue }
      if result.undecided == nil {
        let verdict = TestVerdict(
          subject: subject, isPassed: result.isPassed, tries: count, words: result.words, logPath: result.logPath)
        try await keep([.test(verdict)], .verify)
      }
      return result
    }
  }

  private func remembered(_ subject: TestSubject) async throws(StageFailure) -> TestVerdict? {
    do throws(JournalError) {
      return try await journal.earlierVerdict(on: subject)
    } catch {
      throw StageFailure(
        stage: .verify, error: GitError(operation: "", kind: .other, message: error.message, hint: error.hint))
    }
  }

  /// The result where the tests said neither yes nor no; nil where they did.
  private func undecided(
    _ ending: ProgramEnding, of planned: PlannedRepository, _ test: TestResult, isBase: Bool
  ) -> RepositoryResult? {
    let place = isBase ? " on the untouched \(planned.base.short)" : ""
    var result: RepositoryResult
    switch ending {
    case .exited, .killed: return nil
    case .interrupted: return interrupted
    case .timedOut:
      result = planned.result(
        .failed(stage: .verify), kind: GitError.Kind.timedOut.name,
        message: "\(test.command.shown) did not end within \(context.limits.test.formatted())\(place)")
    case .notStarted:
      result = planned.result(
        .failed(stage: .verify), kind: "not-started", message: "\(test.command.shown) \(ending.words)")
    }
    result.logPath = test.logPath
    return result
  }

  /// Returns how a tree's tests are run; nil where there are none.
  func testCommand(on tree: ObjectID) async throws(StageFailure) -> RepositoryTest? {
    switch campaign.tests.source {
    case .none: return nil
    case .command(let command): return command
    case .ofRepository:
      if let setting = service.test { return RepositoryTest(setting) }
      do throws(GitError) {
        return try await pipeline.processing.run { () throws(GitError) in
          let snapshot = MirrorSnapshot(try Repository(openingBare: mirror.path), tree: tree)
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

  /// Puts a tree into the checkout and runs the command there.
  private func run(
    _ command: RepositoryTest, on tree: ObjectID, of planned: PlannedRepository, log: String
  ) async throws(StageFailure) -> ProgramEnding {
    let (mirror, checkout) = (mirror, checkout)
    var heading = ["$ \(command.shown) by \(command.origin), on \(tree == planned.tipTree ? "the change" : "the base")"]
    do throws(GitError) {
      let pins = try await pipeline.processing.run { () throws(GitError) in
        try checkout.prepare(tree, head: planned.base, from: mirror.path)
      }
      if !pins.isEmpty {
        // A library's mirror may have to be fetched for that.
        let (filler, remote) = (filler, service.remote)
        heading += try await pipeline.network.run { () throws(GitError) in
          try filler.fill(pins, of: remote, in: checkout)
        }
      }
    } catch {
      throw StageFailure(stage: .verify, error: error)
    }
    return await Program(
      arguments: command.arguments, folder: checkout.folder,
      environment: context.programEnvironment.variables(
        service: service.name, folder: checkout.folder, campaign: campaign.name),
      timeLimit: context.limits.test, logPath: logPath(log), heading: heading, mark: checkout.mark
    ).run(in: sandbox)
  }

  func logPath(_ stage: String) -> String {
    "\(context.folders.logs)/\(context.runName)/\(service.name)/\(stage).log"
  }
}
