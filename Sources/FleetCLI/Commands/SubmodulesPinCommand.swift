import ArgumentParser
import FleetCore

/// `fleet submodules pin`
struct SubmodulesPinCommand: PinCampaignCommand {
  static let configuration = CommandConfiguration(
    commandName: "pin",
    abstract: "Move the pins of one library to a branch, tag or commit of it.",
    discussion: """
      Moves the library in every selected service that has it, by the same rules as fleet submodules sync. REV is a branch, \
      a tag or a commit of the library, a commit with eight digits or more, or @policy for where the library's "follow" \
      leads. With --step only so many library commits are made of the way, along first parents: a step at a time finds \
      the commit that a service can't live with. It goes to a branch fleet/pin/LIBRARY unless --branch or --direct say \
      otherwise.

      EXAMPLES
        fleet submodules pin payments-api v1.4.2
        fleet submodules pin payments-api main --step 1 --select billing
        fleet submodules pin payments-api 3f2a91c07b --direct --yes
        fleet submodules pin payments-api @policy --dry-run --diff
      """)

  @Argument(help: "The library, as fleet.yaml names it.")
  var library: String

  @Argument(help: "A branch, a tag, a commit, or @policy.")
  var rev: String

  @Option(help: ArgumentHelp("Move at most so many library commits towards REV.", valueName: "n"))
  var step: Int?

  @OptionGroup var downgrades: DowngradeOptions
  @OptionGroup var plan: PinPlanOptions
  @OptionGroup var options: CampaignOptions

  func validate() throws {
    try checkPlan()
    if let step, step < 1 { throw ValidationError("--step must be at least 1, not \(step)") }
  }

  func run() async throws {
    let campaign = try await PinCampaign(
      self, name: "pin-\(library)", kind: .pins
    ) { means in
      _ = try LibraryNames.checked([library], in: means.manifest)
      let text = try await means.live.files.finding("pins:targets") { try named(on: means.shelf).text }
      // What could not be asked has no commit to be kept.
      let targets = text.isEmpty ? try named(on: means.shelf) : PinTargets(reading: text, on: means.shelf)
      return .moving(
        PinMoves(
          step.map { .steps($0, targets) } ?? .targets(targets), of: library, on: means.shelf,
          services: means.manifest.services, allowsDowngrade: downgrades.allowDowngrade),
        digest: [text] + words, isOrdered: means.hasWaves, branch: { [library] _ in "fleet/pin/\(library)" })
    }
    try await campaign.run(self, [library, rev] + words)
  }

  private var words: [String] { (step.map { ["--step", "\($0)"] } ?? []) + downgrades.words }

  private func named(on shelf: LibraryShelf) throws -> PinTargets {
    do {
      return try PinTargets(rev, of: library, on: shelf)
    } catch let error as PinRevisionError {
      throw CommandError(message: error.message, hint: error.hint)
    }
  }
}
