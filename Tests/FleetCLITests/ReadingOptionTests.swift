import Testing

@testable import FleetCLI

/// Options of commands that only read.
struct ReadingOptionTests {
  private static let commands = [
    ["cache", "verify"], ["codemod", "explain", "bump.json"], ["doctor"], ["grep", "timeout"], ["repos", "sync"],
    ["submodules", "freeze"], ["submodules", "graph"], ["submodules", "status"], ["template", "status"],
  ]

  @Test(arguments: commands) func aLimitOfTestsIsWrongUsageWhereNoneAreRun(command: [String]) {
    #expect(throws: Never.self) { try Fleet.parseAsRoot(command + ["-j", "2", "--timeout", "5s"]) }
    #expect(throws: (any Error).self) { try Fleet.parseAsRoot(command + ["--test-timeout", "5s"]) }
    #expect(throws: (any Error).self) { try Fleet.parseAsRoot(command + ["-j", "0"]) }
  }

  @Test(arguments: commands) func theHelpOfJobsSpeaksOfNoPushes(command: [String]) throws {
    let words = ["fleet"] + command.filter { !["bump.json", "timeout"].contains($0) }
    let help = CommandReference.section(of: words.joined(separator: " "))
    #expect(help.contains("How many repositories are fetched and read at once."))
    #expect(!help.contains("pushed at once"))
  }
}
