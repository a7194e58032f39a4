import Changes
import Testing

@testable import Codemods

@Suite struct StructuralRewriteTests {
  private static let step = """
    {"op": "rewrite", "files": "*.ts", "language": "typescript", "matches": {"exactly": 2},
     "rule": {"id": "x", "rule": {"kind": "number", "regex": "^\\\\d\\"$"}, "fix": "{{service.name}}"}}
    """

  /// As ast-grep 0.51.1 writes it, with what isn't read left out.
  private func line(_ file: String, _ range: Range<Int>, _ replacement: String) -> String {
    """
    {"text":"1","file":"\(file)","replacement":"\(replacement)",\
    "replacementOffsets":{"start":\(range.lowerBound),"end":\(range.upperBound)},"ruleId":"fleet"}

    """
  }

  private func fate(_ step: String, _ files: [String: String], _ host: AstGrep) throws -> Fate {
    let change = try codemod(codemodText(steps: step)).change()
    return Fate(try change.plan(MemorySnapshot(files), for: .init(name: "n"), programs: host))
  }

  @Test func whatIsFoundIsSplicedWhateverTheFilesAreCalled() throws {
    let host = AstGrep(line("1.source", 4..<5, "X") + line("./1.source", 1..<2, "X"), "")
    let files = ["-e.ts": "none", "a b.ts": "(1, 2)", "b.js": "1"]
    #expect(try fate(Self.step, files, host) == .edited(["a b.ts": "(X, X)"]))
    let search = try #require(host.searches.first)
    #expect(Set(search.inputs.keys) == ["0.source", "1.source", "sgconfig.yml"])
    #expect(search.inputs["1.source"] == Array("(1, 2)".utf8))
    #expect(
      search.inputs["sgconfig.yml"] == Array(#"{"ruleDirs":[],"languageGlobs":{"typescript":["*.source"]}}"#.utf8))
    let rule = #"{"id":"fleet","language":"typescript","rule":{"kind":"number","regex":"^\\d\"$"},"fix":"n"}"#
    #expect(
      search.arguments == [
        "scan", "--config", "sgconfig.yml", "--inline-rules", rule, "--json=stream", "--inspect=entity", ".",
      ])
    // The second pass searches only what the first one changed.
    #expect(host.searches.last?.inputs["0.source"] == Array("(X, X)".utf8))
    #expect(host.searches.count == 2)
  }

  @Test func aPatternBecomesARule() throws {
    let step = #"{"op": "rewrite", "files": "*.py", "language": "python", "pattern": "f($A)", "rewrite": "g($A)"}"#
    let host = AstGrep(line("0.source", 0..<4, "g(1)"), "")
    #expect(try fate(step, ["a.py": "f(1)"], host) == .edited(["a.py": "g(1)"]))
    let rule = #"{"id":"fleet","language":"python","rule":{"pattern":"f($A)"},"fix":"g($A)"}"#
    #expect(host.searches.first?.arguments.contains(rule) == true)
  }

  @Test func aFixThatIsFoundAgainWithoutADifferenceIsIdempotent() throws {
    let same = line("0.source", 1..<2, "1") + line("0.source", 4..<5, "2")
    #expect(try fate(Self.step, ["a.ts": "(1, 2)"], AstGrep(same, same)) == .unchanged)
  }

  @Test(arguments: [
    ("", "no-match: the rule matched nothing in the files that match *.ts (looked at 1) [steps/0]"),
    ("0 1 X", "count: the rule matched once, and it must be exactly 2 [steps/0]"),
    ("0 3 X,1 4 X", "ambiguous: a.ts:1:2: two matches overlap [steps/0]"),
    ("0 1 X,1 99 X", "script: a.ts: ast-grep named a place behind the file's end [steps/0]"),
  ])
  func onDoubtItIsRefused(_ found: String, _ message: String) throws {
    let lines = found.split(separator: ",").map { match in
      let words = match.split(separator: " ")
      return line("0.source", (Int(words[0]) ?? 0)..<(Int(words[1]) ?? 0), String(words[2]))
    }
    #expect(try fate(Self.step, ["a.ts": "(1, 2)"], AstGrep(lines.joined(), "")) == .refused(message))
  }

  @Test func anAnswerThatIsNoMatchIsRefused() throws {
    for answer in ["oops\n", "{}\n", line("7.source", 0..<1, "x"), line("../a.ts", 0..<1, "x")] {
      #expect(
        try fate(Self.step, ["a.ts": "(1, 2)"], AstGrep(answer, "")).description
          .hasPrefix("refused: script: ast-grep wrote something that isn't a match: "))
    }
  }

  @Test func aFileThatAstGrepWouldLeaveOutIsRefused() throws {
    let snapshot = MemorySnapshot(files: ["a.ts": ([0x28, 0xE9], .file)])
    let plan = try codemod(codemodText(steps: Self.step)).change().plan(
      snapshot, for: .init(name: "n"), programs: AstGrep("", ""))
    #expect(Fate(plan) == .refused("encoding: a.ts: ast-grep reads only UTF-8 [steps/0]"))
  }

  @Test(arguments: ["skipped=invalidUtf8", "language=TypeScript,appliedRuleCount=0"])
  func aFileThatAstGrepDidNotExamineIsRefused(_ state: String) throws {
    let host = AstGrep(line("0.source", 1..<2, "1"))
    host.state = state
    #expect(
      try fate(Self.step, ["a.ts": "(1, 2)"], host)
        == .refused("script: a.ts: ast-grep did not examine it (\(state)) [steps/0]"))
  }

  @Test func inlineTestsSearchTooWhereTheyCan() throws {
    let step = #"{"op": "rewrite", "files": "*.py", "language": "python", "pattern": "f($A)", "rewrite": "g($A)"}"#
    let tests = #""tests": [{"name": "t", "before": {"a.py": "f(1)"}, "after": {"a.py": "g(1)"}}], "#
    let codemod = try codemod(codemodText(steps: step, tests))
    #expect(codemod.runTests(searchingWith: AstGrep(line("0.source", 0..<4, "g(1)"), "")).map(\.hasPassed) == [true])
    #expect(codemod.runTests().first?.problems.first?.hasPrefix("was refused as script: ") == true)
  }

  @Test func withoutAProgramItIsRefused() throws {
    #expect(
      try CodemodsTests.fate(steps: Self.step, ["a.ts": ""])
        == .refused(
          "script: a \"rewrite\" step needs ast-grep (the pip package ast-grep-cli), and here no program can be run [steps/0]"
        ))
  }
}

/// Answers one search after the other and writes down what it was asked.
private final class AstGrep: ProgramHost {
  private var answers: [String]
  /// What it reports of every file.
  var state = "language=TypeScript,appliedRuleCount=1"
  var searches: [StructuralSearch] = []

  init(_ answers: String...) {
    self.answers = answers
  }

  func run(_ request: ProgramRequest) -> ProgramResult { .notApplicable }

  func search(_ search: StructuralSearch) -> StructuralSearch.Output {
    searches.append(search)
    let names = search.inputs.keys.filter { $0.hasSuffix(".source") }
    let report = names.map { "sg: entity|file|\($0): \(state)\n" }.joined()
    return .init(matches: Array(answers.removeFirst().utf8), report: Array(report.utf8))
  }
}
