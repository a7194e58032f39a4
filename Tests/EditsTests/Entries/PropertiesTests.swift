import Edits
import Testing

@Suite struct PropertiesTests {
  @Test(arguments: [
    EditCase.set("a.b=1\n# a.b=2\n", ["a.b"], "60000", "a.b=60000\n# a.b=2\n"),
    .set("a : 1\r\nb 2\r\n", ["b"], 3, "a : 1\r\nb 3\r\n"),
    .set("a = x \\\n    y\nb=1", ["a"], "z", "a = z\nb=1"),
    .set("a\\ b\\==1\n", ["a b="], 2, "a\\ b\\==2\n"),
    .set("\\u0061=1\n", ["a"], 2, "\\u0061=2\n"),
    .set("a=1\n", ["a"], " x\\y\n=é", "a=\\ x\\\\y\\n=\\u00e9\n"),
    .set("n=ü\na=1\n", ["a"], "é", "n=ü\na=é\n"),
    .set("a=1\n", ["a"], "😀", "a=\\ud83d\\ude00\n"),
    .set("a\n", ["a"], "x", "a=x\n"),
    .set("a=\n", ["a"], "x", "a=x\n"),
    .set("a=x ; y # z\n", ["a"], "q", "a=q\n"),
    .set("a=\\\n  1\n", ["a"], "q", "a=\\\n  q\n"),
    .create("a = 1\n", ["b"], 2, "a = 1\nb = 2\n"),
    .create("a: 1", ["b c"], 2, "a: 1\nb\\ c: 2"),
    .create("# only\r\n", ["b"], 2, "b=2\r\n# only\r\n"),
    .create("", ["#b"], 2, "\\#b=2\n"),
    .delete("a=1\\\n 2\nb=2\n", ["a"], "b=2\n"),
    .delete("a=1\r\nb=2", ["b"], "a=1"),
    .delete("\u{FEFF}a=1", ["a"], "\u{FEFF}"),
    .rename("a=1\n", ["a"], "b:c", "b\\:c=1\n"),
  ])
  func editsChangeOneEntryOnly(edit: EditCase) {
    edit.check(as: .properties)
  }

  @Test(arguments: [
    RefusalCase("a=1\na:2\n", ["a"], .ambiguous),
    RefusalCase("a=1\n", ["a", "b"], .noMatch, "one key, dots and all"),
    RefusalCase("a=1\n", ["b"], .noMatch, "the file has no key b; it has a"),
    RefusalCase("a=\\u00\n", ["a"], .parse),
    RefusalCase("a=1\n", ["a"], .set(["x": 1], missing: .fail), .type),
  ])
  func whatIsNotCertainIsRefused(refusal: RefusalCase) {
    refusal.check(as: .properties)
  }

  @Test func latin1BytesStay() throws {
    let bytes = Array("n=".utf8) + [0xFC] + Array("\na=1\n".utf8)
    let result = try FileEditor.edit(
      bytes, as: .properties, EditRequest(path: ["a"], operation: .set("é", missing: .fail)))
    #expect(applying(result.splices, to: bytes) == Array("n=".utf8) + [0xFC] + Array("\na=\\u00e9\n".utf8))
    #expect(try FileEditor.values(in: bytes, as: .properties, path: ["n"]) == ["ü"])
  }
}
