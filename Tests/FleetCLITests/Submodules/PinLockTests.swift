import FleetTestSupport
import Foundation
import Testing

/// `fleet submodules freeze` and `restore`
@Suite(.timeLimit(.minutes(5)))
struct PinLockTests {
  private let fixture: PinFixture

  init() throws {
    fixture = try PinFixture()
  }

  private func url(_ name: String) -> String { fixture.daemon.url("\(name).git") }

  private func freeze(_ options: String...) throws -> TestProgram.Result {
    try fixture.fleet.fleet.run(["submodules", "freeze"] + options, in: fixture.fleet.work.path)
  }

  private func lock(_ name: String = "fleet.lock") -> String? { fixture.fleet.work.read(name) }

  @Test func freezeThenRestoreIntoFreshRemotesGivesEqualPinsForAllRowsAndTwoFreezesAreByteIdentical() throws {
    let (_, api) = try fixture.library("api", commits: 4, tags: ["v1.0.0": 3])
    let (_, core) = try fixture.library("core", commits: 3)
    func services(_ offset: Int) throws -> [Remote] {
      try (0..<3).map { number in
        try fixture.service(
          "s\(number)",
          [
            .init("libs/api", api[(number + offset) % 4], url("api")),
            .init("vendor/core", core[(number + offset) % 3], "../core.git"),
          ])
      }
    }
    _ = try services(0)
    try fixture.writeManifest(["s0", "s1", "s2"], libraries: ["api": "follow: {semver: ^1}", "core": ""])
    #expect(try freeze().status == 0)
    let first = try #require(lock())
    #expect(try freeze("--output", "again.lock").status == 0)
    #expect(lock("again.lock") == first)
    #expect(try freeze("--output", "-").text == first)
    #expect(first.split(separator: "\n").count == 6 + 5)
    #expect(
      first.contains(#""library":"api","path":"libs/api","ref":"refs/tags/v1.0.0","service":"s0","sha":"\#(api[0])""#))

    for name in ["s0", "s1", "s2"] {
      try FileManager.default.removeItem(atPath: "\(fixture.fleet.remotes.path)/\(name).git")
    }
    let fresh = try services(1)
    let restore = ["submodules", "restore", "--yes", "--direct"]
    #expect(try fixture.fleet.report(restore).document.summary["refused"] ?? 0 > 0)
    #expect(try fixture.fleet.report(restore + ["--allow-downgrade"]).exitCode == 0)
    for (number, remote) in fresh.enumerated() {
      #expect(try remote.git.run(["rev-parse", "main:libs/api"], in: remote.path) == api[number % 4])
      #expect(try remote.git.run(["rev-parse", "main:vendor/core"], in: remote.path) == core[number % 3])
    }
    let pins = #/"sha":"([0-9a-f]+)"/#
    #expect(try freeze("--output", "after.lock").status == 0)
    #expect(
      (lock("after.lock") ?? "").matches(of: pins).map(\.output.1) == first.matches(of: pins).map(\.output.1))
    let again = try fixture.fleet.report(restore)
    #expect(again.exitCode == 0 && again.document.summary == ["total": 3, "unchanged": 3])
  }

  @Test func aGapIsNamedAndNothingIsWrittenUnlessPartialSaysSo() throws {
    let (_, api) = try fixture.library("api")
    try fixture.service("good", [.init("libs/api", api[0], url("api"))])
    try fixture.service("bad", [.init("libs/api", String(repeating: "12", count: 20), url("api"))])
    try fixture.service("loose", [.init("libs/api", api[0], nil)])
    try fixture.writeManifest(["absent", "bad", "good", "loose"], libraries: ["api": ""])
    let result = try freeze()
    #expect(result.status == 1)
    #expect(lock() == nil)
    #expect(result.stderr.contains("bad libs/api: no trusted branch or tag of api leads to 1212121\n"))
    #expect(result.stderr.contains("absent: ") && result.stderr.contains("loose libs/api: "))
    #expect(result.stderr.contains("3 gaps; nothing was written"))
    let partial = try freeze("--partial")
    #expect(partial.status == 0)
    #expect(partial.stderr.contains("bad libs/api: ") && partial.stderr.hasSuffix("Wrote 1 pin to fleet.lock\n"))
    #expect(lock()?.contains("\"service\":\"good\"") == true && lock()?.contains("\"service\":\"bad\"") == false)
  }

  @Test func aTimeOrARevisionTakesServicesAsTheyWere() throws {
    let (_, api) = try fixture.library("api")
    // Commits are a minute apart, from 2023-11-14T22:13:20Z on.
    let remote = try fixture.service("billing", [.init("libs/api", api[0], url("api"))])
    try remote.commit(["libs/api": .submodule(api[1])])
    try remote.set("refs/tags/before", to: remote.tip(of: "main"))
    try remote.commit(["libs/api": .submodule(api[2])])
    try fixture.writeManifest(["billing"], libraries: ["api": ""])
    let cases = [
      ("2023-11-14T22:13:59Z", api[0]), ("2023-11-14T23:14:20+01:00", api[1]), ("2023-11-14 22:14", api[0]),
      ("before", api[1]), ("2023-11-14", api[2]),
    ]
    for (moment, pin) in cases {
      #expect(try freeze("--at", moment, "--output", "-").text.contains("\"sha\":\"\(pin)\""), "\(moment)")
    }
    let early = try freeze("--at", "2020-01-01")
    #expect(early.status == 1 && early.stderr.contains("billing: it has no commit that old"))
    #expect(try freeze("--at", "nowhere").stderr.contains("billing: it has no branch, tag or commit nowhere"))
  }

  @Test(arguments: [
    ("{", "it isn't JSON"), ("{\"fleetLock\": 2, \"pins\": []}", "\"fleetLock\" is 2"),
    ("{\"pins\": []}", "\"fleetLock\" is missing"),
    ("{\"fleetLock\": 1, \"pins\": [{}]}", "/pins/0: \"service\" is missing"),
  ])
  func aWrongLockIsWrongUsage(text: String, words: String) throws {
    try fixture.service("billing", [])
    try fixture.writeManifest(["billing"], libraries: [:])
    try fixture.fleet.work.write(text, to: "fleet.lock")
    let result = try fixture.fleet.run("submodules", "restore", "--yes")
    #expect(result.status == 2)
    #expect(result.stderr.contains("fleet.lock: \(words)"))
  }
}
