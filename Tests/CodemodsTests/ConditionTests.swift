import Testing

@testable import Codemods

@Suite struct ConditionTests {
  private static let files = [
    "a.json": #"{"n": 10, "s": "10", "l": [{"k": "x", "v": 1}, {"k": "y", "v": 2}], "z": null}"#,
    "a.yaml": "n: 10\n---\nn: 20\n", "dir/b.txt": "hello\nworld\n",
    "package.json": #"{"dependencies": {"react": "^16.2.0"}}"#,
    "s.py": "A = 1_000\nB = 0o17\n", "requirements.txt": "Django>=2.1,<3  # web\nrequests\n",
  ]

  private func holds(_ condition: String) throws -> Bool {
    let text = codemodText(
      steps: #"{"op": "create", "file": "new", "content": ""}"#, #""where": \#(condition), "#)
    return try fate(text, Self.files) == .edited(["new": ""])
  }

  @Test(arguments: [
    (#"{"exists": "a.json"}"#, true),
    (#"{"exists": "b.json"}"#, false),
    (#"{"exists": "dir"}"#, true),
    (#"{"exists": "dir/"}"#, true),
    (#"{"exists": "di"}"#, false),
    (#"{"exists": "a.json/"}"#, false),
    (#"{"value": {"file": "s.py", "path": ["A"], "above": 600}}"#, true),
    (#"{"value": {"file": "s.py", "path": ["A"], "below": 600}}"#, false),
    (#"{"value": {"file": "s.py", "path": ["B"], "below": 16}}"#, true),
    (#"{"value": {"file": "s.py", "path": ["B"], "above": 14.5}}"#, true),
    (#"{"contains": {"file": "dir/b.txt", "text": "lo\nwo"}}"#, true),
    (#"{"contains": {"file": "dir/b.txt", "text": "l.o"}}"#, false),
    (#"{"contains": {"file": "dir/b.txt", "regex": "(?m)^w.r"}}"#, true),
    (#"{"contains": {"file": "none.txt", "text": "a"}}"#, false),
    (#"{"value": {"file": "a.json", "path": ["n"], "equals": 10}}"#, true),
    (#"{"value": {"file": "a.json", "path": ["n"], "equals": "10"}}"#, false),
    (#"{"value": {"file": "a.json", "path": ["s"], "equals": "10"}}"#, true),
    (#"{"value": {"file": "a.json", "path": ["z"], "equals": null}}"#, true),
    (#"{"value": {"file": "a.json", "path": ["none"], "equals": null}}"#, false),
    (#"{"value": {"file": "a.json", "path": ["n"], "below": 11}}"#, true),
    (#"{"value": {"file": "a.json", "path": ["n"], "below": 10}}"#, false),
    (#"{"value": {"file": "a.json", "path": ["n"], "above": 9.5}}"#, true),
    (#"{"value": {"file": "a.json", "path": ["s"], "above": 9}}"#, false),
    (#"{"value": {"file": "a.json", "path": ["l", {"where": {"k": "y"}}, "v"], "equals": 2}}"#, true),
    (#"{"value": {"file": "a.yaml", "path": ["n"], "equals": 20}}"#, true),
    (#"{"value": {"file": "none.json", "path": ["n"], "equals": 1}}"#, false),
    (#"{"dependency": {"ecosystem": "pip", "name": "DJANGO", "version": ">=2.1"}}"#, true),
    (#"{"dependency": {"ecosystem": "pip", "name": "django", "version": "<2.1"}}"#, false),
    (#"{"dependency": {"ecosystem": "pip", "name": "requests"}}"#, true),
    (#"{"dependency": {"ecosystem": "pip", "name": "requests", "version": ">=0"}}"#, false),
    (#"{"dependency": {"ecosystem": "pip", "name": "flask"}}"#, false),
    (#"{"dependency": {"ecosystem": "npm", "name": "react", "version": ">=16"}}"#, true),
    (#"{"dependency": {"ecosystem": "npm", "name": "react", "version": "^15"}}"#, false),
    (#"{"all": []}"#, true),
    (#"{"any": []}"#, false),
    (#"{"any": [{"exists": "x"}, {"exists": "dir/b.txt"}]}"#, true),
    (#"{"not": {"all": [{"exists": "a.json"}, {"exists": "x"}]}}"#, true),
    (#"{"exists": "{{service.name}}.json"}"#, false),
  ])
  func holdsOrNot(_ condition: String, _ expected: Bool) throws {
    #expect(try holds(condition) == expected)
  }

  @Test(arguments: [
    (#"{"all": [{"exists": "a.json"}, {"exists": "x/y"}]}"#, "/where/all/1/exists: there is no x/y"),
    (#"{"not": {"exists": "a.json"}}"#, "/where/not: the condition holds"),
    (#"{"any": [{"exists": "x"}, {"exists": "y"}]}"#, "/where/any: none of the 2 conditions holds"),
    (#"{"contains": {"file": "dir/b.txt", "text": "bye"}}"#, "/where/contains: \"bye\" isn't in dir/b.txt"),
    (
      #"{"value": {"file": "a.json", "path": ["n"], "above": 10}}"#, "/where/value: n in a.json is \"10\", not above 10"
    ),
    (#"{"value": {"file": "a.json", "path": ["x", 0], "equals": 1}}"#, "/where/value: there is no x[0] in a.json"),
    (
      #"{"dependency": {"ecosystem": "pip", "name": "flask"}}"#,
      "/where/dependency: no flask in requirements*.txt, pyproject.toml, setup.cfg"
    ),
  ])
  func theReasonNamesThePartThatIsFalse(_ condition: String, _ reason: String) throws {
    let text = codemodText(steps: #"{"op": "remove", "file": "a.json"}"#, #""where": \#(condition), "#)
    #expect(try fate(text, Self.files) == .notApplicable(reason))
  }

  @Test func aStepWhoseConditionIsFalseIsLeftOut() throws {
    let first = #"{"op": "remove", "file": "a.json", "when": {"exists": "x"}}"#
    #expect(try fate(steps: first, Self.files) == .notApplicable("steps/0/when/exists: there is no x"))
    let second = #"{"op": "create", "file": "y", "content": ""}"#
    #expect(try fate(steps: "\(first), \(second)", Self.files) == .edited(["y": ""]))
  }

  /// Where `where` is false after the change, a second application wouldn't be made, so it can't change anything.
  @Test func whereIsAskedAgainBeforeTheSecondPass() throws {
    let steps =
      #"{"op": "replace", "files": "dir/*", "text": "o", "with": "oo"}, {"op": "create", "file": "done", "content": ""}"#
    let text = codemodText(steps: steps, #""where": {"not": {"exists": "done"}}, "#)
    #expect(try fate(text, Self.files) == .edited(["dir/b.txt": "helloo\nwoorld\n", "done": ""]))
  }

  /// A step that the first pass left out may have files to change that no step has touched.
  @Test func aStepThatBecomesDueInTheSecondPassIsFound() throws {
    let steps = """
      {"op": "remove", "file": "dir/b.txt", "when": {"exists": "flag"}}, {"op": "create", "file": "flag", "content": ""}
      """
    #expect(
      try fate(steps: steps, Self.files)
        == .refused(
          "not-idempotent: dir/b.txt: applied to its own result, the codemod would change dir/b.txt again [steps/0]"))
  }
}
