import Codemods
import Documents
import FleetCore
import Threads

/// A codemod that was read, with its parameters chosen.
struct LoadedCodemod {
  let change: CodemodChange
  private let file: String
  private let live: LiveEnvironment

  /// - Throws: everything that is wrong with the file, those that it uses, and the parameters, together.
  init(_ options: CodemodOptions, _ live: LiveEnvironment) throws {
    self.file = options.file
    self.live = live
    let codemod = try Self.read(file, live)
    do {
      change = try codemod.change(with: options.parameters)
    } catch {
      throw CommandError(findings: error.problems, consequence: "nothing was touched")
    }
  }

  /// Reads a codemod file without choosing parameters; what is wrong with it is a `CommandError` with all findings.
  static func read(_ file: String, _ live: LiveEnvironment) throws -> Codemod {
    do {
      return try codemod(file, live)
    } catch let errors as CodemodErrors {
      throw CommandError(
        findings: errors.findings.map { $0.finding.line(in: $0.file, .pointer) }, consequence: "nothing was touched")
    }
  }

  /// Reads a codemod file; what is wrong with it is a `CodemodErrors`.
  static func codemod(_ file: String, _ live: LiveEnvironment) throws -> Codemod {
    let bytes = try live.files.read(live.absolutePath(file), shownAs: file)
    return try Codemod.load(bytes, from: file) { path in
      try live.files.read(live.absolutePath(path), shownAs: path)
    }
  }

  /// Runs the tests of a codemod; `ast-grep` searches for them.
  static func results(of codemod: Codemod, _ live: LiveEnvironment) async -> [InlineTestResult] {
    // A thread of our own, since a search is waited for.
    await BlockingPool(name: "tests", width: 1).run { codemod.runTests(searchingWith: live.astGrep) }
  }

  /// Runs the codemod's own tests first, as every real run does.
  ///
  /// - Throws: the tests that fail; nothing was touched.
  func tested() async throws -> CodemodChange {
    let report = InlineTestReport(file: file, results: await Self.results(of: change.codemod, live))
    guard report.failureCount == 0 else {
      throw CommandError(
        findings: try report.lines(live.errorStyle, failuresOnly: true),
        message: "the codemod's own tests fail; nothing was touched")
    }
    return change
  }
}
