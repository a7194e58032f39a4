import FleetTestSupport
import Foundation
import Testing

/// Servers that say nothing cost a run one time limit, however many there are, and nobody else anything.
@Suite(.timeLimit(.minutes(5)))
struct SilentServerTests {
  @Test(arguments: ["automatic", "git"])
  func fiveSilentServersAmongFiftyRepositoriesCostOneLimit(_ engine: String) throws {
    var fixture = try CampaignFixture()
    fixture.fleet.extraVariables["GIT_SSH_COMMAND"] = "ssh -F /dev/null"
    let schemes = ["git", "git", "http", "https", "ssh"]
    var silent: [String: StallServer] = [:]
    var urls: [String: String] = [:]
    for (number, scheme) in schemes.enumerated() {
      let server = try StallServer(.silent)
      silent["a-silent-\(number)"] = server
      urls["a-silent-\(number)"] = server.url(scheme: scheme)
    }
    let good = (10..<55).map { "service-\($0)" }
    // They are all the same: made once, served under 45 names.
    try fixture.service("template")
    for name in good {
      urls[name] = fixture.daemon.url("\(name).git")
      try FileManager.default.copyItem(
        atPath: "\(fixture.remotes.path)/template.git", toPath: "\(fixture.remotes.path)/\(name).git")
    }
    let limits = "defaults:\n  engine: \(engine)\n  timeouts: {connect: 4s, idle: 4s}\n"
    try fixture.writeManifest(silent.keys.sorted() + good, extra: limits, urls: urls)

    let (document, exitCode) = try fixture.report("plan", "bump-timeout.json")
    #expect(exitCode == 1)
    for name in good { #expect(document.outcome(of: name) == "changed") }
    for (name, server) in silent {
      let entry = try #require(document[name])
      #expect(document.outcome(of: name) == "failed(refresh)")
      #expect(entry.kind == "timed-out")
      #expect(entry.message?.contains("127.0.0.1:\(server.port)") == true, "\(entry.message ?? "")")
    }
    // All five were waited for at the same time, so the run has cost one limit. The time of day tells nothing on a busy
    // machine; that the waits overlap does.
    // With git a short visit comes first, to see whether there is a connection.
    let waits = silent.values.compactMap { server in
      server.visits.max { $0.upperBound - $0.lowerBound < $1.upperBound - $1.lowerBound }
    }
    #expect(waits.count == schemes.count)
    let lastStart = try #require(waits.map(\.lowerBound).max())
    let firstEnd = try #require(waits.map(\.upperBound).min())
    #expect(lastStart < firstEnd)
  }
}
