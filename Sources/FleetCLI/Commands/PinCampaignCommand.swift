import ArgumentParser

/// A command that moves pins or edits submodules over the fleet; its stored plan can be carried out by `fleet apply --plan`.
protocol PinCampaignCommand: AsyncParsableCommand {
  // Side by side, since ArgumentParser's checks of debug builds take four times as long for each group within a group.
  var plan: PinPlanOptions { get set }
  var options: CampaignOptions { get set }
}

extension PinCampaignCommand {
  func validate() throws { try checkPlan() }

  /// - Throws: wrong usage.
  func checkPlan() throws {
    if plan.isStored && (options.isDryRun || options.yes || options.rollout.interactive) {
      throw ValidationError("--plan changes nothing; leave out --yes, --dry-run, --check and --interactive")
    }
  }

  /// Whether nothing will be committed.
  var isDryRun: Bool { plan.isStored || options.isDryRun }

  /// Returns what the user asked for besides the change itself.
  ///
  /// - Parameter words: what the command carries, such as `["payments-api", "v1.4"]`.
  func asked(_ words: [String]) throws -> CampaignRun.Options {
    var run = try options.run(["submodules"] + [Self.configuration.commandName].compactMap(\.self), words)
    if plan.isStored { (run.extent, run.wantsDiff) = (.storedPlan, true) }
    return run
  }

  /// Runs it as it was when the plan was made, to be carried out as another command line says.
  func carryOut(as given: CampaignOptions) async throws {
    var command = self
    command.plan.isStored = false
    command.options = options.carriedOut(as: given)
    try await command.run()
  }
}
