import Edits
import Testing

@Suite struct TomlTests {
  private static var isX: PathStep { .matching([.init(key: "n", value: "x")]) }

  @Test(arguments: [
    EditCase.set("a = 1 # one\n[b]\na = 2\n", ["b", "a"], 3, "a = 1 # one\n[b]\na = 3\n"),
    .set("a.b.c = 1\r\n", ["a", "b", "c"], "x", "a.b.c = \"x\"\r\n"),
    .set("[tool.'x.y']\n\"a b\"= true", ["tool", "x.y", "a b"], false, "[tool.'x.y']\n\"a b\"= false"),
    .set(
      "[[p]]\nn = 1\n[[p]]\nn = 2\n[p.q]\nr = 3\n", ["p", 1, "q", "r"], 4, "[[p]]\nn = 1\n[[p]]\nn = 2\n[p.q]\nr = 4\n"),
    .set(
      "[[p]]\nn = 1\n[[p]]\nn = 2\nm = 0\n", ["p", .matching([.init(key: "n", value: 2)]), "m"], 4,
      "[[p]]\nn = 1\n[[p]]\nn = 2\nm = 4\n"),
    .set(
      "d = { version = \"1\", features = ['x', \"y\"] }\n", ["d", "version"], "2",
      "d = { version = \"2\", features = ['x', \"y\"] }\n"),
    .set("d = { features = ['x', \"y\"] }\n", ["d", "features", 0], "z", "d = { features = ['z', \"y\"] }\n"),
    .set("s = 'x'\n", ["s"], "it's", "s = \"it's\"\n"),
    .set("s = \"x\"\n", ["s"], "a\\\"\t\n\u{1}é", "s = \"a\\\\\\\"\\t\\n\\u0001é\"\n"),
    .set("s = \"\"\"\na\nb\"\"\"\n", ["s"], "c\nd", "s = \"\"\"\nc\nd\"\"\"\n"),
    .set("s = '''\r\na\r\nb'''\r\n", ["s"], "c\nd", "s = '''\r\nc\r\nd'''\r\n"),
    .set("d = 1979-05-27T07:32:00Z\n", ["d"], "1980-01-01 00:00:00", "d = 1980-01-01 00:00:00\n"),
    .set("d = 1979-05-27\n", ["d"], "soon", "d = \"soon\"\n"),
    .set("a = 0xff\nb = [\n  1, # one\n  2,\n]\n", ["b", -1], 5, "a = 0xff\nb = [\n  1, # one\n  5,\n]\n"),
    .set("a = 1\n", ["a"], ["x": 1, "y z": [true]], "a = { x = 1, \"y z\" = [true] }\n"),
    .set("\u{FEFF}a = 1\n", ["a"], 2, "\u{FEFF}a = 2\n"),
    .set("a = { b.c = 1 }\n", ["a"], 2, "a = 2\n"),
  ])
  func setChangesTheBytesOfTheValueOnly(edit: EditCase) {
    edit.check(as: .toml)
  }

