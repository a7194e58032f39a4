import ArgumentParser
import FleetCore
import Reports

/// `fleet template update`
struct TemplateUpdateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Bring services to a later commit of the template that they were stamped from.",
    discussion: """
      Renders the template twice for each service, at the commit in its .fleet/template.json and at the target, with the \
      service's own answers, and merges the difference into the service as git merges branches. What the service changed \
      stays, what it deleted stays deleted, and where both changed the same lines it is a conflict: nothing is pushed, \
      unless --with-conflicts pushes a branch with git's conflict markers in it. A conflict is exit 1 either way. The \
      record moves only together with the merge.

      Only templates that fleet.yaml or the command line names are asked. Hooks run where the service was stamped with them and `fleet trust` trusts them, in a folder that is thrown away. See docs/template-updates.md.

      EXAMPLES
        fleet template update --dry-run --diff
        fleet template update service --to v2.0 --select tag:django
        fleet template update --answer python_version=3.13 --waves 1,10%,100%
        fleet template update --with-conflicts --yes
      """)

  @OptionGroup(title: "Template") var source: TemplateSourceOptions

  @Option(
    name: .customLong("answer"),
    help: ArgumentHelp(
      "The answer to a new question, or another one to an old question. Repeat for more.", valueName: "key=value"))
  var answers: [String] = []

  @Flag(help: "Push conflicts too, with conflict markers, to branches; still exit 1.")
  var withConflicts = false

  @Flag(
    name: .customLong("allow-diverged"),
    help: "Also update services for which the template renders something else than was stamped.")
  var allowsDiverged = false

  @OptionGroup(title: "Hooks") var hooks: TemplateHookOptions
  @OptionGroup var options: CampaignOptions

  func validate() throws {
    if withConflicts && options.delivery.direct {
      throw ValidationError("--with-conflicts pushes conflict markers, which --direct would put on default branches")
    }
  }

  func run() async throws {
    let run = try options.run(["template", "update"], words)
    let campaign = try await TemplateCampaign(
      .init(
        purpose: .update(deliversConflicts: withConflicts, mergesDiverged: allowsDiverged), source: source,
        answers: answers, hooks: hooks, campaign: options), options.pipeline)
    try await campaign.run(run, options.pipeline)
  }

  /// What reports suggest again, but for what all such commands have.
  private var words: [String] {
    [source.template].compactMap(\.self) + (source.ref.map { ["--to", $0] } ?? [])
      + answers.flatMap { ["--answer", $0] } + hooks.words + (withConflicts ? ["--with-conflicts"] : [])
      + (allowsDiverged ? ["--allow-diverged"] : [])
  }
}
