import FleetCore

/// A person's look at each repository's diff before anything is pushed.
struct PlanReview {
  enum Answer: Equatable {
    case yes
    case no
    /// Yes to this one and all that follow.
    case all
    /// No to this one and all that follow.
    case quit
  }

  /// Shows a repository's diff.
  let show: (String) -> Void
  /// Asks a question and returns the answer.
  let ask: (String) -> Answer

  /// Returns the plans, of which those that the person left out have ended.
  func reviewed(_ plans: [RepositoryPlan]) -> [RepositoryPlan] {
    let count = plans.count(where: \.isReady)
    var (number, last): (Int, Answer?) = (0, nil)
    return plans.map { plan in
      let result = plan.result
      guard plan.isReady else { return plan }
      number += 1
      if last != .all && last != .quit {
        show("\n\(result.service)  \(result.branch ?? "")\n\(result.diff ?? "")")
        if let message = result.message { show("\(message)\n") }
        last = ask("Change \(result.service) (\(number) of \(count))?")
      }
      return last == .yes || last == .all ? plan : plan.leftOut("left out in the review")
    }
  }
}
