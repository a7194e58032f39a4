import Edits
import Testing

@Suite struct YamlRemovalTests {
  static let block: [EditCase] = [
    .delete("a: 1\n# about b\nb: 2 # eol\n# about c\nc: 3\n", ["b"], "a: 1\n# about b\n# about c\nc: 3\n"),
    .delete("a: 1\nb: 2", ["b"], "a: 1"),
    .delete("a: 1\r\nb: 2", ["b"], "a: 1"),
    .delete("a: 1\nb: 2", ["a"], "b: 2"),
    .delete("a: 1\r\nb: 2\r\nc: 3\r\n", ["b"], "a: 1\r\nc: 3\r\n"),
    .delete("\u{FEFF}a: 1\nb: 2\n", ["a"], "\u{FEFF}b: 2\n"),
    .delete("a: |\n  x\nb: 2", ["b"], "a: |\n  x\n"),
    .delete("a:\n  x: 1\n  # deep\n\n  # deeper\n\n# next\nb: 2\n", ["a"], "\n# next\nb: 2\n"),
    .delete("a:\n  b: 1\n  c:\n    d: 1\ne: 1\n", ["a", "c"], "a:\n  b: 1\ne: 1\n"),
    .delete("a: |\n  t\n  u\nb: 1\n", ["a"], "b: 1\n"),
    .delete("a: one\n  two\nb: 1\n", ["a"], "b: 1\n"),
    .delete("a:\nb: 1\n", ["a"], "b: 1\n"),
    .delete("a: [\n  1\n]\nb: 1\n", ["a"], "b: 1\n"),
    .delete("? a\n: b\nc: d\n", ["a"], "c: d\n"),
    .delete("a:\n- x # c\n- z\nb: 1\n", ["a", 0], "a:\n- z\nb: 1\n"),
    .delete("- name: x # c\n  b: 1\n- q: 1\n", [0, "name"], "- b: 1\n- q: 1\n"),
    .delete("- name: x # c\n  # about b\n  b: 1\n", [0, "name"], "-\n  # about b\n  b: 1\n"),
    .delete("- name:\n    deep: 1\n  b: 1\n", [0, "name"], "- b: 1\n"),
    .delete("- - a\n  - b\n", [0, 0], "- - b\n"),
    .delete("a: &x 1\nb: *x\nc: 2\n", ["b"], "a: &x 1\nc: 2\n"),
    .delete("--- # c\na: 1\nb: 2\n...\n", ["a"], "--- # c\nb: 2\n...\n"),
  ]

  @Test(arguments: block) func anEntryGoesWithItsLinesAndNotWithTheNextOnesComment(edit: EditCase) {
    edit.check(as: .yaml)
  }

  static let last: [EditCase] = [
    .delete("a:\n  b: 1\nc: 2\n", ["a", "b"], "a: {}\nc: 2\n"),
    .delete("a: # k\n  b: 1 # x\nc: 2\n", ["a", "b"], "a: {} # k\nc: 2\n"),
    .delete("a:\n- b\nc: 2\n", ["a", 0], "a: []\nc: 2\n"),
    .delete("a: &n\n  b: 1\n", ["a", "b"], "a: &n {}\n"),
    .delete("a: 1\n", ["a"], "{}\n"),
    .delete("\u{FEFF}a: 1", ["a"], "\u{FEFF}{}"),
    .delete("---\na: 1 # c\n", ["a"], "--- {}\n"),
    .delete("- name: x # c\n- q: 1\n", [0, "name"], "- {}\n- q: 1\n"),
    .delete("a: [x]\n", ["a", 0], "a: []\n"),
    .delete("a: {x: 1}\n", ["a", "x"], "a: {}\n"),
    .delete("[a: 1]\n", [0, "a"], "[{}]\n"),
  ]

  @Test(arguments: last) func theLastEntryLeavesAnEmptyCollection(edit: EditCase) { edit.check(as: .yaml) }

  static let flow: [EditCase] = [
    .delete("a: [x, y, z]\n", ["a", 0], "a: [y, z]\n"),
    .delete("a: [x, y, z]\n", ["a", 1], "a: [x, z]\n"),
    .delete("a: [x, y, z]\n", ["a", -1], "a: [x, y]\n"),
    .delete("a: [x, y, ]\n", ["a", 1], "a: [x, ]\n"),
    .delete("a: {x: 1, k: 2}\n", ["a", "k"], "a: {x: 1}\n"),
    .delete("{\"a\":1,\"b\":2}\n", ["a"], "{\"b\":2}\n"),
    .delete("[\n  x, # cx\n  # about y\n  y,\n  z # cz\n]\n", [0], "[\n  # about y\n  y,\n  z # cz\n]\n"),
    .delete("[\n  x, # cx\n  # about y\n  y,\n  z # cz\n]\n", [1], "[\n  x, # cx\n  # about y\n  z # cz\n]\n"),
    .delete("[\n  x,\n  y,\n  z # cz\n]\n", [2], "[\n  x,\n  y\n]\n"),
    .delete("[\n  x,\n  y,\n]\n", [1], "[\n  x,\n]\n"),
    .delete("[x, # cx\n  # about y\n  y,\n  z]\n", [0], "[\n  # about y\n  y,\n  z]\n"),
    .delete("[x, # cx\n  y]\n", [1], "[x # cx\n  ]\n"),
  ]

  @Test(arguments: flow) func anEntryInBracketsGoesWithItsComma(edit: EditCase) { edit.check(as: .yaml) }

  private static let named: [PathStep] = [.matching([.init(key: "n", value: 1)])]

  static let several: [EditCase] = [
    .delete("[{n: 1, k: x}, {n: 1}, {n: 2}]\n", named, "[{n: 2}]\n"),
    .delete("[{n: 2}, {n: 1, k: x}, {n: 1}]\n", named, "[{n: 2}]\n"),
    .delete("[{n: 1}, {n: 2}, {n: 1}]\n", named, "[{n: 2}]\n"),
    .delete("- n: 1\n  k: x\n- n: 2\n- n: 1\n", named, "- n: 2\n"),
    .delete("- n: 2\n- n: 1\n- n: 1", named, "- n: 2"),
    .delete("- n: 1\n- n: 1\n", named, "[]\n"),
    .delete("[\n  {n: 1},\n  {n: 2},\n  {n: 1}\n]\n", named, "[\n  {n: 2}\n]\n"),
  ]

  @Test(arguments: several) func severalItemsOfAListGoTogether(edit: EditCase) { edit.check(as: .yaml) }

  static let refusals: [RefusalCase] = [
    RefusalCase("a: 1\n", [], .delete(missing: .fail), .type, "root"),
    RefusalCase("a: 1\n", ["b"], .delete(missing: .fail), .noMatch),
    RefusalCase("a: 1\na: 2\n", ["a"], .delete(missing: .fail), .ambiguous),
    RefusalCase("a: &x 1\nb: *x\n", ["a"], .delete(missing: .fail), .alias, "anchor x"),
    RefusalCase("a:\n  - &x 1\nb: *x\n", ["a", 0], .delete(missing: .fail), .alias, "anchor x"),
    RefusalCase("a: &x {k: 1}\nb:\n  <<: *x\n", ["b", "k"], .delete(missing: .fail), .alias, "merge"),
  ]

  @Test(arguments: refusals) func whatCannotBeTakenOutIsRefused(edit: RefusalCase) { edit.check(as: .yaml) }
}
