import FleetTestSupport
import Git
import Testing

/// Describing commits by the tags that lead to them.
struct DescribeTests {
  @Test func aCommitIsDescribedAsByGitAndOneWithoutTagsIsNot() throws {
    let remote = try Remote(files: ["n": "1\n"])
    let repository = try Repository(openingBare: remote.path)
    let firstHex = try #require(try remote.tip(of: "main"))
    let first = try #require(ObjectID(hex: firstHex))
    #expect(try repository.describe(first) == nil)
    let secondHex = try remote.commit(["n": "2\n"])
    let second = try #require(ObjectID(hex: secondHex))
    try remote.set("refs/tags/v2", to: secondHex)
    #expect(try repository.describe(first) == nil)
    #expect(try repository.describe(second) == "v2")
    try remote.set("refs/tags/v1", to: firstHex)
    try remote.set("refs/tags/v2", to: nil)
    #expect(try repository.describe(second) == remote.git.run(["describe", "--tags"], in: remote.path))
  }

  @Test func whatIsNoCommitIsNotFound() throws {
    let remote = try Remote(files: ["n": "1\n"])
    let repository = try Repository(openingBare: remote.path)
    #expect(throws: GitError.self) { try repository.describe(.zero) }
  }
}
