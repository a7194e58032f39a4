import Edits
import Testing

@Suite struct YamlAliasTests {
  static let untouched: [EditCase] = [
    .set("a: &x old\nb: *x\n", ["a"], "new", "a: &x new\nb: *x\n"),
    .set("a: &x\n  k: 1\nb:\n  <<: *x\n", ["a", "k"], 2, "a: &x\n  k: 2\nb:\n  <<: *x\n"),
    .set("a: !!str &x old\n", ["a"], "new", "a: !!str &x new\n"),
    .set("a: &x old\nb: *x\n", ["b"], "old", "a: &x old\nb: *x\n"),
    .set("a: &x {k: 1}\nb: *x\n", ["b", "k"], 1, "a: &x {k: 1}\nb: *x\n"),
    .set("a: &x {k: 1}\nb:\n  <<: *x\n", ["b", "k"], 1, "a: &x {k: 1}\nb:\n  <<: *x\n"),
    .set("a: &x {k: 1}\nb:\n  <<: *x\n  k: 2\n", ["b", "k"], 3, "a: &x {k: 1}\nb:\n  <<: *x\n  k: 3\n"),
    .create("a: &x {k: 1}\nb:\n  <<: *x\n", ["b", "q"], 3, "a: &x {k: 1}\nb:\n  <<: *x\n  q: 3\n"),
    .append("a: &x [1]\nb: *x\n", ["b"], 1, "a: &x [1]\nb: *x\n"),
    .set("a: &x 1\nb: &x 2\nc: *x\n", ["a"], 3, "a: &x 3\nb: &x 2\nc: *x\n"),
    .set("- &x {n: 1, k: a}\n- *x\n", [.matching([.init(key: "n", value: 1)]), "k"], "a", "- &x {n: 1, k: a}\n- *x\n"),
  ]

  @Test(arguments: untouched) func anchorsAndAliasesStay(edit: EditCase) { edit.check(as: .yaml) }

  static let refusals: [RefusalCase] = [
    RefusalCase("a: &x old\nb: *x\n", ["b"], .alias, "b is an alias"),
    RefusalCase("a: &x {k: 1}\nb: *x\n", ["b", "k"], .alias, "b is an alias"),
    RefusalCase("a: &x {k: 1}\nb:\n  <<: *x\n", ["b", "k"], .alias, "b.k comes from a merge"),
    RefusalCase("a: &x {k: 1}\nb:\n  <<: [{k: 2}, *x]\n", ["b", "k"], .alias),
    RefusalCase("a: &x {k: {d: 1}}\nb:\n  <<: *x\n", ["b", "k", "d"], .alias),
    RefusalCase("a: &x {k: 1}\nb: &y\n  <<: *x\nc:\n  <<: *y\n", ["c", "k"], .alias),
    RefusalCase("a: &x [1]\nb: *x\n", ["b"], .append(2, missing: .fail), .alias),
    RefusalCase("a: &x\nb: *x\n", ["b"], .append(2, missing: .create), .alias, "b is an alias"),
    RefusalCase("a: &x\nb: *x\n", ["b"], .append(2, missing: .fail), .noMatch, "b is empty"),
    RefusalCase("a: &x\n  k: &y 1\nb: *y\n", ["a"], .alias, "anchor y"),
    RefusalCase("a: &x {k: 1}\nb: *x\n", ["b", "q"], .noMatch, "what the alias stands for"),
  ]

  @Test(arguments: refusals) func whatOthersShareIsNotChanged(edit: RefusalCase) { edit.check(as: .yaml) }

