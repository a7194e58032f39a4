import Edits
import Testing

@Suite struct IniTests {
  @Test(arguments: [
    EditCase.set("[a]\nx = 1 ; one\ny: 2\n", ["a", "x"], 5, "[a]\nx = 5 ; one\ny: 2\n"),
    .set("[a]\r\nx=1\r\n[b]\r\nx =  1  \r\n", ["b", "x"], "y", "[a]\r\nx=1\r\n[b]\r\nx =  y  \r\n"),
    .set(
      "root = true\n\n[*.{js,py}] # web\nindent_size = 2\n", ["*.{js,py}", "indent_size"], 4,
      "root = true\n\n[*.{js,py}] # web\nindent_size = 4\n"),
    .set("root = true\n[*.[ch]]\nx=1", ["root"], false, "root = false\n[*.[ch]]\nx=1"),
    .set(
      "[remote \"o\"]\n\turl = a\n\tfetch = b", ["remote \"o\"", "fetch"], "c", "[remote \"o\"]\n\turl = a\n\tfetch = c"
    ),
    .set(
      "[a]\nx =\n    one\n    # two\n    two\n\n[b]\n", ["a", "x"], "\none\n3", "[a]\nx =\n    one\n    3\n\n[b]\n"),
    .set("[a]\nx = \"q r\"\n", ["a", "x"], "s t", "[a]\nx = \"s t\"\n"),
    .set("[a]\nx = #fff\n", ["a", "x"], "#000", "[a]\nx = #000\n"),
    .set("[a]\ny = 1\nx =\n", ["a", "x"], 1, "[a]\ny = 1\nx = 1\n"),
    .set("[a]\nx = ; c\n", ["a", "x"], 1, "[a]\nx = 1 ; c\n"),
    .set("[a]\nx =; c\n", ["a", "x"], 1, "[a]\nx = 1 ; c\n"),
    .set("[a]\ny=1\nx\n", ["a", "x"], 1, "[a]\ny=1\nx=1\n"),
    .set("//r.example/:_authToken=abc\n", ["//r.example/:_authToken"], "d", "//r.example/:_authToken=d\n"),
    .set("[a]\nx = 1\n[a b]\nx = 2\n", ["a b", "x"], 3, "[a]\nx = 1\n[a b]\nx = 3\n"),
  ])
  func setChangesTheBytesOfTheValueOnly(edit: EditCase) {
    edit.check(as: .ini)
  }

  @Test(arguments: [
    EditCase.create("[a]\nx=1\n\n[b]\ny=2\n", ["a", "z"], 3, "[a]\nx=1\nz=3\n\n[b]\ny=2\n"),
    .create("[a]\n    x = 1\n; end\n", ["a", "z"], 3, "[a]\n    x = 1\n    z = 3\n; end\n"),
    .create("[a]\r\nx: 1", ["a", "z"], 3, "[a]\r\nx: 1\r\nz: 3"),
    .create("[a]\nx=1\n", ["b", "z"], 3, "[a]\nx=1\n\n[b]\nz=3\n"),
    .create("[a]\nx=1", ["b", "z"], 3, "[a]\nx=1\n\n[b]\nz=3"),
    .create("", ["b", "z"], 3, "[b]\nz = 3\n"),
    .create("[a]\n\n[b]\nx=1\n", ["a", "z"], 3, "[a]\nz=3\n\n[b]\nx=1\n"),
    .create("[a]\nx=1\n", ["z"], 3, "z=3\n[a]\nx=1\n"),
    .create("[a]\nx =\n  1\n  2\n", ["a", "z"], 3, "[a]\nx =\n  1\n  2\nz = 3\n"),
    .delete("[a]\nx = 1 ; one\n; two\ny = 2\n", ["a", "x"], "[a]\n; two\ny = 2\n"),
    .delete("[a]\nx = 1\ny =\n  1\n  2", ["a", "y"], "[a]\nx = 1"),
    .delete("[a]\r\nx = 1\r\ny = 2", ["a", "y"], "[a]\r\nx = 1"),
    .delete("[a]\nx = 1\n\n[b]\ny = 2", ["b"], "[a]\nx = 1"),
    .delete("[a]\nx = 1\n\n; about b\n[b]\ny = 2\n", ["a"], "; about b\n[b]\ny = 2\n"),
    .rename("[a]\nx = 1\n", ["a", "x"], "y", "[a]\ny = 1\n"),
    .rename("[a]\nx = 1\ny = 2\n", ["a", "x"], "X", "[a]\nX = 1\ny = 2\n"),
    .rename("[a]\nx = 1\n", ["a"], "b", "[b]\nx = 1\n"),
  ])
  func otherEditsKeepTheLinesAround(edit: EditCase) {
    edit.check(as: .ini)
  }

  @Test(arguments: [
    RefusalCase("[a]\nx=1\nx=2\n", ["a", "x"], .ambiguous),
    RefusalCase("[a]\nx=1\n[a]\ny=2\n", ["a", "x"], .ambiguous, "the section a is there 2 times"),
    RefusalCase("[a]\nx=1\n", ["a", "y"], .noMatch, "the section a has no key y; it has x"),
    RefusalCase("[a]\nx=1\n", ["b", "y"], .noMatch, "there is no section b; there are a"),
    RefusalCase("[a]\nTimeout=1\n", ["a", "timeout"], .set(1, missing: .create), .ambiguous, "Timeout"),
    RefusalCase("[a]\nx=1\n", ["a"], .type),
    RefusalCase("[a]\nx=1\n", ["a", "x"], .set([1], missing: .fail), .type),
    RefusalCase("[a]\nx=1\n", ["a", "x"], .set(nil, missing: .fail), .type),
    RefusalCase("[a]\nx=1\n", ["a", "x"], .append(1, missing: .fail), .type),
    RefusalCase("[a]\nx=1\n", ["a", "x"], .set("2 ; 3", missing: .fail), .type),
    RefusalCase("[a]\nx=1\n", ["a", "x"], .set(" 2", missing: .fail), .type),
    RefusalCase("[a]\nx=1\n", ["a", "x"], .set("2\n\n3", missing: .fail), .type),
    RefusalCase("[a]\nx=1\\\ny=2\n", ["a", "y"], .ambiguous, "backslash"),
    RefusalCase("[a]\nx=1\\\ny=2\n", ["a", "x"], .ambiguous, "backslash"),
    RefusalCase("[a]\nx=1\ny=2\n", ["a", "x"], .rename(to: "y", missing: .fail), .exists),
    RefusalCase("[a]\nx=1\n", ["a", "x"], .rename(to: "y=", missing: .fail), .type),
    RefusalCase(
      "[a]\ntime-out=1\nTimeout=2\n", ["a", "time-out"], .rename(to: "timeout", missing: .fail), .ambiguous,
      "there is Timeout"),
    RefusalCase("[a\nx=1\n", ["a", "x"], .parse),
    RefusalCase("[a]\nx=1\n", ["a", 0], .noMatch),
  ])
  func whatIsNotCertainIsRefused(refusal: RefusalCase) {
    refusal.check(as: .ini)
  }

  @Test func aNumberIsTheSameAsItsText() throws {
    let bytes = Array("[a]\nx = 10\n".utf8)
    #expect(try FileEditor.values(in: bytes, as: .ini, path: ["a", "x"])[0].isSame(as: 10, in: .ini))
    let request = EditRequest(path: ["a", "x"], operation: .set(10, missing: .fail))
    #expect(try FileEditor.edit(bytes, as: .ini, request) == EditResult(splices: [], matchCount: 1))
  }
}
