import Testing

@testable import FleetCore

struct PathFilterTests {
  private let paths = ["main/settings.py", "setup.py", "docs/a.md", "docs/deep/b.md", "tests/docs", "README.md"]

  @Test(arguments: [
    (["*.py"], ["main/settings.py", "setup.py"]), (["main/settings.py"], ["main/settings.py"]),
    (["docs"], ["docs/a.md", "docs/deep/b.md", "tests/docs"]), (["docs/"], ["docs/a.md", "docs/deep/b.md"]),
    (["docs/*.md"], ["docs/a.md"]), (["*.md", "!docs/"], ["README.md"]),
    (["!*.py", "!*.md"], ["tests/docs"]), (["main/*", "setup.py"], ["main/settings.py", "setup.py"]),
  ])
  func patternsTakeNamesAnywhereAndPathsFromTheRoot(patterns: [String], expected: [String]) throws {
    let filter = try PathFilter(patterns)
    #expect(paths.filter { filter.takes(Array($0.utf8)) } == expected)
  }

  @Test func foldersInWhichNothingIsTakenNeedNotBeRead() throws {
    let filter = try PathFilter(["docs/*.md"])
    #expect(filter.couldTakeInside(Array("docs".utf8)) && !filter.couldTakeInside(Array("main".utf8)))
  }

  @Test func whatIsNoGlobIsAnErrorThatNamesIt() {
    #expect(throws: SearchPathError(pattern: "![a", reason: "the \"[\" isn't closed")) { try PathFilter(["![a"]) }
  }
}
