import FleetTestSupport
import Foundation
import Testing

/// What `fleet template status` says.
@Suite(.timeLimit(.minutes(10)))
struct TemplateStatusTests {
  private struct Document: Decodable {
    struct Repository: Decodable {
      let service: String
      let outcome: String
      let kind: String?
      let template: String?
      let commit: String?
      let target: String?
      let behind: Int?
      let edited: [String]?
      let deleted: [String]?
      let conflicts: [String]?
    }

    let schema: Int
    let command: String
    let repositories: [Repository]
    let summary: [String: Int]
  }

  private var fixture: UpdateFixture
  private let first: String

  init() throws {
    fixture = try UpdateFixture()
    first = fixture.tip
    try fixture.stamp("billing").commit(
      ["settings.py": "NAME = 'billing'\nPORT = 9\nDEBUG = False\n"], deleting: ["LICENSE"])
    try fixture.stamp("clashing").commit(["docs/guide.md": "ours\n"])
    try fixture.change(["{{cookiecutter.name}}/docs/guide.md": "Zero\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight\n"])
    try fixture.change(["README.md": "about the template\n"])
    try fixture.stamp("current")
    try fixture.writeManifest()
  }

  private func status(_ options: String...) throws -> (document: Document, exitCode: Int32) {
    let result = try fixture.campaign.fleet.run(
      ["template", "status", "--json"] + options, in: fixture.campaign.work.path)
    return (try JSONDecoder().decode(Document.self, from: Data(result.stdout)), result.status)
  }

  @Test func everyServiceHasItsDistanceItsEditsAndItsOutcome() throws {
    let (document, exitCode) = try status()
    #expect(exitCode == 0)
    #expect(document.command == "template status")
    #expect(document.repositories.map(\.service) == ["billing", "clashing", "current"])
    let billing = document.repositories[0]
    #expect(billing.outcome == "changed")
    #expect(billing.template == "service")
    #expect(billing.commit == first)
    #expect(billing.target == fixture.tip)
    #expect(billing.behind == 2)
    #expect(billing.edited == ["settings.py"])
    #expect(billing.deleted == ["LICENSE"])
    let clashing = document.repositories[1]
    #expect(clashing.outcome == "conflict")
    #expect(clashing.conflicts == ["docs/guide.md"])
    let current = document.repositories[2]
    #expect(current.outcome == "unchanged")
    #expect(current.behind == 0)
    #expect(current.edited == [])
    #expect(document.summary == ["changed": 1, "conflict": 1, "unchanged": 1, "total": 3])
  }

  @Test func checkTellsFindingsFromFailures() throws {
    #expect(try status("--check", "--select", "current").exitCode == 0)
    #expect(try status("--check").exitCode == 3)
    try FileManager.default.removeItem(atPath: "\(fixture.campaign.remotes.path)/current.git")
    #expect(try status("--check").exitCode == 1)
    #expect(try status("--offline", "--select", "billing").exitCode == 0)
  }

  @Test func theTemplatesMirrorStaysWhenTheCacheIsPruned() throws {
    #expect(try status().exitCode == 0)
    let all = try fixture.campaign.run("cache", "prune", "--all", "--dry-run").text.split(separator: "\n")
    #expect(all.count == 4 && all.contains { $0.contains("/template-") })
    #expect(try fixture.campaign.run("cache", "prune").text == "")
  }

  @Test func theTableHasARowForEachService() throws {
    let result = try fixture.campaign.run("template", "status", "service")
    let lines = result.text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(lines[0] == ["SERVICE", "TEMPLATE", "COMMIT", "BEHIND", "EDITED", "UPDATE", "WHY"])
    #expect(lines[1] == ["billing", "service", String(first.prefix(7)), "2", "2", "changed"])
    #expect(lines[3] == ["current", "service", String(fixture.tip.prefix(7)), "0", "0", "unchanged"])
    #expect(result.stderr.contains("3 services: 1 changed, 1 conflict, 1 unchanged."))
  }
}
