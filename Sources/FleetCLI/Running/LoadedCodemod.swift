import Codemods
import Documents
import FleetCore

/// A codemod that was read, with its parameters chosen.
struct LoadedCodemod {
  let change: CodemodChange

  /// - Throws: everything that is wrong with the file, those that it uses, and the parameters, together.
  init(_ options: CodemodOptions, _ live: LiveEnvironment) throws {
    let codemod = try Self.read(options.file, live)
    do {
      change = try codemod.change(parameters: options.parameters)
    } catch {
      throw CommandError(findings: error.lines, consequence: "nothing was touched")
    }
  }

  /// Reads a codemod file without choosing parameters.
  static func read(_ file: String, _ live: LiveEnvironment) throws -> Codemod {
    let bytes = try NamedFile.read(live.absolutePath(file), shownAs: file)
    do {
      return try Codemod.load(bytes, from: file) { path in
        try NamedFile.read(live.absolutePath(path), shownAs: path)
      }
    } catch {
      throw CommandError(
        findings: error.findings.map { $0.finding.line(in: $0.file, .pointer) }, consequence: "nothing was touched")
    }
  }

  /// Runs the codemod's own tests first, as every real run does.
  ///
  /// - Throws: the tests that fail; nothing was touched.
  func tested() throws -> CodemodChange {
    let failures = change.codemod.runTests().filter { !$0.isPassed }
    guard failures.isEmpty else {
      throw CommandError(
        findings: failures.map(\.description), message: "the codemod's own tests fail; nothing was touched",
        hint: "fleet codemod test FILE")
    }
    return change
  }
}
