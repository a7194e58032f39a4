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

  private func apply(formatter script: String) throws -> (outcome: String?, message: String?) {
    let formatters = "\"formatters\": [[\"sh\", \"-c\", \"\(script)\", \"sh\"]],\n  \"commit\""
    try fixture.work.write(
      CampaignFixture.codemod.replacing("\"commit\"", with: formatters), to: "bump-timeout.json")
    let document = try fixture.report("apply", "bump-timeout.json", "--yes").document
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

  @Test func aFormatterThatTouchesOtherFilesIsRefused() throws {
    let result = try apply(formatter: "echo >> README.md")
    #expect(result.outcome == "refused(script)")
    #expect(result.message?.contains("README.md") == true)
    #expect(try remote.tip(of: "fleet/bump-timeout") == nil)
  }
}
