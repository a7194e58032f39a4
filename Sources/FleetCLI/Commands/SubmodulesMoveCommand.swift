import ArgumentParser
import Changes
import FleetCore

/// `fleet submodules move`
struct SubmodulesMoveCommand: PinCampaignCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Move a submodule to another path in services.",
    discussion: """
      One commit a service moves the gitlink and changes the path in .gitmodules, and nothing else; the submodule's name \
      stays, as with git mv. Nothing may be in the way. It goes to a branch fleet/move-NAME unless --branch or --direct \
      say otherwise.

      EXAMPLES
        fleet submodules move payments-api libs/payments
        fleet submodules move vendor/api libs/api --select billing --direct
      """)

  @Argument(help: "A library of fleet.yaml, or the submodule's path.")
  var submodule: String

  @Argument(help: "The new path.")
  var path: String

  @OptionGroup var plan: PinPlanOptions
  @OptionGroup var options: CampaignOptions

  func run() async throws {
    let name = SubmoduleCampaignName.make("move", submodule)
    let campaign = try await PinCampaign(self, name: name, kind: .submodules) { means in
      .editing(
        SubmoduleEdit(
          .move(to: TreePath(path)), of: means.subject(submodule), on: means.shelf, services: means.manifest.services),
        digest: [submodule, path], name: name)
    }
    try await campaign.run(self, [submodule, path])
  }
}