  @Test(arguments: [
    EditCase.create("[a]\nx = 1 # c\n\n[b]\ny = 2\n", ["a", "z"], "s", "[a]\nx = 1 # c\nz = \"s\"\n\n[b]\ny = 2\n"),
    .create("[a]\n  x='1'\n", ["a", "z"], "s", "[a]\n  x='1'\n  z='s'\n"),
    .create("[a]\nx = 1\n", ["b", "c", "z"], 3, "[a]\nx = 1\n\n[b.c]\nz = 3\n"),
    .create("[a]\r\nx = 1", ["a", "c", "z"], 3, "[a]\r\nx = 1\r\n\r\n[a.c]\r\nz = 3"),
    .create("# top\n\n# a\n[a]\nx = 1\n", ["z"], 3, "# top\n\nz = 3\n\n# a\n[a]\nx = 1\n"),
    .create("", ["z"], 3, "z = 3\n"),
    .create("a.b = 1\nc = 2\n", ["a", "d", "e"], 3, "a.b = 1\na.d = { e = 3 }\nc = 2\n"),
    .create("# x\n[a.b]\nx = 1\n", ["a", "z"], 3, "[a]\nz = 3\n\n# x\n[a.b]\nx = 1\n"),
    .create("[[p]]\nn = 1\n[[p]]\nn = 2\n", ["p", 0, "q", "r"], 3, "[[p]]\nn = 1\nq = { r = 3 }\n[[p]]\nn = 2\n"),
    .create("d = {}\n", ["d", "x"], 1, "d = { x = 1 }\n"),
    .create("d = {x=1}\n", ["d", "y"], "z", "d = {x=1, y=\"z\"}\n"),
    .append(
      "a = [\n    \"x\", # x\n    # no more\n]\n", ["a"], "y", "a = [\n    \"x\", # x\n    \"y\",\n    # no more\n]\n"),
    .append("a = [1]\n", ["a"], 2, "a = [1, 2]\n"),
    .append("a = []\n", ["a"], ["x": 2], "a = [{ x = 2 }]\n"),
    .append("[[p]]\nn = 1\n\n[q]\n", ["p"], ["n": 2, "m": [1]], "[[p]]\nn = 1\n\n[[p]]\nn = 2\nm = [1]\n\n[q]\n"),
    .append("[[p]]\nn = 1\n", ["p"], ["n": 1], "[[p]]\nn = 1\n"),
    .append("", ["p"], 1, "p = [1]\n", missing: .create),
  ])
  func whatIsAddedTakesTheStyleOfTheFile(edit: EditCase) {
    edit.check(as: .toml)
  }

  @Test(arguments: [
    EditCase.delete("a = 1 # a\n# b\nb = 2\n", ["a"], "# b\nb = 2\n"),
    .delete("[a]\nx = [\n 1,\n]\n[b]\ny = 2", ["a", "x"], "[a]\n[b]\ny = 2"),
    .delete("[a]\nx = 1\n\n[a.b]\ny = 1\n\n# c\n[c]\n", ["a"], "# c\n[c]\n"),
    .delete("[a]\nx = 1\n\n[b]\ny = 1\n", ["b"], "[a]\nx = 1\n"),
    .delete("a.x = 1\nb = 2\na.y = 3\n", ["a"], "b = 2\n"),
    .delete("[t]\na.b = 1\n", ["t", "a", "b"], "[t]\n"),
    .delete("a.b.c = 1 # c\nd = 2\n", ["a", "b", "c"], "d = 2\n"),
    .delete("a.b.c = 1\na.d = 2\n", ["a", "b", "c"], "a.d = 2\n"),
    .delete("[a.b.c]\nx = 1\n\n[d]\n", ["a", "b", "c"], "[d]\n"),
    .delete("[t]\na = 1\n", ["t", "a"], "[t]\n"),
    .delete("a = 1\nb = 2", ["b"], "a = 1"),
    .delete("a = 1\r\nb = 2", ["b"], "a = 1"),
    .delete("a = 1\nb.c = 2\nb.d = 3", ["b"], "a = 1"),
    .delete("a = 1\n\n[b]\nx = 1", ["b"], "a = 1"),
    .delete("a = 1", ["a"], ""),
    .delete("[[a]]\nn = \"x\"\n\n[[a]]\nn = \"x\"\n", ["a", isX], ""),
    .delete("[[a]]\nn = \"x\"\n\n[[a]]\nn = \"x\"\n\n[[a]]\nn = 1\n", ["a", isX], "[[a]]\nn = 1\n"),
    .delete("[[a]]\nn = \"x\"\n\n[[a]]\nn = 1\n\n[[a]]\nn = \"x\"", ["a", isX], "[[a]]\nn = 1"),
    .delete(
      "[[a]]\nn = \"x\"\nm = 1\n[[a]]\nn = \"x\"\n[a.m]\nk = 1", ["a", isX, "m"], "[[a]]\nn = \"x\"\n[[a]]\nn = \"x\""),
    .delete("[[p]]\na.b = 1\n", ["p", 0, "a", "b"], "[[p]]\n"),
    .delete("[[p]]\nn = 1\n[[p]]\nn = 2\n", ["p", 0], "[[p]]\nn = 2\n"),
    .delete("x = 1\n[[p]]\nn = 1\n", ["p", 0], "x = 1\n"),
    .delete("d = { a = 1, b = 2 }\n", ["d", "b"], "d = { a = 1 }\n"),
    .rename("a.b = 1\n[c.d]\ne = 1\n", ["a", "b"], "x y", "a.\"x y\" = 1\n[c.d]\ne = 1\n"),
    .rename("[c.d]\ne = 1\n[c.f]\n", ["c"], "g", "[g.d]\ne = 1\n[g.f]\n"),
    .rename("[[c]]\ne = 1\n[[c]]\n", ["c"], "g", "[[g]]\ne = 1\n[[g]]\n"),
    .rename("d = { a = 1 }\n", ["d", "a"], "b", "d = { b = 1 }\n"),
  ])
  func removalAndRenamingReachEveryPart(edit: EditCase) {
    edit.check(as: .toml)
  }

