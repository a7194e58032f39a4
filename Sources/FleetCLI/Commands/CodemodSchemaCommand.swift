import ArgumentParser
import Codemods

/// `fleet codemod schema`
struct CodemodSchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of codemod files, for editors.",
    discussion: """
      Editors complete and check a codemod that names the schema's file with "$schema". `fleet codemod check` knows more: \
      it also compiles expressions, globs and version ranges.

      EXAMPLES
        fleet codemod schema > codemod.schema.json
      """)

  func run() {
    Console.standardOutput.write(CodemodSchema.text)
  }
}
