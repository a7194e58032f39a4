import FleetTestSupport
import Foundation
import Testing

/// Services that are branches of one repository: they share its mirror and its checkout.
@Suite(.timeLimit(.minutes(5)))
struct SharedRepositoryTests {
  @Test func theyAreTestedOneAfterAnotherAndKeepNobodyElseWaiting() throws {
    let fixture = try CampaignFixture()
    let shared = try fixture.service("shared")
    let base = try #require(try shared.tip(of: "main"))
    try fixture.service("single")
    let branches = (1...8).map { "release-\($0)" }
    for branch in branches { try shared.commit(["README.md": .text("\(branch)\n")], on: branch, from: base) }
    let entries = branches.map { branch in
      "  - {name: \(branch), url: '\(fixture.daemon.url("shared.git"))', branch: \(branch)}\n"
    }
    // Two at once in one checkout would be seen.
    let test = "mkdir ../busy && python3 -m unittest -q && rmdir ../busy"
    try fixture.work.write(
      "name: plumbing\ndefaults:\n  test: '\(test)'\nservices:\n\(entries.joined())"
        + "  - {name: single, url: '\(fixture.daemon.url("single.git"))'}\n",
      to: "fleet.yaml")
    let (document, exitCode) = try fixture.report(
      "apply", "bump-timeout.json", "--yes", "--direct", "--jobs", "9", "--test-timeout", "60s")
    #expect(exitCode == 0, "\(document)")
    #expect(document.summary == ["delivered": 9, "total": 9])
    for branch in branches {
      #expect(try shared.git.run(["rev-list", "--count", branch], in: shared.path) == "3")
    }
  }
}
