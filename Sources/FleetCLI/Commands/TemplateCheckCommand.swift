import ArgumentParser
import Documents
import FleetCore
import Foundation
import Reports
import Templates

/// `fleet template check`
struct TemplateCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look for mistakes in a project template; exit 0 or 2.",
    discussion: """
      Reads every file and file name of a template in cookiecutter's format, without stamping it anywhere: syntax \
      errors, undefined variables, unknown filters, tests and extensions, links that lead nowhere, text that isn't \
      UTF-8, names that no template may write, and variables and settings that nothing uses. At last it is stamped in \
      memory with its default answers. Hooks are read and never run.

      Errors are exit code 2. Warnings are about what works and was probably not meant; they leave the code 0.

      EXAMPLES
        fleet template check templates/service
        fleet template check . --json
      """)

  @Argument(help: "The template's folder.", completion: .directory)
  var folder: String

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  private struct Document: Encodable {
    let schema = 1
    let command = "template check"
    let findings: [TemplateFinding]
  }

  func run() throws {
    let live = LiveEnvironment.current
    let findings = try findings(live).map { $0.within(folder) }
    let errorCount = findings.count { $0.severity == .error }
    if json {
      Console.standardOutput.write(try JSONDocument.text(of: Document(findings: findings)))
    } else if errorCount == 0 {
      Console.standardOutput.write("\(folder): no errors\n")
    }
    let lines = findings.map(\.text)
    guard errorCount == 0 else {
      throw CommandError(findings: lines, message: errorCount == 1 ? "1 error" : "\(errorCount) errors")
    }
    Console.standardError.write(lines.map { $0 + "\n" }.joined())
  }

  private func findings(_ live: LiveEnvironment) throws -> [TemplateFinding] {
    let path = live.absolutePath(folder)
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw CommandError(message: "\(folder): there is no such folder")
    }
    do {
      return try TemplateCheck.findings(in: FolderFiles(folder: path), inputs: try live.renderInputs())
    } catch let error as InvalidDocument {
      return error.findings.map { TemplateFinding($0, in: error.file) }
    }
  }
}
