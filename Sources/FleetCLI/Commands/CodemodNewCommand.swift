import ArgumentParser
import Codemods
import Foundation

/// `fleet codemod new`
struct CodemodNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a codemod to begin with.",
    discussion: """
      Writes a small codemod with a test that passes, as JSON, or as YAML where the file's name ends so. The operation \
      decides what its step looks like.

      EXAMPLES
        fleet codemod new bump-timeout.json
        fleet codemod new rename-logger.yaml --op replace && fleet codemod test rename-logger.yaml
      """)

  @Argument(help: "The file to write; its name without the ending is the codemod's.")
  var file: String

  @Option(
    name: .customLong("op"),
    help: ArgumentHelp(
      "What its step does: \(CodemodScaffold.operations.joined(separator: ", ")).", valueName: "operation"))
  var operation = "set"

  func validate() throws {
    guard CodemodScaffold.operations.contains(operation) else {
      throw ValidationError(
        "--op must be one of \(CodemodScaffold.operations.joined(separator: ", ")), not \"\(operation)\"")
    }
  }

  func run() throws {
    let live = LiveEnvironment.current
    let path = live.absolutePath(hasKnownEnding ? file : file + ".json")
    let shown = hasKnownEnding ? file : file + ".json"
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    guard CodemodScaffold.isName(name) else {
      throw CommandError(
        message: "\(shown): a codemod's name has lower-case letters, digits and \"-\", and begins with a letter")
    }
    guard !FileManager.default.fileExists(atPath: path) else {
      throw CommandError(message: "\(shown): is there already")
    }
    guard let scaffold = CodemodScaffold(name: name, operation: operation) else { return }
    let isYAML = !shown.hasSuffix(".json")
    try NamedFile.write(Array((isYAML ? scaffold.yaml : scaffold.json).utf8), to: path, shownAs: shown)
    Console.standardOutput.write("wrote \(shown)\n")
    Console.standardError.write("Next: fleet codemod test \(shown)\n")
  }

  private var hasKnownEnding: Bool {
    [".json", ".yaml", ".yml"].contains { file.hasSuffix($0) }
  }
}
