import FleetTestSupport
import Foundation
import Testing

/// The states of `fleet submodules status`, over git's own protocol.
@Suite(.timeLimit(.minutes(5)))
struct PinStateTests {
  private let fixture: PinFixture

  init() throws {
    fixture = try PinFixture()
  }

  private func url(_ name: String) -> String { fixture.daemon.url("\(name).git") }

  @Test func everyStateIsToldFromTheOthers() throws {
    let (api, ids) = try fixture.library("api", commits: 4, tags: ["v1.0.0": 1, "v1.2.0": 2])
    let side = try api.commit(["api.txt": "side\n"], on: "side", from: ids[0])
    let gone = try api.commit(["api.txt": "gone\n"], on: "gone", from: ids[1])
    try api.set("gone", to: nil)
    let (_, unloved) = try fixture.library("unloved")
    let pins: [String: [PinFixture.Submodule]] = [
      "current": [.init("libs/api", ids[1], url("api"))],
      "behind": [.init("libs/api", ids[0], url("api"))],
      "ahead": [.init("libs/api", ids[3], url("api"))],
      "side": [.init("libs/api", side, url("api"))],
      "gone": [.init("libs/api", gone, url("api"))],
      "absent": [.init("libs/api", String(repeating: "12", count: 20), url("api"))],
      "unknown": [.init("libs/else", ids[1], url("else"))],
      "unloved": [.init("libs/unloved", unloved[0], url("unloved"))],
      "fork": [.init("libs/api", ids[1], url("fork/api"))],
    ]
    for (name, submodules) in pins where name != "unloved" { try fixture.service(name, submodules) }
    try fixture.service("lover", pins["unloved"] ?? [])
    let services = pins.keys.filter { $0 != "unloved" } + ["lover"]
    try fixture.writeManifest(
      services.sorted(),
      libraries: [
        "api": "follow: {semver: ^1.0}\ntrustedRefs: [refs/heads/main, 'refs/tags/*']", "unloved": "",
      ])
    let (document, exitCode, _) = try fixture.status()
    #expect(exitCode == 0)
    #expect(
      document.states == [
        "current libs/api": "current", "behind libs/api": "behind", "ahead libs/api": "ahead",
        "side libs/api": "only-unprotected-ref", "gone libs/api": "unreachable", "absent libs/api": "unreachable",
        "unknown libs/else": "no-policy", "lover libs/unloved": "no-policy", "fork libs/api": "url-drift",
      ])
    #expect(document["current"]?.describe == "v1.2.0" && document["current"]?.ref == "refs/tags/v1.2.0")
    #expect(document["ahead"]?.ahead == 2 && document["ahead"]?.behind == 0)
    #expect(document["ahead"]?.describe == "v1.2.0-2-g\(ids[3].prefix(7))")
    #expect(document["side"]?.states == ["only-unprotected-ref", "diverged"])
    #expect(document["side"]?.message?.contains("refs/heads/side") == true)
    #expect(document["absent"]?.behind == nil && document["absent"]?.library == "api")
    #expect(document["unknown"]?.library == nil)
    #expect(document.summary["total"] == 9)
    #expect(try fixture.status("--check").exitCode == 3)
    #expect(try fixture.status("--check", "--select", "current").exitCode == 0)
  }

  @Test func aFixedCommitAndATagPatternAreTargetsToo() throws {
    let (_, ids) = try fixture.library("fixed", commits: 3)
    let (_, tagged) = try fixture.library("tagged", commits: 3, tags: ["release-1": 1, "release-2": 2, "other": 3])
    try fixture.service("billing", [.init("a", ids[1], url("fixed")), .init("b", tagged[0], url("tagged"))])
    try fixture.writeManifest(
      ["billing"],
      libraries: ["fixed": "follow: {pin: '\(ids[1].prefix(10))'}", "tagged": "follow: {tag: release-*}"])
    let (document, _, _) = try fixture.status()
    #expect(document.states == ["billing a": "current", "billing b": "behind"])
    #expect(document.pins.map(\.ref) == [nil, "refs/tags/release-2"])
  }

  @Test func aGroupOfWhichOnlyOneHasMovedIsMixed() throws {
    let (_, first) = try fixture.library("client")
    let (_, second) = try fixture.library("server")
    try fixture.service("mixed", [.init("c", first[2], url("client")), .init("s", second[0], url("server"))])
    try fixture.service("old", [.init("c", first[0], url("client")), .init("s", second[0], url("server"))])
    let lines = "follow: {branch: main}\ngroups: [pair]"
    try fixture.writeManifest(["mixed", "old"], libraries: ["client": lines, "server": lines])
    let (document, _, _) = try fixture.status()
    #expect(
      document.states == ["mixed c": "current", "mixed s": "mixed-group", "old c": "behind", "old s": "behind"])
  }

  @Test func aServiceOnHoldIsNoFinding() throws {
    let (_, ids) = try fixture.library("api")
    try fixture.service("billing", [.init("api", ids[0], url("api"))])
    try fixture.writeManifest(["billing"], libraries: ["api": "follow: {branch: main}\nhold: [billing]"])
    let (document, exitCode, _) = try fixture.status("--check")
    #expect(exitCode == 0)
    #expect(document["billing"]?.state == "behind")
  }

  @Test func aURLThatIsWrittenOtherwiseIsAFindingWithUrlsOnly() throws {
    let (_, ids) = try fixture.library("api")
    try fixture.service("billing", [.init("api", ids[2], fixture.daemon.url("api"))])
    try fixture.writeManifest(["billing"], libraries: ["api": "follow: {branch: main}"])
    #expect(try fixture.status().document["billing"]?.state == "current")
    #expect(try fixture.status("--urls").document["billing"]?.state == "url-drift")
  }

  @Test func onlyTheNamedLibraryIsShownAndAMisspeltOneIsWrongUsage() throws {
    let (_, ids) = try fixture.library("api")
    try fixture.library("other")
    try fixture.service("billing", [.init("a", ids[2], url("api")), .init("o", ids[2], url("other"))])
    try fixture.writeManifest(["billing"], libraries: ["api": "follow: {branch: main}", "other": ""])
    #expect(try fixture.status("--library", "api").document.states == ["billing a": "current"])
    let result = try fixture.fleet.run("submodules", "status", "--library", "othre")
    #expect(result.status == 2 && result.stderr.contains("did you mean \"other\"?"))
  }

  @Test func whatCouldNotBeAskedIsARowAndExitCodeOne() throws {
    let (_, ids) = try fixture.library("api")
    try fixture.service("billing", [.init("api", ids[0], url("api")), .init("gone", ids[0], url("gone"))])
    try fixture.writeManifest(
      ["billing", "nowhere"],
      libraries: ["api": "follow: {branch: main}", "gone": "follow: {branch: main}"])
    let (document, exitCode, stderr) = try fixture.status("--check")
    #expect(exitCode == 1)
    #expect(
      document.states == ["billing api": "behind", "billing gone": "not-asked", "nowhere -": "not-asked"])
    #expect(stderr.contains("nowhere: not asked: ") && stderr.contains("billing: gone: not asked: "))
  }

  @Test func aPolicyThatNothingFitsIsNoAnswer() throws {
    let (_, ids) = try fixture.library("api", tags: ["v1.0.0": 1])
    try fixture.service("billing", [.init("api", ids[0], url("api"))])
    try fixture.writeManifest(["billing"], libraries: ["api": "follow: {semver: ^2}"])
    let (document, exitCode, _) = try fixture.status()
    #expect(exitCode == 1)
    #expect(document["billing"]?.state == "not-asked" && document["billing"]?.message?.contains("^2") == true)
  }

  @Test func offlineAsksNobody() throws {
    let (api, ids) = try fixture.library("api")
    try fixture.service("billing", [.init("api", ids[2], url("api"))])
    try fixture.writeManifest(["billing"], libraries: ["api": "follow: {branch: main}"])
    let cold = try fixture.status("--offline")
    #expect(cold.exitCode == 1 && cold.document["billing"]?.state == "not-asked")
    #expect(fixture.daemon.connectionCount == 0)
    #expect(try fixture.status().document["billing"]?.state == "current")
    try api.commit(["api.txt": "new\n"])
    let count = fixture.daemon.connectionCount
    #expect(try fixture.status("--offline").document["billing"]?.state == "current")
    #expect(fixture.daemon.connectionCount == count)
    #expect(try fixture.status().document["billing"]?.behind == 1)
  }

  @Test func theTableIsMadeFromTheSameRows() throws {
    let (_, ids) = try fixture.library("api", tags: ["v1.0.0": 3])
    try fixture.service("billing", [.init("libs/api", ids[0], url("api"))])
    try fixture.writeManifest(["billing"], libraries: ["api": "follow: {semver: ^1}"])
    let result = try fixture.fleet.run("submodules", "status")
    let table = """
      SERVICE  PATH      LIBRARY  PIN      FOLLOWS            BEHIND  AHEAD  STATE   WHY
      billing  libs/api  api      \(ids[0].prefix(7))  semver ^1: v1.0.0  2       0      behind

      """
    #expect(result.text == table)
    #expect(result.stderr == "1 pin: 1 behind.\n")
  }
}
