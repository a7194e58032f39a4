import Changes
import FleetTestSupport
import Git
import Submodules
import Testing

/// Which moves of a pin are allowed, and what a commit's message says of them.
struct PinBumpTests {
  private let remote: Remote
  private let commits: [ObjectID]

  init() throws {
    remote = try Remote(files: ["n": "1\n"], name: "library.git")
    for number in 2...30 {
      try remote.commit(["n": .text("\(number)\n")], message: "Change \(number), see #\(number)\n\nSigned-off-by: X\n")
    }
    let ids = try remote.git.run(["rev-list", "--reverse", "main"], in: remote.path).split(separator: "\n")
    commits = try ids.map { try #require(ObjectID(hex: $0)) }
    try remote.set("refs/tags/v1.0.0", to: commits[1].hex)
  }

  private func plan(
    from: ObjectID, to: ObjectID, allowsDowngrade: Bool = false, trustedRefs: [String] = []
  ) throws -> Result<PinBump, Refusal>? {
    let mirror = try Repository(openingBare: remote.path)
    let history = try LibraryHistory(reading: mirror, follow: .branch("main"), trustedRefs: trustedRefs)
    return try PinBump.plan(
      of: "api", from: from, to: to, allowsDowngrade: allowsDowngrade, history: history, in: mirror)
  }

  private func kind(_ result: Result<PinBump, Refusal>?) -> String? {
    if case .failure(let refusal) = result { refusal.kind } else { nil }
  }

  @Test func theMessageHasRangeCountAndSubjectsInABoundedForm() throws {
    let bump = try #require(try plan(from: commits[1], to: commits[4])).get()
    #expect(
      PinMessage([bump]).text == """
        Move api from v1.0.0 to v1.0.0-3-g\(commits[4].short)

        api \(commits[1].short)..\(commits[4].short): 3 commits
          \(commits[4].short) Change 5, see api#5
          \(commits[3].short) Change 4, see api#4
          \(commits[2].short) Change 3, see api#3

        """)
    let long = try #require(try plan(from: commits[0], to: commits[29])).get()
    let lines = PinMessage([long]).text.split(separator: "\n")
    #expect(lines.count == 2 + PinBump.subjectLimit + 1)
    #expect(lines.last == "  and 9 more")
    let many = Array(repeating: long, count: 5)
    #expect(PinMessage(many).text.split(separator: "\n").count < 60)
  }

  @Test func aSubjectIsOneLineWithoutControlsAndNoTrailer() throws {
    let text = "Fixes #7 \u{1B}[31m\u{202E}" + String(repeating: "x", count: 500)
    let bump = PinBump(
      library: "api", from: commits[0], to: commits[1], shownFrom: "a", shownTo: "b", gained: 1, lost: 0,
      subjects: [.init(commit: commits[1], text: text)])
    let line = try #require(PinMessage([bump]).text.split(separator: "\n").last)
    #expect(line.hasPrefix("  \(commits[1].short) Fixes api#7 "))
    #expect(line.count <= 2 + 8 + 72 && line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
  }

  @Test func aPinToANonDescendantIsRefusedWithoutAllowDowngradeAndAnEqualPinMakesNoCommit() throws {
    #expect(kind(try plan(from: commits[5], to: commits[2])) == "downgrade")
    #expect(try plan(from: commits[5], to: commits[5]) == nil)
    let back = try #require(try plan(from: commits[5], to: commits[2], allowsDowngrade: true)).get()
    #expect(back.gained == 0 && back.lost == 3 && back.subjects.isEmpty)
    #expect(PinMessage([back]).text.hasPrefix("Take api from v1.0.0-4-g"))
    let unknown = try #require(ObjectID(hex: String(repeating: "12", count: 20)))
    #expect(kind(try plan(from: unknown, to: commits[2])) == "downgrade")
    #expect(try plan(from: unknown, to: commits[2], allowsDowngrade: true)?.get().gained == 0)
  }

  @Test func aCommitThatNoTrustedRefLeadsToIsRefused() throws {
    let id = try remote.commit(["n": "side\n"], on: "side", from: commits[3].hex)
    let side = try #require(ObjectID(hex: id))
    #expect(kind(try plan(from: commits[0], to: side, trustedRefs: ["refs/heads/main"])) == "only-unprotected-ref")
    #expect(kind(try plan(from: commits[0], to: side)) == nil)
    try remote.set("side", to: nil)
    #expect(kind(try plan(from: commits[0], to: side)) == "unreachable")
  }
}
