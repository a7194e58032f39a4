import ArgumentParser
import FleetCore
import Foundation

/// `fleet init`
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented fleet.yaml.",
    discussion: """
      Writes the manifest with every field explained, ready to be filled in by hand, by `fleet repos add` or by \
      `fleet repos import`. A file that is there is not touched.

      EXAMPLES
        fleet init
        fleet init --name plumbing infra/fleet.yaml
      """)

  @Option(help: ArgumentHelp("The fleet's name. Else that of the folder.", valueName: "name"))
  var name: String?

  @Argument(help: "Where to write it.", completion: .file(extensions: ["yaml"]))
  var file = "fleet.yaml"

  func run() throws {
    let path = LiveEnvironment.current.absolutePath(file)
    guard !FileManager.default.fileExists(atPath: path) else {
      throw CommandError(message: "\(file): is there already", hint: "fleet repos list --manifest \(file)")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().lastPathComponent
    try NamedFile.write(Array(Manifest.starterText(name: name ?? folder).utf8), to: path, shownAs: file)
    Console.standardOutput.write("wrote \(file)\n")
    Console.standardError.write("Next: fleet repos add URL, or fleet repos import FOLDER.\n")
  }
}
