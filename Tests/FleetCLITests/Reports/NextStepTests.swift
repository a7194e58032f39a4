import FleetCore
import Reports
import Testing

@testable import FleetCLI

/// The command lines that a page tells people to type are ones that the program takes.
struct NextStepTests {
  private static let outcomes: [Outcome] =
    [
      .unchanged, .changed, .delivered, .notApplicable, .refused(kind: "no-match"), .alreadyFailing, .brokenByChange,
      .conflict, .skipped,
    ] + Stage.allCases.map { .failed(stage: $0) }

  private static let invocations =
    [
      ["apply", "bump.json"], ["apply", "bump.json", "--direct", "--manifest", "f.yaml", "--test", "make check"],
      ["apply", "bump.json", "--branch", "x", "--param", "a=it's", "--no-test", "--message", "two words"],
    ].map(Invocation.init(words:))
    + [
      ["submodules", "sync", "--direct"], ["submodules", "pin", "api", "main", "--branch", "x"], ["undo", "bump"],
      ["template", "update", "--with-conflicts"], ["template", "adopt"],
    ].map(Invocation.init(words:))
    + [Invocation(words: ["exec", "--commit", "--name", "lint"], tail: ["--", "sh", "-c", "make lint"])]

  /// Splits a line as `sh` does, as far as the page quotes.
  private func words(_ line: String) -> [String] {
    var words: [String] = [""]
    var rest = Substring(line)
    while let character = rest.popFirst() {
      switch character {
      case " ": words.append("")
      case "'":
        words[words.count - 1] += rest.prefix { $0 != "'" }
        rest = rest.drop { $0 != "'" }.dropFirst()
      case "\\": rest.popFirst().map { words[words.count - 1].append($0) }
      default: words[words.count - 1].append(character)
      }
    }
    return words
  }

  @Test(arguments: invocations) func everyCommandLineIsTakenByTheProgram(invocation: Invocation) throws {
    var lines: Set<String> = []
    for count in [1, 3, 30] {
      for outcome in Self.outcomes {
        let results = (0..<count).map {
          RepositoryResult(service: "s\($0)", outcome: outcome, message: outcome == .skipped ? "interrupted" : nil)
        }
        let report = RunReport(command: "apply", campaign: "bump", results: results)
        lines.formUnion(NextStep.all(after: report, invocation).flatMap(\.commands).map(\.line))
      }
    }
    for line in lines {
      let words = words(line)
      #expect(words.first == "fleet")
      #expect(throws: Never.self, "\(line)") { try Fleet.parseAsRoot(Array(words.dropFirst())) }
    }
  }

  @Test(arguments: [
    ("submodules sync", "undeclared", "fleet submodules remove PATH"),
    ("undo pins", "unreachable", "--allow-downgrade"),
    ("apply bump.json", "no-match", "Widen the codemod"), ("template update", "diverged", "what to mend"),
  ])
  func adviceOnWhatWasRefusedIsForTheCommand(command: String, kind: String, words: String) {
    let report = RunReport(
      command: command, campaign: "x", results: [RepositoryResult(service: "a", outcome: .refused(kind: kind))])
    let steps = NextStep.all(after: report, Invocation(words: command.split(separator: " ").map(String.init)))
    #expect(steps.map { $0.advice.contains(words) } == [true])
    #expect(command.hasPrefix("apply") || steps.allSatisfy { !$0.advice.contains("codemod") })
  }

  @Test func whatIsHeldBackIsToBeRunAgain() {
    let results = ["a", "b"].map {
      RepositoryResult(service: $0, outcome: .skipped, kind: "held-back", message: "halted after wave 1 of 3")
    }
    let report = RunReport(command: "apply", campaign: "bump", results: results)
    let steps = NextStep.all(after: report, Self.invocations[0])
    #expect(steps.map(\.title) == ["held back"])
    #expect(steps.first?.commands.map(\.line) == ["fleet apply bump.json --select a,b"])
  }

  @Test func aCommandStaysBehindAllOptions() {
    let report = RunReport(
      command: "exec", campaign: nil, results: [RepositoryResult(service: "a", outcome: .failed(stage: .plan))])
    let steps = NextStep.all(after: report, Invocation(words: ["exec"], tail: ["--", "make", "-k", "it's"]))
    #expect(steps.first?.commands.map(\.line).last == #"fleet exec --select a -- make -k 'it'\''s'"#)
  }

  @Test func whatNeedsAPersonComesFirstAndWhatIsDoneNotAtAll() {
    let results = [
      RepositoryResult(service: "a", outcome: .delivered), RepositoryResult(service: "b", outcome: .delivered),
      RepositoryResult(service: "c", outcome: .conflict), RepositoryResult(service: "d", outcome: .unchanged),
      RepositoryResult(service: "e", outcome: .skipped, message: "left out"),
    ]
    let report = RunReport(command: "apply", campaign: "bump", results: results)
    let steps = NextStep.all(after: report, Self.invocations[0])
    #expect(steps.map(\.title) == ["conflict", "delivered"])
    #expect(steps[0].commands.map(\.line).contains("fleet apply bump.json --select c"))
  }
}
