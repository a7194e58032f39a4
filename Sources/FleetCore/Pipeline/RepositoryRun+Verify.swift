import Git

/// What the tests decided.
enum Verification {
  /// The change may go on; with what the report adds.
  case passed(remarks: [String])
  case ended(RepositoryResult)
}

extension RepositoryRun {
  /// Runs the repository's tests on the untouched base and on the planned tree.
  ///
  /// The base comes first unless the campaign wants it otherwise, so that what was red before is never taken for the
  /// change's doing, nor the change for a repair that nobody asked for. What has passed once isn't run again: the journal
  /// knows it by tree and command.
  func verify(_ planned: PlannedRepository) async throws(StageFailure) -> Verification {
    // Nothing works with conflict markers in it, and a person has to look at it anyway.
    guard campaign.tests.source != .none, planned.conflict == nil else { return .passed(remarks: []) }
    // Tests may take long, and a mirror of many packs has as many files open.
    kept.close()
    guard let command = try await testCommand(on: planned.tipTree) else { return .passed(remarks: []) }
    // A base without tests of its own can't be red; those of the change may be its very point.
    let baseCommand = try await testCommand(on: planned.baseTree)
    return try await atTurn { () throws(StageFailure) in
      try await timed(.verify) { (trace) throws(StageFailure) in
        trace.old = planned.baseTree
        let lock = try await locked(.verify)
        defer { withExtendedLifetime(lock) {} }
        let verification = try await verification(of: planned, command, onBase: baseCommand)
        switch verification {
        case .passed: (trace.new, trace.logPath) = (planned.tipTree, logPath("verify"))
        case .ended(let result): trace.logPath = result.logPath
        }
        return verification
      }
    }
  }

  private func verification(
    of planned: PlannedRepository, _ command: RepositoryTest, onBase baseCommand: RepositoryTest?
  ) async throws(StageFailure) -> Verification {
    var base: TestResult?
    if let baseCommand, campaign.tests.baseline == .first {
      let result = try await tested(planned.baseTree, of: planned, by: baseCommand)
      if let undecided = result.undecided { return .ended(undecided) }
      if !result.isPassed && !campaign.tests.allowsRed { return .ended(alreadyFailing(result, planned)) }
      base = result
    }
    let after = try await tested(planned.tipTree, of: planned, by: command)
    if let result = after.undecided { return .ended(result) }
    let wasRed = base.map { !$0.isPassed } ?? false
    if after.isPassed {
      let repaired = wasRed ? ["the tests failed on the untouched base"] : []
      return .passed(remarks: repaired + after.remarks)
    }
    if wasRed { return .passed(remarks: ["the tests fail, as on the untouched base"]) }
    // A pass that was remembered may be older than what broke the tests: before the change is blamed, the base has its
    // say now.
    if let baseCommand, base?.isRemembered ?? true {
      let now = try await tested(planned.baseTree, of: planned, by: baseCommand, afresh: true)
      if let result = now.undecided { return .ended(result) }
      if !now.isPassed {
        return campaign.tests.allowsRed
          ? .passed(remarks: ["the tests fail, as on the untouched base"]) : .ended(alreadyFailing(now, planned))
      }
    }
    return .ended(brokenByChange(after, planned, isBaseTested: baseCommand != nil))
  }

  private func alreadyFailing(_ base: TestResult, _ planned: PlannedRepository) -> RepositoryResult {
    result(
      .alreadyFailing, of: planned, base,
      message: "\(base.command.shown) \(base.words) on the untouched \(planned.base.short)",
      hint: "fix the tests, or change such repositories too with --allow-red")
  }

  private func brokenByChange(
    _ after: TestResult, _ planned: PlannedRepository, isBaseTested: Bool
  ) -> RepositoryResult {
    let base =
      isBaseTested ? "and passes on the untouched \(planned.base.short)" : "and the untouched base has no tests"
    return result(.brokenByChange, of: planned, after, message: "\(after.command.shown) \(after.words), \(base)")
  }

  private func result(
    _ outcome: Outcome, of planned: PlannedRepository, _ test: TestResult, message: String, hint: String? = nil
  ) -> RepositoryResult {
    var result = planned.result(outcome, message: message, hint: hint)
    result.logPath = test.logPath
    return result
  }
}
