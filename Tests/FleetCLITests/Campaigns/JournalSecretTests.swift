import FleetTestSupport
import Foundation
import Testing

/// What the journal must not hold.
struct JournalSecretTests {
  @Test func aPasswordOfARemoteIsNowhereInTheState() throws {
    let fixture = try CampaignFixture()
    try fixture.service("billing")
    let url = fixture.daemon.url("billing.git").replacing("127.0.0.1", with: "somebody:s3cret@127.0.0.1")
    try fixture.writeManifest(["billing"], urls: ["billing": url])
    _ = try fixture.run("apply", "bump-timeout.json", "--yes", "--no-test")
    _ = try fixture.run("plan", "bump-timeout.json", "--param", "seconds=90")
    let found = try TestProgram.run(
      "grep", ["-r", "-l", "-a", "s3cret", fixture.fleet.home.path], environment: fixture.fleet.variables)
    #expect(found.text == "")
    #expect(try fixture.run("log").text.contains("bump-timeout"))
  }
}
