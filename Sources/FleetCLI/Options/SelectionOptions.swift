import ArgumentParser
import FleetCore
import Foundation

/// Which services of the manifest a command is for.
struct SelectionOptions: ParsableArguments {
  @Option(
    name: .customLong("select"),
    help: ArgumentHelp(
      "Services by name, glob or tag: billing, 'bill*', tag:django; ! in front leaves out. Repeat or use commas.",
      valueName: "terms"))
  var terms: [String] = []

  @Option(
    name: .customLong("repos"),
    help: ArgumentHelp("A file with such terms, one a line; # begins a comment.", valueName: "file"),
    completion: .file())
  var file: String?

  @Option(help: ArgumentHelp("At most so many services, the first by name.", valueName: "n"))
  var limit: Int?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1, not \(limit)") }
  }

  /// Whether nothing was chosen, which means all.
  var isEmpty: Bool { terms.isEmpty && file == nil && limit == nil }

  /// Returns the services that the options choose, sorted by name.
  func services(of loaded: LoadedManifest) throws -> [Service] {
    var texts = terms
    if let file {
      let live = LiveEnvironment.current
      let text = String(decoding: try live.files.read(live.absolutePath(file), shownAs: file), as: UTF8.self)
      texts += text.split(whereSeparator: \.isNewline).map { String($0.prefix { $0 != "#" }) }
    }
    do {
      return try Selection(parsing: texts, limit: limit).services(of: loaded.manifest)
    } catch {
      throw CommandError(message: error.message, hint: error.hint)
    }
  }
}
