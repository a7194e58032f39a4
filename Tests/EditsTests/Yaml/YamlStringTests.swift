import Edits
import Testing

@Suite struct YamlStringTests {
  /// Text that some reader takes for something else where it isn't quoted.
  static let unsafeTexts = [
    "no", "No", "yes", "on", "OFF", "y", "N", "true", "null", "NULL", "~", "", "0", "60", "-1", "+1", "1.5", "1e3",
    ".5",
    "5.", "010", "0o7", "0x1f", "0b11", "1_000", "1,000", "12:30", "12:30:45", "190:20:30.15", ".inf", "-.INF", ".NaN",
    "2001-01-01", "2001-1-1", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43", "=", "<<", "- x", "-", "? x", "?",
    ": x", ":x", "a: b", "a:", "a :", "x #y", "#x", "@x", "`x", "%x", "!x", "&x", "*x", "|", ">", "'x", "\"x", "[x]",
    "{x}", ", x", " x", "x ", "---", "--- x", "...", "x\ty", "{{ x }}", "a {{ .Values.b }}", "x {% y %}",
  ]

  @Test(arguments: unsafeTexts) func textThatAReaderMayTakeForAnotherValueIsQuoted(text: String) {
    let isTabbed = text.contains("\t")
    let quoted = text.replacing("\"", with: "\\\"").replacing("\t", with: "\\t")
    EditCase.set("a: z1\n", ["a"], .string(text), "a: \"\(quoted)\"\n").check(as: .yaml)
    guard !isTabbed else { return }
    let single = text.replacing("'", with: "''")
    EditCase.set("b: 'q'\na: z1\n", ["a"], .string(text), "b: 'q'\na: '\(single)'\n").check(as: .yaml)
  }

  static let safeTexts = [
    "x", "nope", "yesterday", "1.2.3", "127.0.0.1", "60s", "3d", "v1", "1a", "http://x:80/y#z", "a:b", "x#y", "a - b",
    "-x",
    "a, b", "a [b]", "a {b}", "it's", "say \"x\"", "back\\slash", "50%", "a@b", "$x", "${{ x }}", "é", "😀", "~x",
    "12:30pm",
    "2001-01", "/path", "a*b", "x=y", "a|b", "a>b", ".", "..", "e5", "0.1.0-rc1", "2001-01-01x", "C:\\dir",
  ]

  @Test(arguments: safeTexts) func textThatNobodyMistakesStaysPlain(text: String) {
    EditCase.set("a: z1\n", ["a"], .string(text), "a: \(text)\n").check(as: .yaml)
  }

  static let styles: [EditCase] = [
    .set("a: 'x'\n", ["a"], "y z", "a: 'y z'\n"),
    .set("a: 'x'\n", ["a"], "it's", "a: 'it''s'\n"),
    .set("a: \"x\"\n", ["a"], "it's \"q\" \\", "a: \"it's \\\"q\\\" \\\\\"\n"),
    .set("a: 'x'\n", ["a"], "two\nlines", "a: \"two\\nlines\"\n"),
    .set("a: x\n", ["a"], "bell\u{7}", "a: \"bell\\x07\"\n"),
    .set("a: x\n", ["a"], "nel\u{85}ls\u{2028}bom\u{FEFF}", "a: \"nel\\x85ls\\u2028bom\\uFEFF\"\n"),
    .set("a: x\n", ["a"], "cr\r\nlf", "a: \"cr\\r\\nlf\"\n"),
    .set("a: [x, y]\n", ["a", 0], "p, q", "a: [\"p, q\", y]\n"),
    .set("a: [x, y]\n", ["a", 0], "p]", "a: [\"p]\", y]\n"),
    .set("a: [x, y]\n", ["a", 0], "p q", "a: [p q, y]\n"),
    .set("a: [x, y]\n", ["a", 0], "p\nq", "a: [\"p\\nq\", y]\n"),
    .set("a: {b: x}\n", ["a", "b"], "{", "a: {b: \"{\"}\n"),
    .set("a: 1\nb: 'q'\n", ["a"], "s", "a: s\nb: 'q'\n"),
  ]

  @Test(arguments: styles) func aStringKeepsTheStyleOfTheOldOneWhereItCan(edit: EditCase) { edit.check(as: .yaml) }

  static let blocks: [EditCase] = [
    .set("a: x # c\nb: 1\n", ["a"], "two\nlines\n", "a: | # c\n  two\n  lines\nb: 1\n"),
    .set("a: x", ["a"], "two\nlines", "a: |-\n  two\n  lines"),
    .set("a: x", ["a"], "two\nlines\n", "a: \"two\\nlines\\n\""),
    .set("a: |\n    old\n    text\nb: 1\n", ["a"], "new\n", "a: |\n    new\nb: 1\n"),
    .set("a: | # keep\n  old\n\nb: 1\n", ["a"], "new", "a: |- # keep\n  new\n\nb: 1\n"),
    .set("a: | # keep\n  old\n\nb: 1\n", ["a"], 5, "a: 5 # keep\n\nb: 1\n"),
    .set("a: |+\n  old\n\n\nb: 1\n", ["a"], "x\n", "a: |\n  x\nb: 1\n"),
    .set("a: >\n  old\n  text\nb: 1\n", ["a"], "new\nlines\n", "a: >\n  new\n\n  lines\nb: 1\n"),
    .set("a: >\n  old\n", ["a"], "new\n\nlines\n", "a: |\n  new\n\n  lines\n"),
    .set("a: |\n  old\nb: 1\n", ["a"], "  in\nx\n", "a: |2\n    in\n  x\nb: 1\n"),
    .set("a: |\n  old\n", ["a"], "\n\nx\n", "a: |\n\n\n  x\n"),
    .set("a: |\n  old\nb: 1\n", ["a"], "x\n\n", "a: \"x\\n\\n\"\nb: 1\n"),
    .set("a: |\n  old\nb: 1\n", ["a"], "", "a: \"\"\nb: 1\n"),
    .set("a: |\n  old\nb: 1\n", ["a"], "x\n \ny\n", "a: |\n  x\n   \n  y\nb: 1\n"),
    .set("a: |\n  old\nb: 1\n", ["a"], "x \ny\n", "a: |\n  x \n  y\nb: 1\n"),
    .set("a: |\r\n  old\r\nb: 1\r\n", ["a"], "x\ny\n", "a: |\r\n  x\r\n  y\r\nb: 1\r\n"),
    .set("- |\n old\n- b\n", [0], "x\ny\n", "- |\n x\n y\n- b\n"),
    .set("a: x\n  # note\nb: 1\n", ["a"], "l1\nl2\n", "a: \"l1\\nl2\\n\"\n  # note\nb: 1\n"),
    .set("a:\n  # c\n  value\n", ["a"], "x\ny\n", "a:\n  # c\n  |\n  x\n  y\n"),
  ]

  @Test(arguments: blocks) func textOfSeveralLinesIsALiteralWhereItsEndIsClear(edit: EditCase) { edit.check(as: .yaml) }
}
