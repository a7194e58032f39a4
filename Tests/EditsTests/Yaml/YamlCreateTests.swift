import Edits
import Testing

@Suite struct YamlCreateTests {
  static let block: [EditCase] = [
    .create("a: 1\n", ["b"], 2, "a: 1\nb: 2\n"),
    .create("a: 1", ["b"], 2, "a: 1\nb: 2"),
    .create("a: 1\r\nb:\r\n  c: 2", ["b", "d"], "x\nz", "a: 1\r\nb:\r\n  c: 2\r\n  d: |-\r\n    x\r\n    z"),
    .create("a:\n  x: 1\n\n# next\nb: 2\n", ["a", "c"], 3, "a:\n  x: 1\n  c: 3\n\n# next\nb: 2\n"),
    .create("a:\n  x: 1 # e\n  # t\nb: 2\n", ["a", "c"], 3, "a:\n  x: 1 # e\n  c: 3\n  # t\nb: 2\n"),
    .create("a: 1\n\nb: 2\n\nc: 3\n", ["d"], 4, "a: 1\n\nb: 2\n\nc: 3\n\nd: 4\n"),
    .create("a: 1\nb: 2\n\nc: 3\n", ["d"], 4, "a: 1\nb: 2\n\nc: 3\nd: 4\n"),
    .create("a:\n  x:\n    k: 1\nb: 2\n", ["a", "c"], 3, "a:\n  x:\n    k: 1\n  c: 3\nb: 2\n"),
    .create("a: 1\nb: |\n  t\n\n\nd: 1\n", ["c"], 2, "a: 1\nb: |\n  t\n\n\nd: 1\nc: 2\n"),
    .create("b:\n  a: |+\n    t\n\nc: 1\n", ["b", "d"], 2, "b:\n  a: |+\n    t\n\n  d: 2\nc: 1\n"),
    .create("a: |\n  t", ["c"], 2, "a: |-\n  t\nc: 2"),
    .create("a: |+\n  t", ["c"], 2, "a: |-\n  t\nc: 2"),
    .create("a: >+2\n  t\n\n  u", ["c"], 2, "a: >-2\n  t\n\n  u\nc: 2"),
    .create("a: |2+\n  t\n\n  ", ["c"], 2, "a: |2+\n  t\n\nc: 2\n  "),
    .create("a: |+\r\n  t\r\n ", ["c"], 2, "a: |+\r\n  t\r\nc: 2\r\n "),
    .create("a: |1+\n t\n\n  ", ["c"], 2, "a: |1-\n t\n\n  \nc: 2"),
    .create("a: |-\n  t", ["c"], 2, "a: |-\n  t\nc: 2"),
    .append("- |+\n t", [], 2, "- |-\n t\n- 2"),
    .create("- name: x\n- name: z\n", [0, "k"], 2, "- name: x\n  k: 2\n- name: z\n"),
    .create("-   name: x\n", [0, "k"], 2, "-   name: x\n    k: 2\n"),
    .create("'a': 1\n'b': 2\n", ["c"], 2, "'a': 1\n'b': 2\n'c': 2\n"),
    .create("a: 'x'\nb: 'z'\n", ["c"], "q", "a: 'x'\nb: 'z'\nc: 'q'\n"),
    .create("a: 1\n", ["b", "c", 0, "d"], 2, "a: 1\nb:\n  c:\n    - d: 2\n"),
    .create("a:\n  - 1\n", ["a", 1], 2, "a:\n  - 1\n  - 2\n"),
    .create("a: 1\n\nb: |+\n  t\n\n", ["c"], 2, "a: 1\n\nb: |+\n  t\n\nc: 2\n"),
    .create("a: 1\n...\n", ["b"], 2, "a: 1\nb: 2\n...\n"),
    .create("a: 1\n", ["no"], 2, "a: 1\n\"no\": 2\n"),
    .create("a: 1\n", ["spring.url"], "x", "a: 1\nspring.url: x\n"),
  ]

  @Test(arguments: block) func aMissingKeyIsAddedBehindTheLastOfItsMapping(edit: EditCase) { edit.check(as: .yaml) }

