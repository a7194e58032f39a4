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
    name: .customLong("where"),
    help: ArgumentHelp(
      "Services whose repository has it: 'file:tox.ini and contains:\"timeout\" in main/settings.py'. See docs/selection.md.",
      valueName: "condition"))
  var conditions: [String] = []

  @Option(
    name: .customLong("repos"),
    help: ArgumentHelp("A file with such terms as --select has, one a line; # begins a comment.", valueName: "file"),
    completion: .file())
  var file: String?

  @Option(help: ArgumentHelp("At most so many services, the first by name.", valueName: "n"))
  var limit: Int?

  @Flag(
    name: .customLong("explain"),
    help: "Only say of each service whether it is selected, and what leaves it out; nothing else is done.")
  var isExplained = false

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1, not \(limit)") }
  }

  /// Whether nothing was chosen, which means all.
  var isEmpty: Bool { terms.isEmpty && conditions.isEmpty && file == nil && limit == nil }

  /// Returns the services that may be meant, sorted by name, and what has to be asked of their repositories.
  func request(of loaded: LoadedManifest) throws -> SelectionRequest {
    SelectionRequest(candidates: try candidates(of: loaded), isExplained: isExplained)
  }

  private func candidates(of loaded: LoadedManifest) throws -> SelectionCandidates {
    let conditions = try readConditions(libraries: loaded.manifest.libraries)
    let lines = try file.map { file in
      let live = LiveEnvironment.current
      let text = String(decoding: try live.files.read(live.absolutePath(file), shownAs: file), as: UTF8.self)
      return text.split(whereSeparator: \.isNewline).map { String($0.prefix { $0 != "#" }) }
    }
    do throws(SelectionError) {
      var terms = try SelectionTerm.terms(in: terms, origin: "--select")
      if let file, let lines { terms += try SelectionTerm.terms(in: lines, origin: "--repos \(file)") }
      return try Selection(terms: terms, conditions: conditions, limit: limit).candidates(of: loaded.manifest)
    } catch {
      throw CommandError(message: error.message, hint: error.hint)
    }
  }

  /// - Throws: everything that is wrong with any of them.
  private func readConditions(libraries: [Library]) throws -> [SelectionCondition] {
    var findings: [String] = []
    var read: [SelectionCondition] = []
    for (number, text) in conditions.enumerated() {
      let place = conditions.count == 1 ? "--where" : "--where \(number + 1)"
      do throws(SelectionConditionErrors) {
        read.append(try SelectionCondition(parsing: text, libraries: libraries))
      } catch {
        findings += error.findings.map { "\(place):\($0.column): \($0.message)" }
      }
    }
    guard findings.isEmpty else { throw CommandError(findings: findings, consequence: "nothing was touched") }
    return read
  }
}
