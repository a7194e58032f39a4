import FleetTestSupport
import Foundation
import Testing

/// What `fleet submodules` does with declarations that aren't to be trusted.
@Suite(.timeLimit(.minutes(5)))
struct PinSafetyTests {
  private let fixture: PinFixture

  init() throws {
    fixture = try PinFixture()
  }

  private func url(_ name: String) -> String { fixture.daemon.url("\(name).git") }

  private static func entry(_ name: String, path: String, url: String) -> String {
    "[submodule \"\(name)\"]\n\tpath = \(path)\n\turl = \(url)\n"
  }

  /// `EVIL` becomes the URL of a server that nobody may ask.
  private static let hostile = [
    "[include]\n\tpath = /etc/passwd\n",
    entry("x", path: "/abs", url: "EVIL"),
    entry("x", path: "../up", url: "EVIL"),
    entry("x", path: "a/.git/hooks", url: "EVIL"),
    entry("x", path: "-x", url: "EVIL"),
    entry("x", path: "x", url: "--upload-pack=touch${IFS}pwned"),
    entry("x", path: "x", url: "ext::sh -c true"),
    entry("x", path: "x", url: "\"EVIL\\r\""),
    entry("x\u{0}", path: "x", url: "EVIL"),
    entry("x", path: "x", url: "EVIL") + "\turl = EVIL\n",
    entry("x", path: "x", url: "EVIL") + entry("y", path: "x", url: "EVIL"),
    entry("x", path: "x", url: "EVIL") + entry("y", path: "X", url: "EVIL"),
    entry("../../hooks", path: "x", url: "EVIL"),
    entry("x", path: "x", url: "EVIL") + "\tupdate = !touch pwned\n",
  ]

  @Test(arguments: hostile)
  func eachHostileDeclarationIsReportedAndNeverActedOn(_ text: String) throws {
    let evilRemote = try Remote(files: ["evil": "1\n"], name: "evil.git")
    let evil = try GitDaemon(evilRemote)
    let (_, ids) = try fixture.library("api")
    try fixture.service(
      "billing", [.init("libs/api", ids[2], url("api")), .init("x", ids[0], nil)],
      modules: text.replacing("EVIL", with: evil.url(evilRemote)))
    try fixture.service("good", [.init("libs/api", ids[2], url("api"))])
    try fixture.writeManifest(["billing", "good"], libraries: ["api": "follow: {branch: main}"])
    let (document, exitCode, _) = try fixture.status("--check")
    #expect(exitCode == 3)
    #expect(document.findings.contains { $0.service == "billing" && $0.refused })
    #expect(document.states["good libs/api"] == "current")
    #expect(document.states["billing x"] == "undeclared")
    _ = try fixture.graph()
    #expect(evil.connectionCount == 0)
    #expect(!FileManager.default.fileExists(atPath: "\(fixture.fleet.work.path)/pwned"))
  }

  @Test func undeclaredGitlinksAndEntriesWithoutGitlinkAppearAsRowsAndAreNeverFatalToOtherRows() throws {
    let (_, ids) = try fixture.library("api")
    try fixture.service(
      "billing",
      [
        .init("a/undeclared", ids[0], nil), .init("b/orphan", nil, url("api")), .init("c/good", ids[2], url("api")),
      ])
    try fixture.service("orders", [.init("api", ids[0], url("api"))])
    try fixture.writeManifest(["billing", "orders"], libraries: ["api": "follow: {branch: main}"])
    let (document, exitCode, _) = try fixture.status("--check")
    #expect(exitCode == 3)
    #expect(
      document.states == [
        "billing a/undeclared": "undeclared", "billing b/orphan": "no-gitlink", "billing c/good": "current",
        "orders api": "behind",
      ])
  }

  @Test(arguments: ["../lib.git", "../../shared/lib.git", "./lib.git"])
  func urlsEqualGits(_ relative: String) throws {
    let service = "org/team/svc"
    try FileManager.default.createDirectory(
      atPath: "\(fixture.fleet.remotes.path)/org/team", withIntermediateDirectories: true)
    let remote = try fixture.service(service, [.init("lib", String(repeating: "12", count: 20), relative)])
    try fixture.writeManifest(["svc"], libraries: [:], urls: ["svc": url(service)])
    let clone = try TemporaryFolder()
    _ = try remote.git.run(["clone", "-q", url(service), "clone"], in: clone.path)
    _ = try remote.git.run(["submodule", "init"], in: "\(clone.path)/clone")
    let expected = try remote.git.run(["config", "submodule.lib.url"], in: "\(clone.path)/clone")
    #expect(try fixture.status().document["svc"]?.url == expected)
  }

  @Test func answersThatGitTurnsIntoAnotherHostAreRefused() throws {
    try fixture.service("svc", [.init("lib", String(repeating: "12", count: 20), "../../../evil.example/lib.git")])
    try fixture.writeManifest(["svc"], libraries: [:])
    let (document, exitCode, _) = try fixture.status("--check")
    #expect(exitCode == 3)
    #expect(document["svc"]?.state == "url-drift" && document["svc"]?.url == nil)
    #expect(document["svc"]?.message?.contains("somewhere else") == true)
  }
}
