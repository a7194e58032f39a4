import ArgumentParser
import FleetCore

/// `fleet submodules set-url`
struct SubmodulesSetURLCommand: PinCampaignCommand {
  static let configuration = CommandConfiguration(
    commandName: "set-url",
    abstract: "Change where services take a submodule from.",
    discussion: """
      One commit a service changes the URL in .gitmodules, and nothing else. The new URL has to lead to a library of \
      fleet.yaml that has the pinned commit on a trusted ref; without one it is the manifest's, as after a library was \
      renamed. It goes to a branch fleet/set-url-NAME unless --branch or --direct say otherwise.

      EXAMPLES
        fleet submodules set-url payments-api
        fleet submodules set-url payments-api ../payments-api.git --dry-run --diff
      """)

  @Argument(help: "A library of fleet.yaml, or the submodule's path.")
  var submodule: String

  @Argument(help: "The URL, which may be relative. Else the manifest's.")
  var url: String?

  @OptionGroup var plan: PinPlanOptions
  @OptionGroup var options: CampaignOptions

  func run() async throws {
    let name = SubmoduleCampaignName.make("set-url", submodule)
    let campaign = try await PinCampaign(self, name: name, kind: .submodules) { means in
      .editing(
        SubmoduleEdit(
          .setURL(url), of: means.subject(submodule), on: means.shelf, services: means.manifest.services),
        digest: [submodule, url ?? ""], name: name)
    }
    try await campaign.run(self, [submodule] + (url.map { [$0] } ?? []))
  }
}
