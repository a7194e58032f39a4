import FleetTestSupport
import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ReportFileTests {
  /// One repository that is changed, one whose tests the change breaks.
  private func fixture() throws -> CampaignFixture {
    let fixture = try CampaignFixture()
    try fixture.service("billing")
    try fixture.service("orders", test: CampaignFixture.testThatWantsThirty)
    try fixture.writeManifest(["billing", "orders"])
    return fixture
  }

  private func run(_ fixture: CampaignFixture, _ arguments: String...) throws -> TestProgram.Result {
    try fixture.fleet.run(arguments, in: fixture.work.path)
  }

  @Test func aRunWithFailuresWritesBothReports() throws {
    let fixture = try fixture()
    let result = try run(
      fixture, "apply", "bump-timeout.json", "--yes", "--html", "report.html", "--junit", "report.xml")
    #expect(result.status == 1)
    let page = try #require(fixture.work.read("report.html"))
    #expect(page.contains("<ins>+        &#39;OPTIONS&#39;: {&#39;timeout&#39;: 60},  # s\n</ins>"))
    #expect(page.contains("<code>$ `python3 -m unittest discover`"))
    let junit = try #require(fixture.work.read("report.xml"))
    #expect(junit.contains(#"<testsuite name="bump-timeout" tests="2" failures="1" errors="0""#))
    #expect(junit.contains("AssertionError: 60 != 30"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.work.path).allSatisfy { !$0.hasSuffix(".new") })
  }

  @Test(arguments: ["--html", "--junit"]) func aFileThatCanNotBeWrittenStopsBeforeAnythingIsTouched(option: String)
    throws
  {
    let fixture = try fixture()
    try fixture.work.write("", to: "folder/file")
    for (path, words) in [
      ("none/report", "there is no folder \(fixture.work.path)/none/"), ("folder", "is a folder"),
      ("/dev/null", "isn't a plain file"),
    ] {
      let result = try run(fixture, "apply", "bump-timeout.json", "--yes", option, path)
      #expect(result.status == 2)
      #expect(result.stderr.contains("fleet: \(option) \(path): \(words)"))
      #expect(result.text == "")
    }
    #expect(!FileManager.default.fileExists(atPath: "\(fixture.fleet.home.path)/.cache/fleet"))
  }

  @Test func aPageBringsNoDiffsIntoTheJSON() throws {
    let fixture = try fixture()
    let result = try run(
      fixture, "apply", "bump-timeout.json", "--dry-run", "--json", "--html", "report.html")
    #expect(result.status == 0)
    #expect(!result.text.contains("\"diff\""))
    #expect(try #require(fixture.work.read("report.html")).contains("<ins>"))
  }

  @Test func aLinkIsFollowedAndNotReplaced() throws {
    let fixture = try fixture()
    try fixture.work.write("old", to: "shared/report.xml")
    try FileManager.default.createSymbolicLink(
      atPath: "\(fixture.work.path)/report.xml", withDestinationPath: "shared/report.xml")
    _ = try run(fixture, "plan", "bump-timeout.json", "--junit", "report.xml")
    #expect(fixture.work.read("shared/report.xml")?.hasPrefix("<?xml") == true)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: "\(fixture.work.path)/report.xml")
        == "shared/report.xml")
  }

  @Test func onATerminalOfEightyColumnsNoRowIsWider() throws {
    let fixture = try fixture()
    let fleet = try FleetProgram.path()
    let result = try TestProgram.run(
      "script", ["-qec", "stty cols 80; NO_COLOR=1 \(fleet) apply bump-timeout.json --yes 2>/dev/null", "/dev/null"],
      environment: fixture.fleet.variables, folder: fixture.work.path)
    let rows = result.text.split(whereSeparator: \.isNewline)
    try #require(rows.count == 2, "\(result.text)\(result.stderr)")
    #expect(rows[1].hasPrefix("orders   broken-by-change  `python3 -m unittest discover` exited"))
    #expect(rows[1].hasSuffix("…"))
    #expect(rows.allSatisfy { $0.count <= 80 })
  }
}
