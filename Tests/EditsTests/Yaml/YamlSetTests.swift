import Edits
import Testing

@Suite struct YamlSetTests {
  static let scalars: [EditCase] = [
    .set("a: 1 # c\n", ["a"], 2, "a: 2 # c\n"),
    .set("a:    1\nb:  2\n", ["a"], 2, "a:    2\nb:  2\n"),
    .set("a: 1", ["a"], 2, "a: 2"),
    .set("a: 1\r\nb: 2\r\n", ["b"], 3, "a: 1\r\nb: 3\r\n"),
    .set("\u{FEFF}a: 1\n", ["a"], 2, "\u{FEFF}a: 2\n"),
    .set("a:\n  b:\n    c: x\n", ["a", "b", "c"], "y z", "a:\n  b:\n    c: y z\n"),
    .set("a: true\n", ["a"], false, "a: false\n"),
    .set("a: 1\n", ["a"], nil, "a: null\n"),
    .set("a: x\n", ["a"], .number("1e6"), "a: 1e6\n"),
    .set("a: 1.5\n", ["a"], .number("0.10"), "a: 0.10\n"),
    .set("a:\n  value # c\n", ["a"], "new", "a:\n  new # c\n"),
    .set("a: one\n  two # c\nb: 1\n", ["a"], "x", "a: x # c\nb: 1\n"),
    .set("a: \"x\n  y\" # c\n", ["a"], "z", "a: \"z\" # c\n"),
    .set("- a\n- b\n", [1], "c", "- a\n- c\n"),
    .set("- a\n- b\n", [-1], "c", "- a\n- c\n"),
    .set("- - a\n  - b\n", [0, 1], "c", "- - a\n  - c\n"),
    .set("a: {x: 1, y: {z: 2}}\n", ["a", "y", "z"], 3, "a: {x: 1, y: {z: 3}}\n"),
    .set("{a:[x],b: y}\n", ["a"], 9, "{a: 9,b: y}\n"),
    .set("{\"a\":[1]}\n", ["a"], 9, "{\"a\":9}\n"),
    .set("{\"a\":1,\"b\":[1,2]}\n", ["b", 0], 9, "{\"a\":1,\"b\":[9,2]}\n"),
    .set("? a\n: b\n", ["a"], "c", "? a\n: c\n"),
    .set("a.b: 1\na:\n  b: 2\n", ["a.b"], 3, "a.b: 3\na:\n  b: 2\n"),
    .set("a.b: 1\na:\n  b: 2\n", ["a", "b"], 3, "a.b: 1\na:\n  b: 3\n"),
    .set("'a b': 1\n\"c\\td\": 2\n", ["c\td"], 3, "'a b': 1\n\"c\\td\": 3\n"),
    .set("200: ok\n", ["200"], "fine", "200: fine\n"),
    .set("日本: 語\n", ["日本"], "é", "日本: é\n"),
    .set("--- x\n", [], "z z", "--- z z\n"),
    .set("a: 1\n...\n", ["a"], 2, "a: 2\n...\n"),
    .set("%YAML 1.2\n---\na: 1\n", ["a"], 2, "%YAML 1.2\n---\na: 2\n"),
    .set("b: 1\na:\n  b: 1\n  b: 2\n", ["b"], 3, "b: 3\na:\n  b: 1\n  b: 2\n"),
  ]

  @Test(arguments: scalars) func aScalarIsReplacedInItsPlace(edit: EditCase) { edit.check(as: .yaml) }

  static let empties: [EditCase] = [
    .set("a:\nb: 1\n", ["a"], "x", "a: x\nb: 1\n"),
    .set("a:   # c\n", ["a"], "x", "a: x   # c\n"),
    .set("a:", ["a"], "x", "a: x"),
    .set("- \n- b\n", [0], "x", "- x \n- b\n"),
    .set("-\n- b\n", [0], 1, "- 1\n- b\n"),
    .set("{a, b: }\n", ["a"], 1, "{a: 1, b: }\n"),
    .set("{a, b: }\n", ["b"], 1, "{a, b: 1 }\n"),
    .set("[a: ]\n", [0, "a"], 1, "[a: 1 ]\n"),
    .set("{\"a\":,\"b\":1}\n", ["a"], 1, "{\"a\": 1,\"b\":1}\n"),
    .set("? a\n? b\n", ["a"], 1, "? a\n: 1\n? b\n"),
    .set("{ ?}\n", [""], 1, "{ ? : 1}\n"),
    .set("a: &x\nb: 1\n", ["a"], 1, "a: &x 1\nb: 1\n"),
    .set("a: !!str\n", ["a"], "x", "a: !!str x\n"),
    .set("---\n", [], "x", "--- x\n"),
    .set("", [], "x", "x\n"),
  ]