  static let empties: [EditCase] = [
    .create("a:\nb: 1\n", ["a", "z"], 2, "a:\n  z: 2\nb: 1\n"),
    .create("a: # c\nb: 1\n", ["a", "z"], 2, "a: # c\n  z: 2\nb: 1\n"),
    .create("a: ~\n", ["a", "z", "x"], 2, "a:\n  z:\n    x: 2\n"),
    .create("a: null # c\nb:\n    c: 1\n", ["a", "z"], 2, "a: # c\n    z: 2\nb:\n    c: 1\n"),
    .create("a: &n\nb: 1\n", ["a", "z"], 2, "a: &n\n  z: 2\nb: 1\n"),
    .create("a: {}\n", ["a", "z"], 2, "a: {z: 2}\n"),
    .create("a: { } # c\n", ["a", "z"], 2, "a: { z: 2 } # c\n"),
    .create("a: {b: }\n", ["a", "b", "c"], 2, "a: {b: {c: 2} }\n"),
    .create("-\n- x\n", [0, "a"], 1, "- a: 1\n- x\n"),
    .create("", ["a", "b"], 4, "a:\n  b: 4\n"),
    .create("# only", ["a", "b"], 4, "# only\na:\n  b: 4"),
    .create("---\n", ["a"], 4, "---\na: 4\n"),
    .create("--- # c\n# d\n", ["a"], 4, "--- # c\na: 4\n# d\n"),
  ]

  @Test(arguments: empties) func anEmptyPlaceBecomesAMapping(edit: EditCase) { edit.check(as: .yaml) }

  static let flow: [EditCase] = [
    .create("a: {x: 1, k: 2}\n", ["a", "z"], ["q": [1, "b c"]], "a: {x: 1, k: 2, z: {q: [1, b c]}}\n"),
    .create("a: { x: 1 }\n", ["a", "z"], 2, "a: { x: 1, z: 2 }\n"),
    .create("a: {x: 1,}\n", ["a", "z"], 2, "a: {x: 1, z: 2,}\n"),
    .create("{\"a\":1,\"b\":\"x\"}\n", ["c"], "d", "{\"a\":1,\"b\":\"x\",\"c\":\"d\"}\n"),
    .create(
      "{\n  \"a\": 1,\n  \"b\": \"x\" # c\n}\n", ["c"], 2, "{\n  \"a\": 1,\n  \"b\": \"x\", # c\n  \"c\": 2\n}\n"),
    .create("a: {\n  b: 1,\n}\n", ["a", "d"], 2, "a: {\n  b: 1,\n  d: 2,\n}\n"),
    .create("a: {\n  b: 1, # x\n}\n", ["a", "d"], 2, "a: {\n  b: 1, # x\n  d: 2,\n}\n"),
    .create("a: {\n  b: 1, c: 2 }\n", ["a", "d"], 2, "a: {\n  b: 1, c: 2, d: 2 }\n"),
    .create("a: {x: }\n", ["a", "z"], 2, "a: {x: , z: 2 }\n"),
    .create("a: {x}\n", ["a", "z"], 2, "a: {x, z: 2}\n"),
  ]

  @Test(arguments: flow) func aMissingKeyIsAddedInsideBraces(edit: EditCase) { edit.check(as: .yaml) }

  static let refusals: [RefusalCase] = [
    RefusalCase("a: x\n", ["a", "b"], .set(1, missing: .create), .type, "nothing can be added"),
    RefusalCase("a: [x]\n", ["a", "b"], .set(1, missing: .create), .type),
    RefusalCase("a: [x]\n", ["a", 3], .set(1, missing: .create), .noMatch, "only the next element"),
    RefusalCase("a:\n", ["a", 1], .set(1, missing: .create), .noMatch, "first element"),
    RefusalCase("- n: 1\n", [.matching([.init(key: "n", value: 2)]), "k"], .set(1, missing: .create), .noMatch),
    RefusalCase("[a: 1]\n", [0, "b"], .set(1, missing: .create), .type, "pair without braces"),
    RefusalCase("a: !!null\n", ["a", "b"], .set(1, missing: .create), .type, "!!null"),
  ]

  @Test(arguments: refusals) func whatCannotBeMadeIsRefused(edit: RefusalCase) { edit.check(as: .yaml) }

  @Test func skippingWhatIsMissingIsNoMatchAndNoEdit() throws {
    let request = EditRequest(path: ["b", "c"], operation: .set(1, missing: .skip))
    let result = try FileEditor.edit(Array("a: 1\n".utf8), as: .yaml, request)
    #expect(result == EditResult(splices: [], matchCount: 0))
  }
}
