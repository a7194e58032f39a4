import Edits
import Testing

@Suite struct YamlCollectionTests {
  static let written: [EditCase] = [
    .set("a:\nb: 1\n", ["a"], ["x": [1, ["k": 2]]], "a:\n  x:\n    - 1\n    - k: 2\nb: 1\n"),
    .set("a: 1 # c\nb: 1\n", ["a"], ["x": 1, "z": []], "a: # c\n  x: 1\n  z: []\nb: 1\n"),
    .set("a: 1", ["a"], ["x": 1], "a:\n  x: 1"),
    .set("a: 1\r\n", ["a"], ["x": 1], "a:\r\n  x: 1\r\n"),
    .set("a: one\n  two # c\nb: 1\n", ["a"], [1], "a: # c\n  - 1\nb: 1\n"),
    .set("a: | # c\n  t\nb: 1\n", ["a"], [1], "a: # c\n  - 1\nb: 1\n"),
    .set("a:\n    b: 1\nc: 1\n", ["c"], ["x": ["y2": 1]], "a:\n    b: 1\nc:\n    x:\n        y2: 1\n"),
    .set("a:\n- b\nc: 1\n", ["c"], [1, 2], "a:\n- b\nc:\n- 1\n- 2\n"),
    .set("a:\n  - b\nc: 1\n", ["c"], [1, [2, 3]], "a:\n  - b\nc:\n  - 1\n  - - 2\n    - 3\n"),
    .set("a:\n- x\n- z\nb: 1\n", ["a"], ["k": [1]], "a:\n  k:\n  - 1\nb: 1\n"),
    .set("a:\n  x: 1\n  # d\n  z: 2 # e\nb: 1\n", ["a"], ["k": 1], "a:\n  k: 1\nb: 1\n"),
    .set("a: # c\n  x: 1\n  # d\n  z: 2 # e\nb: 1\n", ["a"], 5, "a: 5 # c\nb: 1\n"),
    .set("a:\n  x: 1\nb: 1\n", ["a"], [:], "a: {}\nb: 1\n"),
    .set("a: &n\n  x: 1\nb: 1\n", ["a"], 5, "a: &n 5\nb: 1\n"),
    .set("a: &n 5\nb: 1\n", ["a"], ["x": 1], "a: &n\n  x: 1\nb: 1\n"),
    .set("- x: 1\n  k: 2\n- z\n", [0], ["q": 1, "r": [1]], "- q: 1\n  r:\n    - 1\n- z\n"),
    .set("- x: 1\n  k: 2\n- z # c\n", [1], ["q": 1, "r": 2], "- x: 1\n  k: 2\n- q: 1 # c\n  r: 2\n"),
    .set("-   x\n-   z\n", [1], ["q": 1, "r": 2], "-   x\n-   q: 1\n    r: 2\n"),
    .set("- x: 1\n  k: 2\n- z\n", [0], "s", "- s\n- z\n"),
    .set("-\tx\n- z\n", [0], ["q": 1], "- q: 1\n- z\n"),
    .set("- - x # c\n- z\n", [0], ["q": "one\ntwo\n"], "- q: | # c\n    one\n    two\n- z\n"),
    .set("- | # c\n- z\n", [0], ["q": 1], "- q: 1 # c\n- z\n"),
    .set("a: x", ["a"], ["q": "one\ntwo\n"], "a:\n  q: \"one\\ntwo\\n\""),
    .set(" 'x'\n", [], ["q": 1, "r": 2], " q: 1\n r: 2\n"),
    .set("- &n x\n- z\n", [0], ["q": 1], "- &n\n  q: 1\n- z\n"),
    .set("- # c\n- x\n", [0], ["q": 1, "r": 2], "- q: 1 # c\n  r: 2\n- x\n"),
    .set("a:\n  value # c\n", ["a"], ["x": 1], "a:\n  x: 1 # c\n"),
    .set("? k\n: v\n", ["k"], ["x": 1], "? k\n:\n  x: 1\n"),
    .set("--- x # c\n", [], ["k": 1], "--- # c\nk: 1\n"),
    .set("a: b\n", [], ["c": 1], "c: 1\n"),
    .set("# top\n", [], ["c": 1, "d": [1]], "# top\nc: 1\nd:\n  - 1\n"),
    .set("a: x\n", ["a"], ["t": "one\ntwo\n"], "a:\n  t: |\n    one\n    two\n"),
    .set("a: x\n", ["a"], ["one\ntwo"], "a:\n  - |-\n    one\n    two\n"),
    .set("a: x\n", ["a"], ["k: 1": "no", "": nil], "a:\n  \"k: 1\": \"no\"\n  \"\": null\n"),
  ]

  @Test(arguments: written) func aCollectionIsWrittenInTheStyleOfTheFile(edit: EditCase) { edit.check(as: .yaml) }

  static let flow: [EditCase] = [
    .set("a: [1, 2]\n", ["a"], [1, ["k": "x"]], "a: [1, {k: x}]\n"),
    .set("a: {b: 1}\n", ["a"], ["c": [1, "p, q"]], "a: {c: [1, \"p, q\"]}\n"),
    .set("a: {b: 1}\n", ["a", "b"], ["c": [1]], "a: {b: {c: [1]}}\n"),
    .set("{\"a\": {\"b\": 1}}\n", ["a"], ["c": "x"], "{\"a\": {\"c\": \"x\"}}\n"),
    .set("a: [\n  1,\n  2\n] # c\n", ["a"], [3], "a: [3] # c\n"),
  ]

  @Test(arguments: flow) func insideBracketsEverythingIsInBrackets(edit: EditCase) { edit.check(as: .yaml) }

  static let parts: [EditCase] = [
    .set("a:\n  # about x\n  x: 1 # c\n  z: 2\n", ["a"], ["z": 2, "x": 3], "a:\n  # about x\n  x: 3 # c\n  z: 2\n"),
    .set("a: [\n  1, # one\n  2 # two\n]\n", ["a"], [1, 3], "a: [\n  1, # one\n  3 # two\n]\n"),
    .set("- k: 1\n  l: [x] # c\n", [], [["k": 1, "l": ["p"]]], "- k: 1\n  l: [p] # c\n"),
    .set("a: {x: 1, z: [2]}\n", ["a"], ["x": 1, "z": 2], "a: {x: 1, z: 2}\n"),
    .set("a:\n- x: 1\n- z\n", ["a"], ["q", ["r": 1]], "a:\n- q\n- r: 1\n"),
  ]

  @Test(arguments: parts) func inACollectionOfTheSameShapeOnlyWhatDiffersIsWritten(edit: EditCase) {
    edit.check(as: .yaml)
  }

  @Test func aKeyTwiceInTheValueIsRefused() {
    let value = EditValue.object([.init(key: "x", value: 1), .init(key: "x", value: 2)])
    RefusalCase("a: 1\n", ["a"], .set(value, missing: .fail), .type, "the key x twice").check(as: .yaml)
  }
}
