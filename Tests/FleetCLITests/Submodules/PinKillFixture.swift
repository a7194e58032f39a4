import FleetTestSupport
import Foundation

/// Services that pin the first commit of a library, whose branch is two commits further, and a `fleet` that is killed.
struct PinKillFixture: Sendable {
  let kills: KillFixture
  let library: Remote
  /// The library's commits, the oldest first.
  let commits: [String]

  /// - Parameters:
  ///   - test: see `KillFixture`.
  ///   - branch: the branch that the moves go to.
  init(serviceCount: Int, test: String = "", branch: String = "fleet/pins") throws {
    var made: (Remote, [String])?
    kills = try KillFixture(serviceCount: serviceCount, test: test) { fixture in
      let library = try fixture.remote("api", files: ["api.txt": "1\n"])
      let first = try library.tip(of: "main") ?? ""
      made = (library, [first] + (try (2...3).map { try library.commit(["api.txt": .text("\($0)\n")]) }))
      let url = fixture.daemon.url("api.git")
      return KillFixture.Content(
        files: [
          "README.md": "# a service\n", "libs/api": .submodule(first),
          ".gitmodules": .text("[submodule \"api\"]\n\tpath = libs/api\n\turl = \(url)\n"),
        ],
        manifest: "libraries:\n  - name: api\n    url: \(url)\n    follow: {branch: main}\n",
        isChanged: "grep -q 3 libs/api/api.txt", branch: branch)
    }
    guard let made else { throw TestSupportError("no library was made") }
    (library, commits) = made
  }

  /// The pins of all branches of all services that no branch of the library leads to, as git sees it on the remotes.
  func danglingPins() async throws -> [String] {
    try await onOwnThread {
      var answers: [String: Bool] = [:]
      return try kills.names.flatMap { name in
        let branches = try git(["for-each-ref", "--format=%(refname)", "refs/heads"], name).split(separator: "\n")
        return try branches.compactMap { branch in
          let pin = try git(["rev-parse", "\(branch):libs/api"], name)
          let isThere = try answers[pin] ?? holds(pin)
          answers[pin] = isThere
          return isThere ? nil : "\(name) \(branch): \(pin)"
        }
      }
    }
  }

  /// What is wrong after the last run, a line a service: each has one commit that moves the pin and nothing else, pushed once.
  func problems() async throws -> [String] {
    try await onOwnThread {
      let wanted = ":160000 160000 \(commits[0]) \(commits[2]) M\tlibs/api"
      return try kills.names.compactMap { name in
        let pushes = kills.pushCount(name)
        guard pushes == 1 else { return "\(name): \(pushes) pushes" }
        let count = try git(["rev-list", "--count", kills.branch], name)
        guard count == "2" else { return "\(name): \(count) commits" }
        let changes = try git(["diff-tree", "-r", "--no-commit-id", kills.branch], name)
        guard changes == wanted else { return "\(name): \(changes)" }
        let complaints = try git(["fsck", "--full", "--strict"], name)
        return complaints.isEmpty ? nil : "\(name): \(complaints)"
      }
    }
  }

  private func git(_ words: [String], _ name: String) throws -> String {
    try library.git.run(words, in: kills.path(name))
  }

  private func holds(_ commit: String) throws -> Bool {
    let result = try TestProgram.run(
      "git", ["merge-base", "--is-ancestor", commit, "main"], environment: library.git.environment,
      folder: library.path)
    return result.status == 0
  }
}
