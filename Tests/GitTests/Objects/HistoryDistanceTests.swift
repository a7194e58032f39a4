import FleetTestSupport
import Git
import Testing

@Suite struct HistoryDistanceTests {
  private static let commitCount = 60

  /// Branches and merges, the same on each run.
  ///
  /// - Parameter skew: so many seconds a clock may be wrong.
  private static func history(skew: Int) throws -> (remote: Remote, commits: [ObjectID]) {
    let remote = try Remote(name: "history.git")
    var seed: UInt64 = 11
    func random(below limit: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % limit
    }
    var stream = ""
    for number in 1...commitCount {
      let seconds = 1_700_000_000 + 60 * number + (skew > 0 ? random(below: skew) : 0)
      stream += "commit refs/kept/\(number)\nmark :\(number)\n"
      stream += "committer C O Mitter <committer@example.com> \(seconds) +0000\ndata 2\nx\n"
      // Now and then a history begins that has nothing in common with the others.
      if number % 19 != 1 {
        let parent = max(1, number - 1 - random(below: 5))
        stream += "from :\(parent)\n"
        let other = max(1, number - 1 - random(below: 9))
        if other != parent, number % 3 == 0 { stream += "merge :\(other)\n" }
      }
      stream += "M 100644 inline n\ndata 2\n\(number % 10)\n\n"
    }
    _ = try remote.git.run(["fast-import", "--quiet", "--force"], in: remote.path, input: Array(stream.utf8))
    let commits = try (1...commitCount).map { try remote.id(of: "refs/kept/\($0)") }
    return (remote, commits)
  }

  @Test(arguments: [0, 600, 10_000]) func countsAreThoseOfGitWhateverWasAskedBefore(_ skew: Int) throws {
    let (remote, commits) = try Self.history(skew: skew)
    let repository = try Repository(openingBare: remote.path)
    var distance = HistoryDistance()
    for upstream in [commits[59], commits[41], commits[12]] {
      for local in stride(from: 0, to: commits.count, by: 3).map({ commits[$0] }) {
        let counts = try distance.aheadBehind(local, upstream: upstream, in: repository)
        let range = "\(local.hex)...\(upstream.hex)"
        let words = try remote.git.run(["rev-list", "--left-right", "--count", range], in: remote.path)
        #expect("\(counts.ahead)\t\(counts.behind)" == words, "\(range)")
      }
    }
  }

  @Test func aCommitThatIsMissingIsAnError() throws {
    let (remote, commits) = try Self.history(skew: 0)
    let repository = try Repository(openingBare: remote.path)
    let missing = try #require(ObjectID(hex: String(repeating: "1", count: 40)))
    var distance = HistoryDistance()
    let error = gitError { _ = try distance.aheadBehind(commits[3], upstream: missing, in: repository) }
    #expect(error?.kind == .notFound)
  }
}
