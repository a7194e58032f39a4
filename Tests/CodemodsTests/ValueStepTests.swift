import Testing

@testable import Codemods

@Suite struct ValueStepTests {
  @Test(arguments: [
    (#""op": "set", "path": ["a", "b"], "value": 2"#, #"{"a": {"b": 1}}"#, #"{"a": {"b": 2}}"#),
    (
      #""op": "set", "path": ["a", "c"], "value": "x", "missing": "create""#, #"{"a": {"b": 1}}"#,
      #"{"a": {"b": 1, "c": "x"}}"#
    ),
    (#""op": "delete", "path": ["a"]"#, #"{"a": 1, "b": 2}"#, #"{"b": 2}"#),
    (#""op": "rename", "path": ["a"], "to": "c""#, #"{"a": 1, "b": 2}"#, #"{"c": 1, "b": 2}"#),
    (#""op": "append", "path": ["a"], "value": 3"#, #"{"a": [1, 2]}"#, #"{"a": [1, 2, 3]}"#),
    (#""op": "set", "path": ["a", -1], "value": 3"#, #"{"a": [1, 2]}"#, #"{"a": [1, 3]}"#),
    (
      #""op": "set", "path": ["a", {"where": {"n": "x"}}, "v"], "value": 3"#,
      #"{"a": [{"n": "x", "v": 1}, {"n": "y", "v": 1}]}"#, #"{"a": [{"n": "x", "v": 3}, {"n": "y", "v": 1}]}"#
    ),
  ])
  func aValueIsEditedAndTheRestStays(_ keys: String, _ before: String, _ after: String) throws {
    #expect(try fate(steps: "{\(keys), \"files\": \"x.json\"}", ["x.json": before]) == .edited(["x.json": after]))
  }

  @Test(arguments: [
    (#""op": "set", "path": ["a"], "value": 1"#, "unchanged"),
    (#""op": "append", "path": ["l"], "value": 2"#, "unchanged"),
    (#""op": "delete", "path": ["x"], "missing": "skip""#, "unchanged"),
    (#""op": "set", "path": ["x"], "value": 1, "missing": "skip""#, "unchanged"),
    (#""op": "set", "path": ["x"], "value": 1, "matches": {"min": 0}"#, "unchanged"),
    (
      #""op": "set", "path": ["a"], "value": 1, "matches": {"exactly": 2}"#,
      #"refused: count: "a" is there once, and it must be exactly 2 [steps/0]"#
    ),
    (
      #""op": "set", "path": ["x"], "value": 1, "missing": "skip", "matches": {"exactly": 1}"#,
      #"refused: no-match: x.json:1:1: the file's root has no key x; it has a, l [steps/0]"#
    ),
  ])
  func matchesAndMissingDecideWhatIsFine(_ keys: String, _ expected: String) throws {
    let fate = try fate(steps: "{\(keys), \"files\": \"*.json\"}", ["x.json": #"{"a": 1, "l": [1, 2]}"#])
    #expect(fate.description == expected)
  }

  /// `matches` counts over the step: a file without the path counts nothing, and is no error by itself.
  @Test func filesWithoutThePathAreLeftAlone() throws {
    let step = #"{"op": "set", "files": "**/*.json", "path": ["a"], "value": 2}"#
    #expect(
      try fate(steps: step, ["x.json": #"{"a": 1}"#, "y/z.json": "{}", "y/w.json": #"{"a": 2}"#])
        == .edited(["x.json": #"{"a": 2}"#]))
    #expect(
      try fate(steps: step, ["x.json": "{}", "y.json": "{}"])
        == .refused(#"no-match: "a" is in no file that matches **/*.json (looked at 2) [steps/0]"#))
    #expect(try fate(steps: step, ["x.txt": "{}"]) == .refused("no-match: no file matches **/*.json [steps/0]"))
  }

  @Test func aFileThatCannotBeReadIsRefusedWithItsPlace() throws {
    let step = #"{"op": "set", "id": "first", "files": "*.json", "path": ["a"], "value": 2}"#
    guard case .refused(let text) = try fate(steps: step, ["x.json": "{\n  \"a\": ]}"]) else {
      Issue.record("not refused")
      return
    }
    #expect(text.hasPrefix("parse: x.json:2:8: "))
    #expect(text.hasSuffix(" [first]"))
  }

  @Test func aNameWithoutAFormatNeedsOne() throws {
    let step = #"{"op": "set", "files": "config", "path": ["a"], "value": 2"#
    #expect(
      try fate(steps: step + "}", ["config": #"{"a": 1}"#])
        == .refused(#"parse: config: the file's name tells no format; say which with "format" [steps/0]"#))
    #expect(
      try fate(steps: step + #", "format": "json"}"#, ["config": #"{"a": 1}"#]) == .edited(["config": #"{"a": 2}"#]))
  }

  @Test func anExpressionIsWrittenToPythonAndIsAMappingElsewhere() throws {
    let step = #"{"op": "set", "files": "*", "path": ["a"], "value": {"code": "60 * 5"}}"#
    #expect(
      try fate(steps: step, ["x.py": "a = 1\n", "x.json": #"{"a": 1}"#])
        == .edited(["x.py": "a = 60 * 5\n", "x.json": #"{"a": {"code": "60 * 5"}}"#]))
  }

  @Test func documentsOfAYAMLFileAreChosen() throws {
    let before = "a: 1\n---\na: 1\n---\nb: 1\n"
    let step = { (documents: String) in #"{"op": "set", "files": "*.yml", "path": ["a"], "value": 2\#(documents)}"# }
    #expect(
      try fate(steps: step(#", "documents": "all""#), ["x.yml": before])
        == .edited(["x.yml": "a: 2\n---\na: 2\n---\nb: 1\n"]))
    #expect(
      try fate(steps: step(#", "documents": 1"#), ["x.yml": before])
        == .edited(["x.yml": "a: 1\n---\na: 2\n---\nb: 1\n"]))
    #expect(try fate(steps: step(""), ["x.yml": before]).description.hasPrefix("refused: ambiguous: x.yml"))
  }
}