  @Test(arguments: empties) func aNullThatIsNotWrittenGetsAValue(edit: EditCase) { edit.check(as: .yaml) }

  static let sameValues: [EditCase] = [
    .set("a: 0x1F\n", ["a"], 31, "a: 0x1F\n"),
    .set("a: 0o17\n", ["a"], 15, "a: 0o17\n"),
    .set("a: +12\n", ["a"], 12, "a: +12\n"),
    .set("a: 1.50\n", ["a"], 1.5, "a: 1.50\n"),
    .set("a: 1e3\n", ["a"], .number("1000.0"), "a: 1e3\n"),
    .set("a: ~\n", ["a"], nil, "a: ~\n"),
    .set("a:\n", ["a"], nil, "a:\n"),
    .set("a: TRUE\n", ["a"], true, "a: TRUE\n"),
    .set("a: 'x'\n", ["a"], "x", "a: 'x'\n"),
    .set("a: \"\\x41\"\n", ["a"], "A", "a: \"\\x41\"\n"),
    .set("a: one\n  two\n", ["a"], "one two", "a: one\n  two\n"),
    .set("a: |\n  x\n  y\n", ["a"], "x\ny\n", "a: |\n  x\n  y\n"),
    .set("a: >-\n  x\n  y\n", ["a"], "x y", "a: >-\n  x\n  y\n"),
    .set("a: yes\n", ["a"], "yes", "a: yes\n"),
    .set("a: !!str 5\n", ["a"], "5", "a: !!str 5\n"),
    .set("a: [1, {b: c}]\n", ["a"], [1, ["b": "c"]], "a: [1, {b: c}]\n"),
    .set("a:\n  x: 1\n  y: 2\n", ["a"], ["y": 2, "x": 1], "a:\n  x: 1\n  y: 2\n"),
  ]

  @Test(arguments: sameValues) func whatIsSoAlreadyIsNotWritten(edit: EditCase) { edit.check(as: .yaml) }

  static let types: [EditCase] = [
    .set("a: \"60\"\n", ["a"], 60, "a: 60\n"),
    .set("a: 60\n", ["a"], "60", "a: \"60\"\n"),
    .set("a: 60\n", ["a"], .number("60.0"), "a: 60.0\n"),
    .set("a: 010\n", ["a"], 10, "a: 10\n"),
    .set("a: 1_000\n", ["a"], 1000, "a: 1000\n"),
    .set("a: 'true'\n", ["a"], true, "a: true\n"),
    .set("a: yes\n", ["a"], true, "a: true\n"),
    .set("a: \"null\"\n", ["a"], nil, "a: null\n"),
    .set("a: ''\n", ["a"], nil, "a: null\n"),
  ]

  @Test(arguments: types) func aValueOfAnotherTypeIsWrittenAsItsType(edit: EditCase) { edit.check(as: .yaml) }

  static let refusals: [RefusalCase] = [
    RefusalCase("a: 1\na: 2\n", ["a"], .ambiguous, "a is there 2 times"),
    RefusalCase("a: {b: 1, \"b\": 2}\n", ["a", "b"], .ambiguous),
    RefusalCase("a: 1\nb: 2\n", ["c"], .noMatch, "has no key c; it has a, b"),
    RefusalCase("a: [1]\n", ["a", 1], .noMatch, "has no element 1; it has 1"),
    RefusalCase("a: x\n", ["a", "b"], .noMatch, "a is a scalar, not a mapping"),
    RefusalCase("a: [x]\n", ["a", "b"], .noMatch, "a is a list, not a mapping"),
    RefusalCase("a: {b: 1}\n", ["a", 0], .noMatch, "a is a mapping, not a list"),
    RefusalCase("é: 1\n", ["e\u{301}"], .noMatch),
    RefusalCase("a: 1\n", ["a"], .set(.number("1x"), missing: .fail), .type),
    RefusalCase("a: 1\n", ["a"], .set(.code("1 + 1"), missing: .fail), .type),
  ]

  @Test(arguments: refusals) func whatIsNotThereOrUnclearIsRefused(edit: RefusalCase) { edit.check(as: .yaml) }

  @Test func severalItemsWithTheSameMembersAreAllSet() throws {
    let text = "- {n: 1, k: x}\n- n: 2\n- n: 1\n  k: z\n"
    let edit = EditCase.set(
      text, [.matching([.init(key: "n", value: 1)]), "k"], "new", "- {n: 1, k: new}\n- n: 2\n- n: 1\n  k: new\n")
    edit.check(as: .yaml)
    let request = EditRequest(path: edit.path, operation: edit.operation)
    #expect(try FileEditor.edit(Array(text.utf8), as: .yaml, request).matchCount == 2)
  }
}
