import ArgumentParser
import Codemods

/// `fleet codemod test`
struct CodemodTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the tests inside codemod files; exit 0, or 1 with a diff.",
    discussion: """
      EXAMPLES
        fleet codemod test bump-timeout.json
      """)

  @Argument(help: "The codemods, JSON or YAML.", completion: .file(extensions: ["json", "yaml", "yml"]))
  var files: [String]

  func run() async throws {
    let live = LiveEnvironment.current
    var failureCount = 0
    for file in files {
      let codemod = try LoadedCodemod.read(file, live)
      let report = InlineTestReport(file: file, results: await LoadedCodemod.results(of: codemod, live))
      if report.results.isEmpty { Console.standardOutput.write("\(file): no tests\n") }
      for line in try report.lines(live.style, failuresOnly: false) { Console.standardOutput.write(line + "\n") }
      failureCount += report.failureCount
    }
    if failureCount > 0 { throw ExitStatus.failures }
  }
}
