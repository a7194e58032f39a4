import Testing

/// Lines that are more of a value for some programs, and keys for others.
@Suite struct IniContinuationTests {
  private static let modules = """
    [submodule "a"]
    \tpath = a
        url = https://example.com/a.git
        branch = main

    """

  private static let editorConfig = "[*]\nindent_style = space\n  indent_size = 2\n"

  @Test(arguments: [
    RefusalCase(modules, ["submodule \"a\"", "path"], .set("libs/a", missing: .fail), .ambiguous, "url"),
    RefusalCase(modules, ["submodule \"a\"", "path"], .delete(missing: .fail), .ambiguous),
    RefusalCase(modules, ["submodule \"a\"", "url"], .set("b", missing: .create), .ambiguous, "path"),
    RefusalCase(modules, ["submodule \"a\"", "branch"], .delete(missing: .skip), .ambiguous),
    RefusalCase("[submodule \"a\"]\n\tpath =\n    url = b\n", ["submodule \"a\"", "path"], .ambiguous),
    RefusalCase(editorConfig, ["*", "indent_style"], .delete(missing: .fail), .ambiguous, "indent_size"),
    RefusalCase(editorConfig, ["*", "indent_size"], .set(4, missing: .create), .ambiguous),
    RefusalCase(editorConfig, ["*", "Indent_Size"], .set(4, missing: .create), .ambiguous),
    RefusalCase("a=1\n  //r.example/:_authToken=x\n", ["a"], .ambiguous, "//r.example/:_authToken"),
    RefusalCase("a=1\n  @b:registry=x\n", ["a"], .ambiguous),
    RefusalCase("[a]\ny = 1\nx = 1\n  y = 2\n", ["a", "y"], .ambiguous, "continues that of x"),
    RefusalCase("[a]\nx = 1\n  y: 2\n", ["a", "x"], .ambiguous),
    RefusalCase("[a]\nx = 1\n  y = 2\nz = 3\n", ["a", "z"], .rename(to: "y", missing: .fail), .ambiguous),
    RefusalCase("[a]\nx = 1\n", ["a", "x"], .set("1\ny = 2", missing: .fail), .type),
  ])
  func aLineThatReadsAsAKeyIsRefused(refusal: RefusalCase) {
    refusal.check(as: .ini)
  }

  @Test(arguments: [
    EditCase.set("[o]\nx =\n  a = b\n  c: d\n", ["o", "x"], "\na = b\ne = f", "[o]\nx =\n  a = b\n  e = f\n"),
    .delete("[o]\nx =\n  a = b\ny = 1\n", ["o", "x"], "[o]\ny = 1\n"),
    .create("[o]\nx =\n  a = b\n", ["o", "a"], 1, "[o]\nx =\n  a = b\na = 1\n"),
    .set("[o]\nx = a==1\n  b==2\n  c>=3\n  d ~= 4\n  e != 5\n  f<=6\n", ["o", "x"], "g", "[o]\nx = g\n"),
    .set("[o]\nx = -q\n  --cov=src\n  run y=z\n", ["o", "x"], "-v", "[o]\nx = -v\n"),
    .set("[o]\nx = a\n  https://example.com/?b=c\n  B :: C\n", ["o", "x"], "d", "[o]\nx = d\n"),
    .set("[o]\nx = a\n  # y = 1\n  b\n", ["o", "x"], "c", "[o]\nx = c\n"),
    .set("[o]\nx = a\n  y = 1\nz = 2\n", ["o", "z"], "3", "[o]\nx = a\n  y = 1\nz = 3\n"),
  ])
  func otherValuesOverSeveralLinesAreEdited(edit: EditCase) {
    edit.check(as: .ini)
  }
}
