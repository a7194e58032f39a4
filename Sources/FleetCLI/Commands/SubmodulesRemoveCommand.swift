import ArgumentParser
import FleetCore

/// `fleet submodules remove`
struct SubmodulesRemoveCommand: PinCampaignCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove a submodule from services.",
    discussion: """
      One commit a service removes the gitlink and its entry in .gitmodules; comments and the order of other entries stay, \
      and a file with nothing left in it goes. Services without it are left alone. It goes to a branch fleet/remove-NAME \
      unless --branch or --direct say otherwise.

      EXAMPLES
        fleet submodules remove payments-api --select 'tag:retired'
        fleet submodules remove libs/old-api --dry-run --diff
      """)

  @Argument(help: "A library of fleet.yaml, or the submodule's path.")
  var submodule: String

  @OptionGroup var plan: PinPlanOptions
  @OptionGroup var options: CampaignOptions

  func run() async throws {
    let name = SubmoduleCampaignName.make("remove", submodule)
    let campaign = try await PinCampaign(self, name: name, kind: .submodules) { means in
      .editing(
        SubmoduleEdit(
          .remove, of: means.subject(submodule), on: means.shelf, services: means.manifest.services),
        digest: [submodule], name: name)
    }
    try await campaign.run(self, [submodule])
  }
}
