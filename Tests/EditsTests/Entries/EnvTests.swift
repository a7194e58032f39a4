import Edits
import Testing

@Suite struct EnvTests {
  @Test(arguments: [
    EditCase.set("A=1 # one\nexport B='x'\n", ["A"], 2, "A=2 # one\nexport B='x'\n"),
    .set("export B='x' # c\n", ["B"], "y z", "export B='y z' # c\n"),
    .set("B='x'\n", ["B"], "it's", "B=\"it's\"\n"),
    .set("B=\"x\"\r\n", ["B"], "a\"b\n$C", "B=\"a\\\"b\\n$C\"\r\n"),
    .set("B=x#y\n", ["B"], "a b", "B=\"a b\"\n"),
    .set("B=x", ["B"], "", "B="),
    .set("B=\n", ["B"], "#1", "B=\"#1\"\n"),
    .set("B = 1\n", ["B"], 2, "B = 2\n"),
    .set("B=\"a\nb\" # c\nC=1\n", ["B"], "d", "B=\"d\" # c\nC=1\n"),
    .create("export A=1\n", ["B"], 2, "export A=1\nexport B=2\n"),
    .create("A=1", ["B"], 2, "A=1\nB=2"),
    .create("", ["B"], "x y", "B=\"x y\"\n"),
    .delete("A=1\nB=2 # b\n# c\n", ["B"], "A=1\n# c\n"),
    .delete("A=1\nB=2", ["B"], "A=1"),
    .delete("A=1", ["A"], ""),
    .set("B= # c\n", ["B"], 1, "B= 1 # c\n"),
    .set("B=# c\n", ["B"], "x y", "B=\"x y\" # c\n"),
    .rename("export A=1\n", ["A"], "B", "export B=1\n"),
  ])
  func editsKeepQuotesAndComments(edit: EditCase) {
    edit.check(as: .env)
  }

  @Test(arguments: [
    RefusalCase("A=1\nA=2\n", ["A"], .ambiguous),
    RefusalCase("A='x\n", ["A"], .parse),
    RefusalCase("A='x'y\n", ["A"], .parse),
    RefusalCase("A=1\n", ["1B"], .set(1, missing: .create), .type),
    RefusalCase("if x; then\n", ["A"], .parse),
  ])
  func whatIsNotCertainIsRefused(refusal: RefusalCase) {
    refusal.check(as: .env)
  }
}