  static let replacements: [EditCase] = [
    .set("a: &x old\nb: *x # c\n", ["b"], "new", "a: &x old\nb: new # c\n"),
    .set("a: &x {k: 1, l: [a]}\nb: *x\n", ["b", "k"], 2, "a: &x {k: 1, l: [a]}\nb:\n  k: 2\n  l:\n    - a\n"),
    .set("{a: &x {k: 1}, b: *x}\n", ["b", "k"], 2, "{a: &x {k: 1}, b: {k: 2}}\n"),
    .set("a: &x {k: 1}\nb:\n  <<: *x\n", ["b", "k"], 2, "a: &x {k: 1}\nb:\n  <<: *x\n  k: 2\n"),
    .set(
      "a: &x {k: {d: 1, e: 1}}\nb:\n  <<: *x\n", ["b", "k", "d"], 2,
      "a: &x {k: {d: 1, e: 1}}\nb:\n  <<: *x\n  k:\n    d: 2\n    e: 1\n"),
    .append("a: &x [1]\nb: *x\n", ["b"], 2, "a: &x [1]\nb:\n  - 1\n  - 2\n"),
    .append("a: &x\nb: *x\n", ["b"], "b", "a: &x\nb:\n  - b\n", missing: .create),
    .append("a: &x\nb: *x\n", ["b"], "b", "a: &x\nb: *x\n", missing: .skip),
    .delete("a: &x {k: 1, l: 2}\nb: *x\n", ["b", "k"], "a: &x {k: 1, l: 2}\nb:\n  l: 2\n"),
    .rename("a: &x {k: 1}\nb: *x\n", ["b", "k"], "m", "a: &x {k: 1}\nb:\n  m: 1\n"),
    .create("a: &x {k: 1}\nb: *x\n", ["b", "q"], 2, "a: &x {k: 1}\nb:\n  k: 1\n  q: 2\n"),
  ]

  @Test(arguments: replacements) func anAliasIsReplacedByACopyWhenTheRequestSaysSo(edit: EditCase) throws {
    let request = EditRequest(path: edit.path, operation: edit.operation, alias: .replace)
    let bytes = Array(edit.before.utf8)
    let result = applying(try FileEditor.edit(bytes, as: .yaml, request).splices, to: bytes)
    #expect(String(decoding: result, as: UTF8.self) == edit.after)
  }

  @Test func aReaderSeesThroughAliasesAndMerges() throws {
    let text = "a: &x {k: 1, l: 2}\nb: *x\nc:\n  <<: *x\n  l: 3\n"
    func values(_ path: [PathStep]) throws -> [EditValue] {
      try FileEditor.values(in: Array(text.utf8), as: .yaml, path: path)
    }
    #expect(try values(["b", "k"]) == [1])
    #expect(try values(["b"]) == [["k": 1, "l": 2]])
    #expect(try values(["c", "k"]) == [1])
    #expect(try values(["c"]) == [["l": 3, "k": 1]])
    #expect(try values(["c", "q"]) == [])
  }

  @Test(.timeLimit(.minutes(1))) func mergesOfMergesAreFollowedOnce() throws {
    var text = "a0: &a0 {x: 1, y: 1}\n"
    for level in 1...60 { text += "a\(level): &a\(level)\n  <<: [*a\(level - 1), *a\(level - 1)]\n  x: \(level)\n" }
    let bytes = Array((text + "<<: *a60\n").utf8)
    let request = EditRequest(path: ["timeout"], operation: .set(1, missing: .skip))
    #expect(try FileEditor.edit(bytes, as: .yaml, request) == EditResult(splices: [], matchCount: 0))
    #expect(try FileEditor.values(in: bytes, as: .yaml, path: ["x"]) == [60])
    #expect(try FileEditor.values(in: bytes, as: .yaml, path: ["y"]) == [1])
  }

  @Test func anEarlierMergeCountsMoreThanALaterOneThatBringsItAgain() throws {
    let text = "a: &a {k: 1}\nb: &b {<<: *a, k: 2}\nc: &c {<<: *a}\nd: {<<: [*c, *b]}\ne: {<<: [*b, *c, *a]}\n"
    #expect(try FileEditor.values(in: Array(text.utf8), as: .yaml, path: ["d", "k"]) == [1])
    #expect(try FileEditor.values(in: Array(text.utf8), as: .yaml, path: ["e", "k"]) == [2])
  }

  @Test func anAliasBombIsRefusedWhenItIsReadAndNotWhenAnotherValueIsSet() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(items)]\n"
    }
    EditCase.set(text + "b: 1\n", ["b"], 2, text + "b: 2\n").check(as: .yaml)
    let refusal = #expect(throws: EditRefusal.self) {
      try FileEditor.values(in: Array(text.utf8), as: .yaml, path: ["a9"])
    }
    #expect(refusal?.kind == .alias)
  }
}
