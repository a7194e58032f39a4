import FleetTestSupport
import Foundation
import Testing

/// `fleet submodules graph`
@Suite(.timeLimit(.minutes(5)))
struct PinGraphTests {
  private let fixture: PinFixture

  init() throws {
    fixture = try PinFixture()
  }

  private func url(_ name: String) -> String { fixture.daemon.url("\(name).git") }

  @Test func nestedLibrariesAreFoundAtThePinnedCommitAndNotAtTheTip() throws {
    let (_, core) = try fixture.library("core")
    let http = try fixture.service("http", [.init("deps/core", core[0], "../core.git")])
    let pinned = try #require(try http.tip(of: "main"))
    try http.commit(deleting: ["deps/core", ".gitmodules"])
    try fixture.library("idle")
    try fixture.service("billing", [.init("libs/http", pinned, url("http"))])
    try fixture.service("orders", [.init("libs/core", core[1], url("core"))])
    try fixture.writeManifest(["billing", "orders"], libraries: ["core": "", "http": "", "idle": ""])
    let (document, exitCode) = try fixture.graph()
    #expect(exitCode == 0)
    #expect(
      document.lines == [
        "core billing libs/http/deps/core <http", "core orders libs/core", "http billing libs/http",
      ])
    #expect(document.unused == ["idle"])
    #expect(try fixture.graph("core").document.lines.count == 2)
  }

  @Test func theSameLibraryTwiceByPathOrURLIsShown() throws {
    let (_, ids) = try fixture.library("api")
    try fixture.service(
      "billing", [.init("libs/api", ids[0], url("api")), .init("vendor/api", ids[1], fixture.daemon.url("api"))])
    try fixture.service("orders", [.init("libs/api", ids[0], url("api"))])
    try fixture.writeManifest(["billing", "orders"], libraries: ["api": ""])
    #expect(
      try fixture.graph().document.lines == [
        "api billing libs/api repeated", "api billing vendor/api repeated", "api orders libs/api",
      ])
  }

  @Test func cyclesAreBounded() throws {
    let (first, ids) = try fixture.library("first")
    let second = try fixture.service("second", [.init("first", ids[0], url("first"))])
    let secondTip = try #require(try second.tip(of: "main"))
    let tip = try first.commit([
      "second": .submodule(secondTip),
      ".gitmodules": "[submodule \"second\"]\n\tpath = second\n\turl = ../second.git\n",
    ])
    try second.commit(["first": .submodule(tip)])
    try fixture.service("billing", [.init("s", try second.tip(of: "main"), url("second"))])
    try fixture.writeManifest(["billing"], libraries: ["first": "", "second": ""])
    let (document, exitCode) = try fixture.graph()
    #expect(exitCode == 0)
    #expect(
      document.lines == [
        "first billing s/first <second", "first second first", "second billing s repeated",
        "second billing s/first/second <second <first cycle repeated", "second first second",
      ])
  }

  @Test func theDrawingIsReadByGraphvizEvenWithHostileNames() throws {
    let (_, ids) = try fixture.library("api")
    try fixture.service("billing", [.init("libs/api", ids[0], url("api")), .init("x", ids[0], "https://h/a\\\"b.git")])
    try fixture.writeManifest(["billing"], libraries: ["api": ""])
    let result = try fixture.fleet.run("submodules", "graph", "--dot")
    #expect(result.status == 0)
    #expect(result.text.contains("\"service billing\" -> \"library api\" [label=\"\(ids[0].prefix(7))\"];"))
    let unescaped = result.text.replacing("\\\\", with: "").replacing("\\\"", with: "")
    #expect(unescaped.split(separator: "\n").allSatisfy { $0.count { $0 == "\"" } % 2 == 0 })
  }

  @Test func aLibraryThatCannotBeReadIsSaid() throws {
    let (_, ids) = try fixture.library("api")
    try fixture.service("billing", [.init("libs/api", ids[0], url("api"))])
    try fixture.writeManifest(["billing"], libraries: ["api": "", "gone": ""])
    let (document, exitCode) = try fixture.graph()
    #expect(exitCode == 1)
    #expect(document.problems.map(\.name) == ["gone"])
    #expect(document.lines == ["api billing libs/api"])
  }
}
