import ArgumentParser
import Changes
import FleetCore

/// `fleet submodules sync`
struct SubmodulesSyncCommand: PinCampaignCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Move every service's pins to what the libraries' policies mean.",
    discussion: """
      Each service gets one commit that moves all of its libraries to where their "follow" in fleet.yaml leads, or none. \
      The commit changes the pins and nothing else, and is made without a working tree; one is made only where tests run. \
      It goes to a branch fleet/pins, or with --direct to the default branch. Services that are at their targets aren't \
      touched.

      A service is refused where a pin can't be moved: to a commit that isn't a descendant (downgrade), off one that no \
      branch and no tag of the library leads to (unreachable), where the submodule isn't declared (undeclared) or its URL \
      leads to another repository (url-drift), or where anything else that it pins isn't on a trusted ref. Libraries of a \
      group move together or not at all; services on "hold" don't move. "waves" of a library decide who comes first: the \
      next wave begins only if all went well in the one before.

      With --workdirs the submodules of working copies on this machine are brought to what their services pin there, and \
      their URLs to what is declared, before anything else is done. Where somebody has work in one, which is changes, files \
      in the way, or commits that aren't pushed, nothing is touched, and it is listed.

      EXAMPLES
        fleet submodules sync
        fleet submodules sync --dry-run --diff
        fleet submodules sync --plan
        fleet submodules sync --select 'tag:django' --direct --yes
        fleet submodules sync --workdirs ~/services
      """)

  @Option(
    name: .customLong("workdirs"),
    help: ArgumentHelp("Bring the submodules of the working copies in this folder along too.", valueName: "dir"),
    completion: .directory)
  var workFolder: String?

  @OptionGroup var downgrades: DowngradeOptions
  @OptionGroup var plan: PinPlanOptions
  @OptionGroup var options: CampaignOptions

  func validate() throws {
    try checkPlan()
    if workFolder != nil && isDryRun {
      throw ValidationError("--workdirs changes working copies; leave out --dry-run, --check and --plan")
    }
  }

  func run() async throws {
    if let workFolder {
      try await WorkingCopyBringing(
        folder: workFolder, manifest: options.manifest, timeout: options.pipeline.timeout?.duration
      ).run()
    }
    let campaign = try await PinCampaign(self, name: "pins", kind: .pins) { means in
      let text = try await means.live.files.finding("pins:targets") { PinTargets(policiesOf: means.shelf).text }
      let targets = PinTargets(reading: text, on: means.shelf)
      return .moving(
        PinMoves(
          .targets(targets), on: means.shelf, services: means.manifest.services,
          allowsDowngrade: downgrades.allowDowngrade),
        digest: [text] + downgrades.words, isOrdered: means.hasWaves, branch: { _ in "fleet/pins" })
    }
    try await campaign.run(self, downgrades.words)
  }
}

extension PinCampaign.Work {
  /// A move of pins, which `rollback` takes back.
  static func moving(
    _ moves: PinMoves, digest: [String], isOrdered: Bool, branch: @escaping @Sendable (ServiceFacts) -> String?
  ) -> PinCampaign.Work {
    PinCampaign.Work(
      change: moves, digest: digest, message: { moves.message(for: $0) },
      takingBack: { "fleet submodules rollback \($0)" }, isOrdered: isOrdered, branch: branch)
  }
}
