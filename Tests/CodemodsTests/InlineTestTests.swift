import Testing

@testable import Codemods

@Suite struct InlineTestTests {
  private func results(_ steps: String, _ tests: String, _ others: String = "") throws -> [InlineTestResult] {
    try codemod(codemodText(steps: steps, #"\#(others)"tests": [\#(tests)], "#)).runTests()
  }

  private static let replace = #"{"op": "replace", "files": "*.txt", "text": "A", "with": "B"}"#

  @Test(arguments: [
    (replace, #""before": {"a.txt": "A"}, "after": {"a.txt": "B"}"#),
    (replace, #""before": {"a.txt": "A", "b.md": "A"}, "after": {"a.txt": "B"}"#),
    (replace, #""before": {"a.txt": "x"}, "error": "no-match""#),
    (#"{"op": "remove", "file": "a", "missing": "skip"}"#, #""before": {"b": ""}, "unchanged": true"#),
    (#"{"op": "remove", "file": "a"}"#, #""before": {"a": "", "b": ""}, "after": {"b": ""}"#),
    (#"{"op": "remove", "file": "a"}"#, #""before": {"a": ""}, "after": {"a": null}"#),
    (#"{"op": "move", "from": "a", "to": "c"}"#, #""before": {"a": "x"}, "after": {"c": "x"}"#),
    (
      #"{"op": "create", "file": "a", "content": "{{service.name}}"}"#, #""before": {}, "after": {"a": "test-service"}"#
    ),
  ])
  func passesWhereTheFilesBecomeWhatTheyShould(_ step: String, _ test: String) throws {
    let results = try results(step, #"{"name": "t", \#(test)}"#, #""where": {"exists": "nowhere"}, "#)
    #expect(results.map(\.hasPassed) == [true], "\(results)")
  }

  @Test(arguments: [
    (replace, #""before": {"a.txt": "A"}, "after": {"a.txt": "C"}"#, [], ["a.txt"]),
    (replace, #""before": {"a.txt": "A"}, "after": {"a.txt": "B", "b.txt": "B"}"#, [], ["b.txt"]),
    (replace, #""before": {"a.txt": "A", "b.txt": "A"}, "after": {"a.txt": "B"}"#, [], ["b.txt"]),
    (replace, #""before": {"a.txt": "A"}, "unchanged": true"#, ["must be unchanged, and a.txt changed"], ["a.txt"]),
    (replace, #""before": {"a.txt": "A"}, "error": "count""#, ["must be refused as count, and wasn't refused"], []),
    (
      replace, #""before": {"a.txt": "x"}, "error": "count""#,
      [
        "must be refused as count, and was refused as no-match: \"A\" is in no file that matches *.txt (looked at 1) (steps/0)"
      ], []
    ),
    (
      replace, #""before": {"a.txt": "x"}, "after": {"a.txt": "x"}"#,
      ["was refused as no-match: \"A\" is in no file that matches *.txt (looked at 1) (steps/0)"], []
    ),
    (
      #"{"op": "remove", "file": "a", "missing": "skip"}"#, #""before": {"b": ""}, "after": {}"#,
      ["nothing changed, and \"after\" doesn't name b"], []
    ),
    (#"{"op": "remove", "file": "a"}"#, #""before": {"a": ""}, "after": {"a": ""}"#, [], ["a"]),
  ])
  func failsAndSaysWhatIsDifferent(_ step: String, _ test: String, _ problems: [String], _ paths: [String]) throws {
    let result = try #require(try results(step, #"{"name": "t", \#(test)}"#).first)
    #expect(result.problems == problems)
    #expect(result.differences.map(\.path) == paths)
    #expect(!result.hasPassed)
  }

  @Test func programsTakeNoPart() throws {
    let steps = #"{"op": "run", "command": ["x"]}, {"op": "create", "file": "a", "content": ""}"#
    #expect(try results(steps, #"{"name": "t", "before": {}, "after": {"a": ""}}"#).map(\.hasPassed) == [true])
  }

  @Test func aTestHasParametersOfItsOwn() throws {
    let parameters = #""parameters": {"x": {"type": "string"}}, "#
    let step = #"{"op": "create", "file": "{{x}}", "content": ""}"#
    let tests = #"""
      {"name": "given", "parameters": {"x": "y"}, "before": {}, "after": {"y": ""}},
      {"name": "not given", "before": {}, "after": {}}
      """#
    let results = try results(step, tests, parameters)
    #expect(results.map(\.hasPassed) == [true, false])
    #expect(results.last?.problems == ["the parameter \"x\" has no default and isn't given"])
  }
}
