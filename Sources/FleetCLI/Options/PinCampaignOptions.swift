import ArgumentParser

/// The options of every command that moves pins or edits submodules over the fleet.
struct PinCampaignOptions: ParsableArguments {
  @Flag(
    name: .customLong("plan"),
    help: "Show diffs, change nothing, and store a plan: fleet apply --plan ID pushes exactly that.")
  var storesPlan = false

  @OptionGroup var campaign: CampaignOptions

  func validate() throws {
    if storesPlan && (campaign.isDryRun || campaign.yes || campaign.rollout.interactive) {
      throw ValidationError("--plan changes nothing; leave out --yes, --dry-run, --check and --interactive")
    }
  }

  /// Whether nothing will be committed.
  var isDryRun: Bool { storesPlan || campaign.isDryRun }

  /// Returns what the user asked for besides the change itself.
  ///
  /// - Parameters:
  ///   - command: its words, such as `["submodules", "pin"]`.
  ///   - words: what it carries, such as `["payments-api", "v1.4"]`.
  func run(_ command: [String], _ words: [String] = []) throws -> CampaignRun.Options {
    var run = try campaign.run(command, words)
    if storesPlan { (run.extent, run.wantsDiff) = (.storedPlan, true) }
    return run
  }
}

/// A command whose stored plan can be carried out by `fleet apply --plan`.
protocol PinCampaignCommand: AsyncParsableCommand {
  var options: PinCampaignOptions { get set }
}

extension PinCampaignOptions {
  /// Returns them as they were when the plan was made, to be carried out as another command line says.
  func carriedOut(as given: CampaignOptions) -> PinCampaignOptions {
    var options = self
    options.storesPlan = false
    var campaign = options.campaign
    if !given.tests.isEmpty { campaign.tests = given.tests }
    if !given.commits.isEmpty { campaign.commits = given.commits }
    if !given.rollout.words.isEmpty || given.rollout.interactive { campaign.rollout = given.rollout }
    if given.sandbox.isOn != nil || given.sandbox.allowsNetwork != nil { campaign.sandbox = given.sandbox }
    (campaign.pipeline, campaign.reports) = (given.pipeline, given.reports)
    (campaign.dryRun, campaign.diff, campaign.check) = (given.dryRun, given.diff, given.check)
    (campaign.yes, campaign.json) = (given.yes, given.json)
    options.campaign = campaign
    return options
  }
}
