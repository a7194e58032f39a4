import Changes
import Testing

struct TreePathTests {
  @Test(arguments: [
    "", "/etc/passwd", "../x", "a/../b", "a//b", "a/", "./a", ".git/config", "a/.GIT/hooks/x", "a/.git", ".git./x",
    ".git /x", "git~1/x", "GIT~1", ".g\u{200C}it/config", ".git::$INDEX_ALLOCATION/x", "a\\b", "a\0b",
  ])
  func aPathThatCouldLeaveTheRepositoryIsNotSafe(text: String) {
    #expect(!TreePath(text).isSafe)
  }

  @Test(arguments: [
    "a", "main/settings.py", ".github/workflows/ci.yml", ".gitignore", ".gitmodules", "a..b", "...", "é/ß",
  ])
  func anOrdinaryPathIsSafe(text: String) {
    #expect(TreePath(text).isSafe)
  }

  @Test func pathsThatLookAlikeButDifferInBytesAreDifferent() {
    #expect(TreePath("caf\u{E9}") != TreePath("cafe\u{301}"))
  }

  @Test func theNameIsTheLastPart() {
    #expect(TreePath("main/settings.py").name.elementsEqual("settings.py".utf8))
    #expect(TreePath("settings.py").name.elementsEqual("settings.py".utf8))
  }

  @Test func appendingToTheRootAddsNoSlash() {
    #expect(TreePath(bytes: []).appending("a".utf8) == "a")
    #expect(TreePath("a").appending("b".utf8) == "a/b")
  }
}