  @Test(arguments: [
    RefusalCase("a = 1\na = 2\n", ["a"], .ambiguous, "defined twice"),
    RefusalCase("[a]\n[a]\n", ["a"], .ambiguous),
    RefusalCase("a.b = 1\n[a]\n", ["a"], .ambiguous),
    RefusalCase("[a]\nx = 1\n", ["a"], .type, "is a table"),
    RefusalCase("[a]\nx = 1\n", ["a", "y"], .noMatch, "a has no key y; it has x"),
    RefusalCase("a = 1\n", ["a", "y"], .noMatch, "a is a number, not a mapping"),
    RefusalCase("[[a]]\nx = 1\n", ["a", 1, "x"], .noMatch),
    RefusalCase("a = 1\n", ["a"], .set(nil, missing: .fail), .type, "no null"),
    RefusalCase("a = 01\n", ["a"], .parse),
    RefusalCase("a = 1\rb = 2\n", ["a"], .parse, "carriage return"),
    RefusalCase("# x\ry\na = 1\n", ["a"], .parse, "carriage return"),
    RefusalCase("a = 1 b = 2\n", ["a"], .parse),
    RefusalCase("a = \"x\n", ["a"], .parse),
    RefusalCase("a = {x = 1,}\n", ["a"], .parse),
    RefusalCase("a = 1979-13-01\n", ["a"], .parse),
    RefusalCase("a = " + String(repeating: "[", count: 1000), ["a"], .parse, "deeper"),
    RefusalCase("a = 1\nb = 2\n", ["a"], .rename(to: "b", missing: .fail), .exists),
    RefusalCase("a = { b.c = 1 }\n", ["a", "b", "c"], .type, "can't be looked into"),
  ])
  func whatIsNotCertainIsRefused(refusal: RefusalCase) {
    refusal.check(as: .toml)
  }

  @Test func everyTableThatGoesIsCounted() throws {
    let bytes = Array("[[a]]\nn = \"x\"\n\n[[a]]\nn = \"x\"\n".utf8)
    let request = EditRequest(path: ["a", Self.isX], operation: .delete(missing: .fail))
    #expect(try FileEditor.edit(bytes, as: .toml, request).matchCount == 2)
  }

  @Test func aDateIsItsText() throws {
    let bytes = Array("a = 1979-05-27 07:32:00.5-08:00\n".utf8)
    #expect(try FileEditor.values(in: bytes, as: .toml, path: ["a"]) == ["1979-05-27 07:32:00.5-08:00"])
  }
}
