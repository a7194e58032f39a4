import FleetTestSupport
import Git
import Submodules
import Testing

/// What a library's mirror says of pins, compared with what git says.
struct LibraryHistoryTests {
  private static let commitCount = 48

  /// A history of branches and merges, the same on each run: `main` is the last commit, `side` the one before.
  private static func library() throws -> (remote: Remote, commits: [String]) {
    let remote = try Remote(name: "library.git")
    var seed: UInt64 = 7
    func random(below limit: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % limit
    }
    var stream = ""
    for number in 1...commitCount {
      stream += "commit refs/heads/\(number % 2 == 0 ? "main" : "side")\nmark :\(number)\n"
      stream +=
        "committer C O Mitter <committer@example.com> \(1_700_000_000 + 60 * number) +0000\ndata 2\n\(number % 10)\n"
      if number > 1 {
        let parent = max(1, number - 1 - random(below: 4))
        stream += "from :\(parent)\n"
        let other = max(1, number - 1 - random(below: 8))
        if other != parent, number % 3 == 0 { stream += "merge :\(other)\n" }
      }
      stream += "M 100644 inline n\ndata 2\n\(number % 10)\n\n"
    }
    for (tag, number) in [("v1.0.0", 9), ("v1.1.0", 21), ("v1.2.0", 33)] {
      stream += "reset refs/tags/\(tag)\nfrom :\(number)\n\n"
    }
    stream += "tag v1.1.1\nfrom :27\ntagger C O Mitter <committer@example.com> 1700009000 +0000\ndata 2\nx\n\n"
    for number in 1...commitCount { stream += "reset refs/kept/\(number)\nfrom :\(number)\n\n" }
    _ = try remote.git.run(["fast-import", "--quiet", "--force"], in: remote.path, input: Array(stream.utf8))
    let commits = try (1...commitCount).map { try #require(try remote.tip(of: "refs/kept/\($0)")) }
    return (remote, commits)
  }

  @Test(arguments: [FollowPolicy.branch("main"), .semver(range: "^1.1"), .tag(pattern: "v1.0*")])
  func countsEqualRevListAndDescriptionsEqualDescribe(policy: FollowPolicy) throws {
    let (remote, commits) = try Self.library()
    let mirror = try Repository(openingBare: remote.path)
    let history = try LibraryHistory(reading: mirror, follow: policy, trustedRefs: [])
    let target = try #require(history.target?.commit)
    let described = try remote.git.run(["describe", "--tags", "--always"] + commits, in: remote.path)
      .split(separator: "\n").map(String.init)
    for (commit, description) in zip(commits, described) {
      let standing = try history.standing(of: try #require(ObjectID(hex: commit)), in: mirror)
      let counts = try remote.git.run(
        ["rev-list", "--left-right", "--count", "\(commit)...\(target)"], in: remote.path)
      #expect("\(standing.ahead ?? -1)\t\(standing.behind ?? -1)" == counts)
      #expect(standing.described ?? String(commit.prefix(7)) == description)
    }
  }

  @Test func reachabilityEqualsForEachRefContains() throws {
    let (remote, commits) = try Self.library()
    let mirror = try Repository(openingBare: remote.path)
    let history = try LibraryHistory(
      reading: mirror, follow: .semver(range: "1.x"), trustedRefs: ["refs/heads/main", "refs/tags/v1.0.*"])
    var seen: Set<String> = []
    for commit in commits {
      let names = try remote.git.run(
        ["for-each-ref", "--contains", commit, "--format=%(refname)", "refs/heads", "refs/tags"], in: remote.path
      ).split(separator: "\n").map(String.init)
      let isTrusted = names.contains { $0 == "refs/heads/main" || $0.hasPrefix("refs/tags/v1.0.") }
      switch try history.standing(of: try #require(ObjectID(hex: commit)), in: mirror).reach {
      case .trusted:
        seen.insert("trusted")
        #expect(isTrusted)
      case .onlyUnprotected(let reference):
        seen.insert("unprotected")
        #expect(!isTrusted && names.contains(reference))
      case .nothing(let hasObject):
        seen.insert("nothing")
        #expect(names.isEmpty && hasObject)
      }
    }
    // Else the comparison would prove nothing.
    #expect(seen == ["trusted", "unprotected", "nothing"])
  }

  @Test func aTargetOnNoTrustedRefIsNone() throws {
    let (remote, _) = try Self.library()
    let mirror = try Repository(openingBare: remote.path)
    let history = try LibraryHistory(reading: mirror, follow: .branch("main"), trustedRefs: ["refs/tags/v1.0.0"])
    #expect(history.target == nil)
    #expect(history.targetProblem?.contains("can't be reached from any trusted ref") == true)
  }
}
