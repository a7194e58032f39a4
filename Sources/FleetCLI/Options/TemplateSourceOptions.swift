import ArgumentParser

/// Services of which template, and which commit of it they are to come to.
struct TemplateSourceOptions: ParsableArguments, TemplateNaming {
  @Argument(
    help: "Only services of this template: a name in fleet.yaml, or a repository. Else all that fleet.yaml names.")
  var template: String?

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "The branch, tag or commit of the template to come to. Else the manifest's, else the one the service records.",
      valueName: "ref"))
  var ref: String?
}
