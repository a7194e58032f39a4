import FleetTestSupport
import Foundation

/// The `fleet` program as users run it: the built executable in a hermetic environment.
struct FleetProgram: Sendable {
  /// The user's home, with the cache and the journal below it.
  let home: TemporaryFolder
  var extraVariables: [String: String] = [:]

  init() throws {
    home = try TemporaryFolder()
  }

  /// Runs the program to its end; standard input is empty and nothing is a terminal.
  func run(_ arguments: [String], in folder: String, limit: Duration = .seconds(120)) throws -> TestProgram.Result {
    try TestProgram.run(
      try Self.path(), arguments, environment: variables, folder: folder, limit: limit)
  }

  var variables: [String: String] {
    HermeticEnvironment.variables(home: home.path).merging(extraVariables) { _, extra in extra }
  }

  /// The executable lies beside the bundle of the tests.
  static func path() throws -> String {
    var folder = Bundle.main.bundleURL
    for candidate in [CommandLine.arguments[0]] + ProcessInfo.processInfo.arguments where candidate.contains(".build") {
      folder = URL(fileURLWithPath: candidate).deletingLastPathComponent()
    }
    for _ in 0..<4 {
      let program = folder.appendingPathComponent("fleet").path
      if FileManager.default.isExecutableFile(atPath: program) { return program }
      folder.deleteLastPathComponent()
    }
    throw TestSupportError("there is no fleet program beside the tests at \(Bundle.main.bundlePath)")
  }
}
