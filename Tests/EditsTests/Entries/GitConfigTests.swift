import Testing

/// Values in files that Git reads, which are told by their content.
@Suite struct GitConfigTests {
  private static let core = "[core]\n\teditor = vim\n"
  private static let remote = "[remote \"o\"]\nurl = a\n"

  @Test(arguments: [
    RefusalCase(core, ["core", "excludesfile"], .set("C:\\new\\x", missing: .create), .type, "escapes"),
    RefusalCase(core, ["core", "editor"], .set("a\\b", missing: .fail), .type),
    RefusalCase(core, ["core", "editor"], .set("say \"x", missing: .fail), .type),
    RefusalCase(core, ["core", "editor"], .set("a#\r", missing: .fail), .type),
    RefusalCase(core, ["core", "editor"], .set("a\nb", missing: .fail), .type),
    RefusalCase("[core]\neditor = vim\n", ["core", "editor"], .set("a\\b", missing: .fail), .type),
    RefusalCase("[core]\n", ["core", "editor"], .set("a\\b", missing: .create), .type),
    RefusalCase(remote, ["remote \"o\"", "url"], .set("a\\b", missing: .fail), .type),
    RefusalCase("[x]\n\ty = 1\n", ["x", "y"], .set("a\\b", missing: .fail), .type),
    RefusalCase("[x  \"y z\"]\ny = 1\n", ["x  \"y z\"", "y"], .set("a\\b", missing: .fail), .type),
    RefusalCase("[x]\n\ty = 1\n", ["x", "y"], .set("a#b", missing: .fail), .type, "quotes"),
  ])
  func whatGitCouldNotReadIsRefused(refusal: RefusalCase) {
    refusal.check(as: .ini)
  }

  @Test(arguments: [
    EditCase.set(core, ["core", "editor"], "code#wait", "[core]\n\teditor = \"code#wait\"\n"),
    .set(core, ["core", "editor"], "#fff", "[core]\n\teditor = \"#fff\"\n"),
    .set(core, ["core", "editor"], " a;b ", "[core]\n\teditor = \" a;b \"\n"),
    .set(core, ["core", "editor"], "nano -w", "[core]\n\teditor = nano -w\n"),
    .set("[core]\n\teditor = \"vim\"\n", ["core", "editor"], "a#b", "[core]\n\teditor = \"a#b\"\n"),
    .set("[core]\n\teditor = 'vim'\n", ["core", "editor"], "a#b", "[core]\n\teditor = \"a#b\"\n"),
    .create(core, ["core", "pager"], "a;b", "[core]\n\teditor = vim\n\tpager = \"a;b\"\n"),
    .set(remote, ["remote \"o\"", "url"], "a#b", "[remote \"o\"]\nurl = \"a#b\"\n"),
  ])
  func commentMarksGetQuotesThatGitReads(edit: EditCase) {
    edit.check(as: .ini)
  }

  @Test(arguments: [
    EditCase.set("[flake8]\nexclude = a\n", ["flake8", "exclude"], "\\d+#", "[flake8]\nexclude = \\d+#\n"),
    .set("[tool]\n  max_size = 1\n", ["tool", "max_size"], "\\d", "[tool]\n  max_size = \\d\n"),
    .set("[tool]\n  size: 1\n", ["tool", "size"], "\\d", "[tool]\n  size: \\d\n"),
    .set("[tool]\n  size =\n    1\n", ["tool", "size"], "\n\\d", "[tool]\n  size =\n    \\d\n"),
    .set("[core]\nsize = 1\n[paths]\nx = 1\n", ["core", "size"], "C:\\x", "[core]\nsize = C:\\x\n[paths]\nx = 1\n"),
    .set("x = 1\n[core]\nsize = 1\n", ["core", "size"], "C:\\x", "x = 1\n[core]\nsize = C:\\x\n"),
  ])
  func filesOfOtherProgramsKeepBackslashes(edit: EditCase) {
    edit.check(as: .ini)
  }
}
