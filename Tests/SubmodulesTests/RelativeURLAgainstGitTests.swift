import FleetTestSupport
import Testing

@testable import Submodules

/// Compares with the git that is installed, on URLs that nobody chose.
@Suite(.serialized) struct RelativeURLAgainstGitTests {
  private static let bases = [
    "https://", "http://u:p@", "ssh://git@", "git://", "file://", "git@", "", "", "/", "./", "../", "../../",
  ]
  private static let baseParts = ["host", "host:22", "h:org", "org", "svc.git", "a:b", "~", "", ".", "[::1]"]
  private static let steps = ["../", "../", "../", "./", "/", "lib.git", "x/", "..", ".", "a:b", "~u/", "...", " y"]

  private static func base(_ generator: inout SeededGenerator) -> String {
    let parts = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
      baseParts.randomElement(using: &generator) ?? ""
    }
    return (bases.randomElement(using: &generator) ?? "") + parts.joined(separator: "/")
  }

  private static func url(_ generator: inout SeededGenerator) -> String {
    let parts = (0..<Int.random(in: 0...6, using: &generator)).map { _ in steps.randomElement(using: &generator) ?? "" }
    return (Bool.random(using: &generator) ? "../" : "./") + parts.joined()
  }

  private static let urlCount = 20

  private func joined(_ base: String, _ url: String) -> String? {
    RelativeURL.joined(Array(base.utf8), Array(url.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Makes a repository with a gitlink for every URL that is asked at once.
  private func repository() throws -> GitFolder {
    let git = try GitFolder()
    #expect(try git("init", "-q").status == 0)
    for index in 0..<RelativeURLAgainstGitTests.urlCount {
      let commit = String(repeating: "1", count: 40)
      #expect(try git("update-index", "--add", "--cacheinfo", "160000,\(commit),s\(index)").status == 0)
    }
    return git
  }

  /// Returns what `git submodule init` makes of the URLs, in their order, or nil if it fails at one of them.
  private func ask(_ git: GitFolder, base: String, urls: [String]) throws -> [String]? {
    let remote = Array("[core]\n\tbare = false\n[remote \"origin\"]\n\turl = ".utf8)
    try git.write(remote + ConfigWriting.value(Array(base.utf8), isQuoted: true) + [.lineFeed], to: ".git/config")
    var modules: [UInt8] = []
    for (index, url) in urls.enumerated() {
      modules += Array("[submodule \"s\(index)\"]\n\tpath = s\(index)\n\turl = ".utf8)
      modules += ConfigWriting.value(Array(url.utf8), isQuoted: true) + [.lineFeed]
    }
    try git.write(modules, to: ".gitmodules")
    guard try git("submodule", "--quiet", "init").status == 0 else { return nil }
    var answers: [String: String] = [:]
    for item in try git("config", "-z", "--get-regexp", "^submodule\\.s[0-9]+\\.url$").stdout.split(separator: 0) {
      let lines = String(decoding: item, as: UTF8.self).split(separator: "\n", maxSplits: 1)
      answers[String(lines[0])] = lines.count > 1 ? String(lines[1]) : ""
    }
    return urls.indices.map { answers["submodule.s\($0).url"] ?? "(none)" }
  }

  @Test func randomURLsBelowRandomBasesAreJoinedAsGitDoes() throws {
    var generator = SeededGenerator(seed: 20)
    let git = try repository()
    var comparedCount = 0
    for _ in 0..<30 {
      let base = RelativeURLAgainstGitTests.base(&generator)
      let drawn = (0..<200).map { _ in RelativeURLAgainstGitTests.url(&generator) }
      let urls = Array(drawn.filter { joined(base, $0) != nil }.prefix(RelativeURLAgainstGitTests.urlCount))
      guard !base.isEmpty, !urls.isEmpty else { continue }
      #expect(try ask(git, base: base, urls: urls) == urls.compactMap { joined(base, $0) }, "below \(base)")
      comparedCount += urls.count
    }
    #expect(comparedCount > 400)
  }

  @Test func whereWeFindNothingToClimbOutOfGitFailsToo() throws {
    var generator = SeededGenerator(seed: 21)
    let git = try repository()
    var failureCount = 0
    while failureCount < 12 {
      let base = RelativeURLAgainstGitTests.base(&generator)
      let url = RelativeURLAgainstGitTests.url(&generator)
      guard !base.isEmpty, joined(base, url) == nil else { continue }
      #expect(try ask(git, base: base, urls: [url]) == nil, "\(url) below \(base)")
      failureCount += 1
    }
  }

  /// What must hold of every answer, whatever git makes of it: it is where the base is, or there is none.
  @Test func noAnswerIsOnAnotherHost() {
    var generator = SeededGenerator(seed: 22)
    for _ in 0..<5_000 {
      let host =
        ["https://good/", "ssh://git@good:22/", "git@good:", "file:///", "/"].randomElement(using: &generator) ?? ""
      let base = host + ["svc", "a/svc.git", "a/b/svc/", "a:b/c"].randomElement(using: &generator)!
      let url = RelativeURLAgainstGitTests.url(&generator)
      guard let resolved = try? SubmoduleURL.resolve(url, against: base) else { continue }
      #expect(resolved.hasPrefix(host), "\(url) below \(base)")
    }
  }
}
