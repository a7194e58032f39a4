import ArgumentParser

/// The root command; its subcommands lie in `Commands`, one file each.
struct Fleet: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fleet",
    abstract: "Change all service repositories of an organisation at once.",
    discussion: """
      A manifest, fleet.yaml, lists the repositories. A codemod, a JSON or YAML file, says what to change. For every \
      repository fleet fetches, applies the codemod, runs the repository's tests, commits, pushes a branch, and says \
      what happened. A repository whose tests fail is not pushed; nobody's commit is overwritten.

      EXAMPLES
        fleet init                            write a commented fleet.yaml
        fleet plan bump-timeout.json          show what would change, as diffs
        fleet apply bump-timeout.json         ask once; then edit, test and push
        fleet apply bump-timeout.json --yes   the same from a script

      EXIT CODES
        0    all done: changed, or nothing to do
        1    some repositories failed, were refused or are in conflict
        2    wrong usage or a wrong file: nothing was touched
        3    with --check: something would change or was found
        130  interrupted
      """,
    version: Version.text,
    subcommands: [ReferenceCommand.self],
    groupedSubcommands: [
      CommandGroup(
        name: "Change the fleet",
        subcommands: [ApplyCommand.self, PlanCommand.self, UndoCommand.self, CodemodCommand.self]),
      CommandGroup(
        name: "Pinned libraries", subcommands: [SubmodulesCommand.self, CommitCommand.self, CloneCommand.self]),
      CommandGroup(name: "Templates", subcommands: [NewCommand.self, TemplateCommand.self, TrustCommand.self]),
      CommandGroup(
        name: "See what was done",
        subcommands: [
          StatusCommand.self, LogCommand.self, DiffCommand.self, ResumeCommand.self, PlansCommand.self,
        ]),
      CommandGroup(name: "Look at the fleet", subcommands: [GrepCommand.self, ExecCommand.self]),
      CommandGroup(
        name: "Set up", subcommands: [InitCommand.self, ReposCommand.self, DoctorCommand.self, CacheCommand.self]),
      CommandGroup(name: "Try it out", subcommands: [DemoCommand.self, CompletionCommand.self]),
    ])
}
