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
    /// Change the diff first, and be asked again.
    case edit
  }

  /// Shows a repository's diff.
  let show: (String) -> Void
  /// Asks a question and returns the answer.
  let ask: (String) -> Answer
  /// Has a person edit what a plan changes; returns it as it was where nothing came of that.
  let edit: (RepositoryPlan) async -> RepositoryPlan

  /// Returns the plans, of which those that the person left out have ended.
  func reviewed(_ plans: [RepositoryPlan]) async -> [RepositoryPlan] {
    let count = plans.count(where: \.isReady)
    var (number, last): (Int, Answer?) = (0, nil)
    var reviewed: [RepositoryPlan] = []
    for plan in plans {
      guard plan.isReady else {
        reviewed.append(plan)
        continue
      }
      number += 1
      var plan = plan
      if last != .all && last != .quit { (plan, last) = await decided(plan, "\(number) of \(count)") }
      reviewed.append(last == .yes || last == .all ? plan : plan.leftOut("left out in the review"))
    }
    return reviewed
  }

  /// Asks until there is an answer; after an edit what came of it is shown.
  private func decided(_ plan: RepositoryPlan, _ place: String) async -> (RepositoryPlan, Answer) {
    var plan = plan
    while true {
      let result = plan.result
      show("\n\(result.service)  \(result.branch ?? "")\n\(result.diff ?? "")")
      if let message = result.message { show("\(message)\n") }
      let answer = ask("Change \(result.service) (\(place))?")
      guard answer == .edit else { return (plan, answer) }
      plan = await edit(plan)
    }
  }
}
