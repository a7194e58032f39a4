import Changes

/// How a repository's tests are run.
public struct RepositoryTest: Sendable, Equatable {
  public let arguments: [String]
  /// Where it comes from, for reports: the manifest, the command line, or the file that gave it away.
  public let origin: String

  public init(arguments: [String], origin: String) {
    self.arguments = arguments
    self.origin = origin
  }

  /// Makes one from a command line, for `sh`.
  public init(shell command: String, origin: String) {
    self.init(arguments: ["sh", "-c", command], origin: origin)
  }

  /// Makes one from the manifest's words; nil where its owner says that there are none.
  init?(_ command: Service.Test) {
    switch command {
    case .shell(let line): self.init(shell: line, origin: "the manifest")
    case .arguments(let arguments): self.init(arguments: arguments, origin: "the manifest")
    case .none: return nil
    }
  }

  /// The command as a person would type it.
  var shown: String {
    if arguments.count == 3, arguments.starts(with: ["sh", "-c"]) { return "`\(arguments[2])`" }
    return "`\(arguments.joined(separator: " "))`"
  }
}

extension RepositoryTest {
  /// Returns the tests that the files of a repository call for, or nil if none does.
  ///
  /// The first of these at the repository's root decides: `tox.ini`, a pytest configuration or `conftest.py`,
  /// `manage.py`, `test*.py` files (unittest), `package.json` with a `test` script, `pom.xml`, Gradle's build files,
  /// `go.mod`, `Cargo.toml`, `Package.swift`, a makefile with the target `test`.
  public static func detected(in snapshot: some Snapshot) throws -> RepositoryTest? {
    for rule in TestRule.all where try rule.applies(snapshot) {
      return RepositoryTest(arguments: try rule.arguments(snapshot), origin: rule.origin)
    }
    return nil
  }
}
