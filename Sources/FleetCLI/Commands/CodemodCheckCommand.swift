import ArgumentParser
import Codemods
import Documents
import Reports

/// `fleet codemod check`
struct CodemodCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check codemod files; exit 0 or 2.",
    discussion: """
      Reports everything that is wrong with each file, with line, column and JSON pointer, and touches nothing.

      EXAMPLES
        fleet codemod check bump-timeout.json
        fleet codemod check codemods/*.json --json
      """)

  @Argument(help: "The codemods, JSON or YAML.", completion: .file(extensions: ["json", "yaml", "yml"]))
  var files: [String]

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  private struct Document: Encodable {
    let schema = 1
    let command = "codemod check"
    let findings: [ReportedFinding]
  }

  func run() throws {
    let live = LiveEnvironment.current
    var lines: [String] = []
    var findings: [ReportedFinding] = []
    for file in files {
      do {
        let codemod = try LoadedCodemod.codemod(file, live)
        if !json { Console.standardOutput.write("\(file): \(codemod.name) is well-formed\n") }
      } catch let errors as CodemodErrors {
        lines += errors.findings.map { $0.finding.line(in: $0.file, .pointer) }
        findings += errors.reported
      }
    }
    if json { Console.standardOutput.write(try JSONDocument.text(of: Document(findings: findings))) }
    guard lines.isEmpty else { throw CommandError(findings: lines, consequence: "nothing was touched") }
  }
}
