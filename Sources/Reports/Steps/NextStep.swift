import FleetCore

/// What a person does about the repositories that ended alike.
public struct NextStep: Sendable, Equatable {
  /// What it is about, such as `refused(no-match)`.
  public let title: String
  /// What happened and what helps, in a sentence or two.
  public let advice: String
  /// Lines to type, with what each does.
  public let commands: [Command]
  /// Sorted.
  public let services: [String]
  /// How a page shows it.
  let style: OutcomeStyle

  public struct Command: Sendable, Equatable {
    public let purpose: String
    public let line: String
  }

  /// Returns what there is to do after a run: first what needs a person, the most repositories first.
  public static func all(after report: RunReport, _ invocation: Invocation) -> [NextStep] {
    let groups = Dictionary(grouping: report.results, by: { Group($0) })
    return groups.compactMap { group, results in
      NextStep(group, services: results.map(\.service), invocation).map { (group, $0) }
    }.sorted { left, right in
      if left.0.needsPerson != right.0.needsPerson { return left.0.needsPerson }
      if left.1.services.count != right.1.services.count { return left.1.services.count > right.1.services.count }
      return left.1.title < right.1.title
    }.map(\.1)
  }
}

extension NextStep {
  /// What ended alike.
  fileprivate struct Group: Hashable {
    let outcome: Outcome
    let wasInterrupted: Bool
    /// Whether it waits for what went wrong elsewhere.
    let isHeldBack: Bool

    init(_ result: RepositoryResult) {
      outcome = result.outcome
      wasInterrupted = result.outcome == .skipped && result.message == "interrupted"
      isHeldBack = result.outcome == .skipped && result.kind == "held-back"
    }

    var needsPerson: Bool { !outcome.isFine }
  }

  /// Nil where nothing is left to do.
  fileprivate init?(_ group: Group, services: [String], _ invocation: Invocation) {
    let again = Command(purpose: "Run again", line: invocation.selecting(services).line)
    let look = Command(
      purpose: "Look at one",
      line: invocation.selecting(Array(services.prefix(1))).adding("--dry-run", "--diff").line)
    let (advice, commands): (String, [Command])
    switch group.outcome {
    case .unchanged, .notApplicable: return nil
    case .skipped:
      guard group.wasInterrupted || group.isHeldBack else { return nil }
      let reason =
        group.isHeldBack ? "They wait for what each one's message says." : "The run ended before their turn."
      (advice, commands) = ("\(reason) What is done isn't repeated.", [again])
    case .delivered:
      (advice, commands) = ("Review the branch that each repository names, and merge it.", [])
    case .changed:
      (advice, commands) = ("Nothing has been pushed yet.", [Command(purpose: "Push the change", line: again.line)])
    case .refused(let kind):
      advice = Self.advice(onRefused: kind, ChangeMaker(invocation))
      commands = [look, again]
    case .alreadyFailing:
      advice = "The tests fail without the change too. Mend them first; their logs say how they fail."
      commands = [
        again,
        Command(
          purpose: "Push without running tests",
          line: invocation.without("--test").selecting(services).adding("--no-test").line),
      ]
    case .brokenByChange:
      advice = """
        The tests pass on the untouched base and fail with the change; nothing was pushed. Compare the diff with the log.
        """
      commands = [look, again]
    case .conflict:
      advice = Self.adviceOnConflict(ChangeMaker(invocation))
      commands = Self.commandsOnConflict(invocation.selecting(services), again: again, look: look)
    case .failed(let stage):
      advice = Self.advice(onFailed: stage)
      commands = [Command(purpose: "Check credentials and remotes", line: invocation.command("doctor").line), again]
    }
    let title = group.wasInterrupted ? "interrupted" : group.isHeldBack ? "held back" : group.outcome.shown
    self.init(
      title: title, advice: advice, commands: commands, services: services, style: OutcomeStyle(group.outcome))
  }

  private static func commandsOnConflict(_ invocation: Invocation, again: Command, look: Command) -> [Command] {
    let elsewhere = invocation.without("--branch").without(flag: "--direct")
    switch ChangeMaker(invocation) {
    case .undoing: return [look, again]
    case .template where invocation.words.prefix(2) == ["template", "update"]:
      let marked = elsewhere.without(flag: "--with-conflicts").adding("--with-conflicts")
      return [again, Command(purpose: "Push branches with conflict markers", line: marked.line)]
    case .codemod, .command, .pins, .template:
      let branch = elsewhere.adding("--branch", "fleet/second-try")
      return [again, Command(purpose: "Use a branch of another name", line: branch.line)]
    }
  }

  private static func advice(onFailed stage: Stage) -> String {
    switch stage {
    case .refresh: "The repository couldn't be fetched. Each one's message says why."
    case .plan: "The change couldn't be planned, or its command failed. Each one's message says why."
    case .verify: "The tests couldn't be run, or didn't end in time. Each one's message says why."
    case .commit: "The commit couldn't be written. Each one's message says why."
    case .push: "The server didn't accept the push. Each one's message has its words."
    }
  }
}
