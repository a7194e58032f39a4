/// How it ended for one repository; the list is closed, and scripts rely on the spelling of `name`.
public enum Outcome: Sendable, Hashable {
  /// Everything was already as the change wants it, or the branch holds the change already.
  case unchanged
  /// A plan or dry run would change it.
  case changed
  /// The remote has accepted the commit.
  case delivered
  /// The change isn't meant for this repository.
  case notApplicable
  /// The change can't be made safely; the kind is one of the codemod format's, or of what else made the change, or `moved`
  /// where a stored plan no longer fits.
  case refused(kind: String)
  /// The tests fail on the untouched base too.
  case alreadyFailing
  /// The tests pass on the untouched base and fail after the change.
  case brokenByChange
  /// Somebody else's work is in the way.
  case conflict
  /// A stage couldn't be carried out.
  case failed(stage: Stage)
  /// It was left out on purpose, or its turn never came, as where the run was interrupted.
  case skipped

  /// The spelling in JSON and in tables, such as `not-applicable`.
  public var name: String {
    switch self {
    case .unchanged: "unchanged"
    case .changed: "changed"
    case .delivered: "delivered"
    case .notApplicable: "not-applicable"
    case .refused: "refused"
    case .alreadyFailing: "already-failing"
    case .brokenByChange: "broken-by-change"
    case .conflict: "conflict"
    case .failed: "failed"
    case .skipped: "skipped"
    }
  }

  /// Whether nothing about it needs a person: it doesn't turn the exit code to 1.
  public var isFine: Bool {
    switch self {
    case .unchanged, .changed, .delivered, .notApplicable, .skipped: true
    case .refused, .alreadyFailing, .brokenByChange, .conflict, .failed: false
    }
  }
}

/// A step of the pipeline; the raw values are those of JSON's `stage`.
public enum Stage: String, Sendable, Hashable, CaseIterable {
  case refresh
  case plan
  case verify
  case commit
  case push
}
