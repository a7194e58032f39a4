import Edits
import Testing

@Suite struct YamlRenameAndAppendTests {
  static let renames: [EditCase] = [
    .rename("a: 1 # c\nb: 2\n", ["a"], "c", "c: 1 # c\nb: 2\n"),
    .rename("a: 1\n", ["a"], "a", "a: 1\n"),
    .rename("\"a\": 1\n", ["a"], "c d", "\"c d\": 1\n"),
    .rename("'a': 1\n", ["a"], "it's", "'it''s': 1\n"),
    .rename("a: 1\n", ["a"], "c: d", "\"c: d\": 1\n"),
    .rename("a: 1\n", ["a"], "yes", "\"yes\": 1\n"),
    .rename("{a, b: 1}\n", ["a"], "x", "{x, b: 1}\n"),
    .rename("{a: 1}\n", ["a"], "x,", "{\"x,\": 1}\n"),
    .rename("? a\n: b\n", ["a"], "x", "? x\n: b\n"),
    .rename("- k: 1\n", [0, "k"], "x", "- x: 1\n"),
    .rename("&x a: 1\nb: *x\n", ["a"], "c", "&x c: 1\nb: *x\n"),
    .rename("a: &x 1\nb: *x\n", ["b"], "c", "a: &x 1\nc: *x\n"),
    .rename("a   : 1\n", ["a"], "long", "long   : 1\n"),
  ]

  @Test(arguments: renames) func onlyTheKeyIsRenamed(edit: EditCase) { edit.check(as: .yaml) }

  static let appends: [EditCase] = [
    .append("l:\n- a\n- b\n", ["l"], "c", "l:\n- a\n- b\n- c\n"),
    .append("l:\n  - a # x\n\nb: 1\n", ["l"], "c", "l:\n  - a # x\n  - c\n\nb: 1\n"),
    .append("l:\n  - a", ["l"], "c", "l:\n  - a\n  - c"),
    .append("l:\n  - a\n  - 'b'\n", ["l"], "b", "l:\n  - a\n  - 'b'\n"),
    .append("l:\n- 'a'\n- 'b'\n", ["l"], "c", "l:\n- 'a'\n- 'b'\n- 'c'\n"),
    .append(
      "l:\n  -   a\n\n  -   b\n", ["l"], ["k": 1, "m": [1]],
      "l:\n  -   a\n\n  -   b\n\n  -   k: 1\n      m:\n        - 1\n"),
    .append("- - a\n- b\n", [0], "c", "- - a\n  - c\n- b\n"),
    .append("- a\n", [], "one\ntwo\n", "- a\n- |\n  one\n  two\n"),
    .append("l: []\n", ["l"], ["k": 1], "l: [{k: 1}]\n"),
    .append("l: ['a', 'b']\n", ["l"], "c", "l: ['a', 'b', 'c']\n"),
    .append("l: [\n  a,\n  b\n] # c\n", ["l"], "c", "l: [\n  a,\n  b,\n  c\n] # c\n"),
    .append("l: [1,2]\n", ["l"], 3, "l: [1,2,3]\n"),
    .append("l: [0x10]\n", ["l"], 16, "l: [0x10]\n"),
    .append("l: # c\n", ["l"], "x", "l: # c\n  - x\n", missing: .create),
    .append("k: 1\n", ["l", "m"], "x", "k: 1\nl:\n  m:\n    - x\n", missing: .create),
    .append("k:\n- 1\n", ["l"], "x", "k:\n- 1\nl:\n- x\n", missing: .create),
  ]

  @Test(arguments: appends) func anItemIsAddedAsItsNeighboursAreWritten(edit: EditCase) { edit.check(as: .yaml) }

  static let refusals: [RefusalCase] = [
    RefusalCase("a: 1\nb: 2\n", ["a"], .rename(to: "b", missing: .fail), .exists, "a key b"),
    RefusalCase("a: 1\n", ["b"], .rename(to: "c", missing: .fail), .noMatch),
    RefusalCase("- a\n", [0], .rename(to: "c", missing: .fail), .type),
    RefusalCase("a: &x {k: 1}\nb:\n  <<: *x\n", ["b", "<<"], .rename(to: "c", missing: .fail), .type),
    RefusalCase(
      "x: &x {k: 1}\nb:\n  <<: *x\n  a: 2\n", ["b", "a"], .rename(to: "k", missing: .fail), .exists, "merge"),
    RefusalCase("!!int 1: a\n", ["1"], .rename(to: "b", missing: .fail), .type),
    RefusalCase("l:\n", ["l"], .append(1, missing: .fail), .noMatch, "l is empty"),
    RefusalCase("k: 1\n", ["l"], .append(1, missing: .fail), .noMatch),
    RefusalCase("k: 1\n", ["k"], .append(1, missing: .create), .type, "not a list"),
    RefusalCase("k: {}\n", ["k"], .append(1, missing: .fail), .type, "a mapping, not a list"),
  ]

  @Test(arguments: refusals) func whatFitsNoKeyOrListIsRefused(edit: RefusalCase) { edit.check(as: .yaml) }
}
