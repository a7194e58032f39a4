import Testing

@testable import FleetCore

struct ManifestNamesTests {
  @Test(arguments: [
    "main", "feature/x", "release-1.2", "é", "a@b", "v1.0", "x/y/z",
  ])
  func ordinaryBranchNamesAreTaken(_ name: String) {
    #expect(branchNameProblem(name) == nil)
  }

  @Test(arguments: [
    "", "-x", "a..b", "a b", "a~b", "a^b", "a:b", "a?b", "a*b", "a[b", "a\\b", "/a", "a/", "a//b", ".a", "a/.b",
    "a.lock",
    "a.lock/b", "a.", "@", "a@{b", "HEAD", "refs/heads/a", "a\nb", "a\u{7F}",
  ])
  func branchNamesThatGitRefusesAreRefused(_ name: String) {
    #expect(branchNameProblem(name) != nil)
  }

  @Test(arguments: ["a", "billing-api", "A.b_c-1", "0x"])
  func ordinaryNamesAreTaken(_ name: String) {
    #expect(entryNameProblem(name) == nil)
  }

  @Test(arguments: [
    "", ".", "..", "a..b", ".a", "-a", "_a", "a/b", "a\\b", "a b", "é", "a\u{301}", "a.", "a.lock", "a\n", "\u{212A}",
  ])
  func namesThatAreNoFileNamesAreRefused(_ name: String) {
    #expect(entryNameProblem(name) != nil)
  }

  @Test func aLongNameIsRefused() {
    #expect(entryNameProblem(String(repeating: "a", count: 100)) == nil)
    #expect(entryNameProblem(String(repeating: "a", count: 101)) != nil)
  }
}
