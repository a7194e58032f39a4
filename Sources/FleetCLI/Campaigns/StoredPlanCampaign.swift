import FleetCore
import Reports

/// A stored plan made into a campaign: the command that made the plan is read again, with the files that it had then.
struct StoredPlanCampaign {
  private let live: LiveEnvironment
  private let plan: StoredPlan
  private let recipe: Recipe

  /// - Parameter text: the plan's id, or the beginning of it.
  init(_ text: String) throws {
    let live = LiveEnvironment.current
    let journal = try live.journal()
    self.live = live
    (plan, recipe) = try LiveEnvironment.asking { () throws(JournalError) in
      let plan = try journal.plan(text)
      return (plan, try journal.recipe(of: plan.run))
    }
  }

  /// Carries the plan out with the options of the command that was given its id.
  func run(_ run: CampaignRun.Options, _ options: CampaignOptions) async throws {
    let command = try Fleet.parseAsRoot(recipe.arguments)
    // The words stay those of this command: they are what it takes to run it again.
    let environment = LiveEnvironment(
      variables: live.variables.merging(["FLEET_MANIFEST": plan.campaign.manifest]) { _, kept in kept },
      workingFolder: recipe.folder, arguments: live.arguments, files: RunFiles(kept: recipe.files),
      resumption: live.resumption, storedPlan: plan)
    try await LiveEnvironment.$current.withValue(environment) {
      if let command = command as? PlanCommand {
        try await self.run(command, run, options)
      } else if let command = command as? any PinCampaignCommand {
        try await command.carryOut(as: options)
      } else {
        throw CommandError(message: "plan \(plan.id) was made by a command that can't carry it out")
      }
    }
  }

  private func run(_ command: PlanCommand, _ run: CampaignRun.Options, _ options: CampaignOptions) async throws {
    var run = run
    // What is left to do is planned anew.
    run.invocation = Invocation(
      applying: command.source, command.programs, manifest: command.manifest, delivery: command.delivery,
      tests: options.tests, commits: options.commits, sandbox: options.sandbox, pipeline: options.pipeline,
      rollout: options.rollout)
    try await command.campaign(
      isDryRun: options.isDryRun, tests: options.tests, commits: options.commits, rollout: options.rollout.rollout,
      storedPlan: plan
    ).run(run, options.pipeline)
  }
}
