import Changes
import Testing

@testable import Codemods

@Suite struct ReplaceStepTests {
  @Test func everyMatchIsReplacedAndNothingElse() throws {
    let step = #"{"op": "replace", "files": "*.txt", "regex": "t(\\d+)", "with": "u${1}$$"}"#
    #expect(
      try fate(steps: step, ["a.txt": "t1 t22\r\nx", "b.txt": "none", "a.md": "t3"])
        == .edited(["a.txt": "u1$ u22$\r\nx"]))
  }

  @Test(arguments: [
    (#""text": "t""#, "no-match: \"t\" is in no file that matches *.txt (looked at 1)"),
    (#""text": "a", "matches": {"exactly": 3}"#, "count: \"a\" is there twice, and it must be exactly 3"),
    (#""text": "a", "matches": {"min": 3}"#, "count: \"a\" is there twice, and it must be at least 3"),
    (#""text": "a", "matches": {"max": 1}"#, "count: \"a\" is there twice, and it must be exactly 1"),
  ])
  func tooFewOrTooManyMatchesAreRefused(_ keys: String, _ message: String) throws {
    let step = #"{"op": "replace", "files": "*.txt", \#(keys), "with": "b"}"#
    #expect(try fate(steps: step, ["x.txt": "a a"]) == .refused(message + " [steps/0]"))
  }

  @Test(arguments: [
    (#""text": "t", "matches": {"min": 0}"#, Fate.unchanged),
    (#""text": "t", "done": {"contains": {"file": "x.txt", "text": "a"}}"#, .unchanged),
    (#""text": "A", "flags": ["ignore-case"]"#, .edited(["x.txt": "b"])),
    (#""text": "a", "matches": {"exactly": 1}"#, .edited(["x.txt": "b"])),
  ])
  func guardsCanBeOpened(_ keys: String, _ expected: Fate) throws {
    let step = #"{"op": "replace", "files": "*.txt", \#(keys), "with": "b"}"#
    #expect(try fate(steps: step, ["x.txt": "a"]) == expected)
  }

  @Test func aReplacementThatMatchesAgainIsRefused() throws {
    let step = #"{"op": "replace", "files": "a", "text": "x", "with": "xx"}"#
    #expect(
      try fate(steps: step, ["a": "x"])
        == .refused("not-idempotent: a: applied to its own result, the codemod would change a again [steps/0]"))
  }

  @Test func charactersOfAnotherEncodingAreNotMixedIn() throws {
    let step = #"{"op": "replace", "files": "a", "text": "x", "with": "ü"}"#
    #expect(
      try fate(codemodText(steps: step), MemorySnapshot(files: [TreePath(bytes: "a".utf8): ([0xE9, 0x78], .file)]))
        == .refused("encoding: a: the file isn't UTF-8, so only ASCII can be put into it [steps/0]"))
    #expect(try fate(steps: step, ["a": "éx"]) == .edited(["a": "éü"]))
  }

  @Test func aStepThatUndoesAnotherIsRefused() throws {
    let steps = """
      {"op": "replace", "files": "a", "text": "x", "with": "y"}, {"op": "replace", "files": "a", "text": "y", "with": "x"}
      """
    #expect(
      try fate(steps: steps, ["a": "x"])
        == .refused("not-idempotent: a: applied to its own result, the codemod would change a again [steps/0]"))
  }
}
