import ArgumentParser
import FleetCore
import Reports

/// `fleet template adopt`
struct TemplateAdoptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Give services a record of their template that cruft or cookiecutter stamped.",
    discussion: """
      Writes .fleet/template.json, and nothing else, into services that have none, so that `fleet template update` knows \
      them. Where cruft has left its .cruft.json, that is taken as it is. Else answers are read off the service's files \
      and the commit whose render fits best is taken; this needs TEMPLATE, or one template in fleet.yaml. The report says \
      how many files are as rendered and how many rendered lines are missing: look at it before you agree.

      Random values can't be known; where they stand in files, these count as the service's own edits.

      EXAMPLES
        fleet template adopt --dry-run --diff
        fleet template adopt service --select 'bill*' --answer license=MIT
      """)

  @OptionGroup(title: "Template") var source: AdoptedTemplateOptions

  @Option(
    name: .customLong("answer"),
    help: ArgumentHelp("An answer that the service was stamped with. Repeat for more.", valueName: "key=value"))
  var answers: [String] = []

  @OptionGroup(title: "Hooks") var hooks: TemplateHookOptions
  @OptionGroup var options: CampaignOptions

  func run() async throws {
    let run = try options.run(["template", "adopt"], words)
    let campaign = try await TemplateCampaign(
      .init(purpose: .adoption, source: source, answers: answers, hooks: hooks, campaign: options), options.pipeline)
    try await campaign.run(run, options.pipeline)
  }

  /// What reports suggest again, but for what all such commands have.
  private var words: [String] {
    [source.template].compactMap(\.self) + (source.ref.map { ["--to", $0] } ?? [])
      + answers.flatMap { ["--answer", $0] } + hooks.words
  }
}
