import ArgumentParser
import FleetCore
import Foundation
import Jinja
import Templates

/// `fleet template render`
struct TemplateRenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Render one template file to stdout.",
    discussion: """
      The template is Jinja2 as cookiecutter uses it: an undefined value is an error, the last line feed stays, and the \
      tag now, the filters jsonify and slugify and the functions random_ascii_string and uuid4 are there. Templates \
      that it includes, imports or extends come from its folder. Line ends are those of Jinja2: line feeds.

      The context is a JSON object; its members are the template's variables. --env names a JSON object with settings \
      of Jinja2's environment (variable_start_string, trim_blocks, undefined and the like) and a list "extensions".

      An error is one line, FILE:LINE:COL: KIND: message, where KIND is syntax, undefined, runtime or missing; then come \
      the line and a hint. Exit code 1.

      EXAMPLES
        echo '{"cookiecutter": {"name": "billing"}}' > answers.json
        fleet template render '{{cookiecutter.name}}/README.md' --context answers.json
        fleet template render ci.yml --context answers.json --env env.json
      """)

  @Argument(help: "The template.", completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp("The variables: a JSON object.", valueName: "file"), completion: .file(extensions: ["json"]))
  var context: String

  @Option(
    help: ArgumentHelp("Settings of Jinja2: a JSON object.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var env: String?

  func run() throws {
    let live = LiveEnvironment.current
    let variables = try TemplateInput.object(context, live)
    let settings = try env.map { try TemplateInput.object($0, live) } ?? AnswerMapping()
    let path = live.absolutePath(file)
    // What can't be read is said in the same words as for any other file.
    _ = try NamedFile.read(path, shownAs: file)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path(percentEncoded: false)
    let name = URL(fileURLWithPath: path).lastPathComponent
    let template: SingleTemplate
    do {
      template = try SingleTemplate(settings: settings, files: FolderFiles(folder: folder))
    } catch {
      throw CommandError(message: "\(env ?? file): \(error.description)", hint: error.hint)
    }
    do {
      Console.standardOutput.write(try template.render(name, variables, inputs: try live.renderInputs()))
    } catch let error as TemplateError {
      Console.standardError.write(text(of: error) + "\n")
      throw ExitStatus.failures
    }
  }

  /// The error with the names of templates as paths from where the person stands.
  private func text(of error: TemplateError) -> String {
    let prefix = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    let place = error.place
    let name = place?.template.map { prefix + $0 } ?? file
    var lines = ["\(name):\(place?.line ?? 1):\(place?.column ?? 1): \(error.kind.rawValue): \(error.message)"]
    if let place {
      lines.append("    \(place.lineText)")
      lines.append("    \(String(repeating: " ", count: max(0, place.column - 1)))^")
    }
    if let hint = error.hint { lines.append("hint: \(hint)") }
    return lines.joined(separator: "\n")
  }
}
