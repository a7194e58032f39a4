import ArgumentParser

/// The codemod and what it is given.
struct CodemodOptions: ParsableArguments {
  @Argument(help: "The codemod, JSON or YAML.", completion: .file(extensions: ["json", "yaml", "yml"]))
  var file: String

  @Option(
    name: .customLong("param"),
    help: ArgumentHelp("A parameter of the codemod, such as seconds=60. Repeat for more.", valueName: "key=value"))
  var parameters: [String] = []

  init() {}

  init(file: String, parameters: [String]) {
    self.file = file
    self.parameters = parameters
  }

  /// The options as they are typed.
  var words: [String] { [file] + parameters.flatMap { ["--param", $0] } }
}
