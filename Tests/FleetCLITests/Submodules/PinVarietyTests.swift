import FleetTestSupport
import Foundation
import Testing

/// Moves of pins in services of every shape.
@Suite(.timeLimit(.minutes(5)))
struct PinVarietyTests {
  private let fixture: PinFixture

  init() throws {
    fixture = try PinFixture()
  }

  private func url(_ name: String) -> String { fixture.daemon.url("\(name).git") }

  private func sync(_ options: String...) throws -> (document: CampaignDocument, exitCode: Int32) {
    try fixture.fleet.report(["submodules", "sync", "--yes", "--direct"] + options)
  }

  @Test func aServiceMayHaveTwentySubmodulesAndTheMessageStaysBounded() throws {
    let names = (10..<30).map { "lib\($0)" }
    let libraries = try names.map { try fixture.library($0, commits: 9).1 }
    let billing = try fixture.service(
      "billing", zip(names, libraries).map { .init("deps/\($0)", $1[0], "../\($0).git") })
    let before = try #require(try billing.file(".gitmodules"))
    try fixture.writeManifest(
      ["billing"], libraries: Dictionary(uniqueKeysWithValues: names.map { ($0, "follow: {branch: main}") }))
    #expect(try sync().document.outcome(of: "billing") == "delivered")
    #expect(
      try billing.changes("main~1", "main") == zip(names, libraries).map { "160000 deps/\($0) \($1[8])" })
    #expect(try billing.file(".gitmodules") == before)
    let message = try billing.message()
    #expect(message.hasPrefix("Move the pins of 20 libraries\n"))
    #expect(message.utf8.count < 5000 && message.split(separator: "\n").count < 110)
    #expect(try billing.problems() == "")
  }

  @Test func namesThatDifferFromPathsRelativeURLsAndOtherSpellingsAreOneLibrary() throws {
    let (_, api) = try fixture.library("api")
    let modules = "[submodule \"The API\"]\n\tpath = third_party/x\n\turl = ../api\n\tbranch = .\n\tupdate = none\n"
    let billing = try fixture.fleet.remote(
      "billing", files: ["third_party/x": .submodule(api[0]), ".gitmodules": .text(modules), "a": "1\n"])
    let twice = try fixture.service(
      "twice", [.init("one", api[0], url("api")), .init("two", api[1], fixture.daemon.url("api"))])
    try fixture.writeManifest(["billing", "twice"], libraries: ["api": "follow: {branch: main}"])
    #expect(try sync().document.summary == ["delivered": 2, "total": 2])
    #expect(try billing.changes("main~1", "main") == ["160000 third_party/x \(api[2])"])
    #expect(try twice.changes("main~1", "main") == ["160000 one \(api[2])", "160000 two \(api[2])"])
    #expect(try twice.message().hasPrefix("Move the pins of api\n"))
  }

  @Test func nestedSubmodulesAreMovedWhereTheyArePinnedAndNowhereElse() throws {
    let (_, core) = try fixture.library("core")
    let http = try fixture.service("http", [.init("deps/core", core[0], "../core.git")])
    let httpTip = try #require(try http.tip(of: "main"))
    let billing = try fixture.service("billing", [.init("libs/http", httpTip, url("http"))])
    try fixture.writeManifest(
      ["billing", "http"], libraries: ["core": "follow: {branch: main}", "http": "follow: {branch: main}"])
    // The library that is a service too gets its own pin moved first; its users follow in the next run.
    #expect(try sync("--select", "http").document.outcome(of: "http") == "delivered")
    #expect(try http.changes("main~1", "main") == ["160000 deps/core \(core[2])"])
    #expect(try sync().document.summary == ["delivered": 1, "total": 2, "unchanged": 1])
    #expect(try billing.changes("main~1", "main") == ["160000 libs/http \(http.tip(of: "main") ?? "")"])
  }

  @Test func eachHostileDeclarationIsNeverActedOnByAMoveEither() throws {
    let evilRemote = try Remote(files: ["evil": "1\n"], name: "evil.git")
    let evil = try GitDaemon(evilRemote)
    let (_, api) = try fixture.library("api")
    let hostile =
      "[include]\n\tpath = /etc/passwd\n[submodule \"x\"]\n\tpath = ../up\n\turl = \(evil.url(evilRemote))\n"
      + "[submodule \"y\"]\n\tpath = y\n\turl = ext::sh -c true\n\tupdate = !touch pwned\n"
    let billing = try fixture.service("billing", [.init("libs/api", api[0], url("api"))], modules: hostile)
    let pinned = try fixture.service(
      "pinned", [.init("libs/api", api[0], url("api")), .init("y", api[0], nil)], modules: hostile)
    let modules = try billing.file(".gitmodules")
    try fixture.writeManifest(["billing", "pinned"], libraries: ["api": "follow: {branch: main}"])
    let document = try sync("--no-test").document
    #expect(document.outcome(of: "billing") == "delivered")
    #expect(document.outcome(of: "pinned") == "refused(undeclared)")
    #expect(try pinned.commitCount() == 1)
    #expect(try billing.changes("main~1", "main") == ["160000 libs/api \(api[2])"])
    #expect(try billing.file(".gitmodules") == modules)
    #expect(evil.connectionCount == 0)
    #expect(!FileManager.default.fileExists(atPath: "\(fixture.fleet.work.path)/pwned"))
  }

  @Test func testsRunOnTheNewPinAndABrokenServiceIsNotPushed() throws {
    let (_, api) = try fixture.library("api")
    let names = ["breaks", "works"]
    let remotes = try names.map { try fixture.service($0, [.init("libs/api", api[0], url("api"))]) }
    try fixture.writeManifest(names, libraries: ["api": "follow: {branch: main}"])
    let (document, exitCode) = try sync(
      "--test", "test $FLEET_REPO = works || test $(cat libs/api/api.txt) = 1")
    #expect(exitCode == 1)
    #expect(document.outcome(of: "breaks") == "broken-by-change")
    #expect(document.outcome(of: "works") == "delivered")
    #expect(try remotes[0].commitCount() == 1)
  }

  @Test func testsOfEachServiceFindThePinnedFilesWhateverOthersDidToTheirs() throws {
    let (_, api) = try fixture.library("api")
    let names = ["one", "two", "three"]
    for name in names { try fixture.service(name, [.init("libs/api", api[0], url("api"))]) }
    try fixture.writeManifest(names, libraries: ["api": "follow: {branch: main}"])
    let script = """
      cd libs/api
      case $(git rev-parse HEAD) in \(api[0])) pinned=1 ;; \(api[2])) pinned=3 ;; esac
      test "$(cat api.txt)" = $pinned && test -z "$(git status --porcelain)" || exit 1
      echo spoilt > api.txt; touch stray; git config user.name spoilt
      """
    let document = try sync("--jobs", "1", "--test", script).document
    for name in names { #expect(document.outcome(of: name) == "delivered") }
  }
}
