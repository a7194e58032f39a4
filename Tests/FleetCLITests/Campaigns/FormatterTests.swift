import FleetTestSupport
import Foundation
import Testing

/// Programs of a codemod that run on the changed files.
@Suite(.timeLimit(.minutes(10)))
struct FormatterTests {
  private let fixture: CampaignFixture
  private let remote: Remote

  init() throws {
    fixture = try CampaignFixture()
    remote = try fixture.service("billing")
    try fixture.writeManifest(["billing"])
  }

  private func apply(
    formatter script: String, _ options: String...
  ) throws -> (outcome: String?, message: String?) {
    let formatters = "\"formatters\": [[\"sh\", \"-c\", \"\(script)\", \"sh\"]],\n  \"commit\""
    try fixture.work.write(
      CampaignFixture.codemod.replacing("\"commit\"", with: formatters), to: "bump-timeout.json")
    let result = try fixture.fleet.run(
      ["apply", "bump-timeout.json", "--yes", "--json"] + options, in: fixture.work.path)
    let document = try JSONDecoder().decode(CampaignDocument.self, from: Data(result.stdout))
    return (document.outcome(of: "billing"), document["billing"]?.message)
  }

  @Test func whatAFormatterMakesOfTheChangedFilesIsDeliveredOnce() throws {
    let script = #"sed -i s/60/60.0/ \"$@\""#
    #expect(try apply(formatter: script).outcome == "delivered")
    #expect(
      try remote.file("main/settings.py", on: "fleet/bump-timeout")
        == CampaignFixture.settings.replacing("30", with: "60.0"))
    #expect(try apply(formatter: script).outcome == "unchanged")
  }

  @Test func aFormatterThatFailsIsAFailureOfTheRepository() throws {
    let result = try apply(formatter: "exit 4")
    #expect(result.outcome == "failed(plan)")
    #expect(result.message?.contains("exited with status 4") == true)
    #expect(try remote.tip(of: "fleet/bump-timeout") == nil)
  }

  @Test(arguments: [
    ("echo >> README.md", "README.md"), (#"sed -i 's/import os/import sys/' \"$@\""#, "1 line of main/settings.py"),
  ])
  func whatAFormatterTouchesBesidesTheEditsIsReportedAndRefusedOnRequest(_ script: String, _ place: String) throws {
    let strict = try apply(formatter: script, "--strict-format")
    #expect(strict.outcome == "refused(script)")
    #expect(strict.message == "formatters also changed what the edits didn't: \(place)")
    #expect(try remote.tip(of: "fleet/bump-timeout") == nil)
    let reported = try apply(formatter: script)
    #expect(reported.outcome == "delivered")
    #expect(reported.message == strict.message)
  }

  @Test func linesThatTheEditChangedAreTheFormattersToo() throws {
    let result = try apply(formatter: #"sed -i 's/60},/60,},/' \"$@\""#, "--strict-format")
    #expect(result.outcome == "delivered")
    #expect(result.message == nil)
  }

  @Test(arguments: [["apply", "--yes"], ["plan"]])
  func theLineToRunAgainKeepsWhatIsAskedOfProgramsAndTheLimits(command: [String]) throws {
    let words = ["--twice", "--strict-format", "--jobs", "2", "--timeout", "45s", "--test-timeout", "2m"]
    _ = try apply(formatter: "exit 4")
    let result = try fixture.fleet.run(
      [command[0], "bump-timeout.json", "--html", "report.html"] + command.dropFirst() + words, in: fixture.work.path)
    #expect(result.status == 1)
    let page = try #require(fixture.work.read("report.html")).replacing(#/<\/?span>/#, with: "")
    let lines = page.matches(of: #/<code>(fleet apply [^<]*)</#).map(\.output.1)
    #expect(lines == ["fleet apply bump-timeout.json \(words.joined(separator: " ")) --select billing"])
  }
}
