import ArgumentParser

/// What services without a record are compared with.
struct AdoptedTemplateOptions: ParsableArguments, TemplateNaming {
  @Argument(
    help: """
      The template that services are compared with: a name in fleet.yaml, or a repository; a service whose .cruft.json \
      names another is refused. Else the only one in fleet.yaml, and for a .cruft.json any of those there.
      """)
  var template: String?

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      """
      The branch, tag or commit of the template whose last 200 commits are tried. Else the manifest's, else the template's \
      default branch.
      """,
      valueName: "ref"))
  var ref: String?
}
