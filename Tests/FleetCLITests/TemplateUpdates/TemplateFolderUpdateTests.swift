import FleetTestSupport
import Foundation
import Templates
import Testing

/// Services of templates that have no commits: folders, and what came with the program.
@Suite(.timeLimit(.minutes(10)))
struct TemplateFolderUpdateTests {
  private static let branch = UpdateFixture.branch

  private var campaign: CampaignFixture
  private let remote: Remote

  init() throws {
    campaign = try CampaignFixture()
    try campaign.work.write(#"{"name": "demo", "port": "8000"}"#, to: "templates/service/cookiecutter.json")
    try campaign.work.write(
      "One\nTwo\nThree\nFour\nFive\n", to: "templates/service/{{cookiecutter.name}}/guide.md")
    try campaign.work.write("*.log\n", to: "templates/service/{{cookiecutter.name}}/.gitignore")
    try campaign.work.write("ignored\n", to: "templates/service/{{cookiecutter.name}}/first.log")
    remote = try campaign.remote("billing", files: [:])
  }

  private func writeTemplate(_ text: String, to path: String) throws {
    try campaign.work.write(text, to: "templates/service/{{cookiecutter.name}}/\(path)")
  }

  private func stamp(_ template: String) throws {
    let new = try campaign.fleet.run(
      ["new", template, "billing", "--no-input", "--push", campaign.daemon.url(remote.name)], in: campaign.work.path)
    guard new.status == 0 else { throw TestSupportError(new.stderr) }
  }

  private func update(_ options: String...) throws -> CampaignDocument.Repository {
    let (document, _) = try campaign.report(["template", "update", "--yes", "--no-test"] + options)
    return try #require(document["billing"])
  }

  /// What another machine has: no mirror, no shelf.
  private func forgetEverything() throws {
    try FileManager.default.removeItem(atPath: campaign.fleet.home.path)
    try FileManager.default.createDirectory(atPath: campaign.fleet.home.path, withIntermediateDirectories: true)
  }

  private func merge() throws { try remote.set("main", to: try remote.tip(of: Self.branch)) }

  private func useFolder() throws {
    try campaign.writeManifest(["billing"], extra: "templates:\n  - name: service\n    path: templates/service\n")
    try stamp("service")
  }

  @Test func aFoldersServicesAreUpdatedFromOneStateToTheNext() throws {
    try useFolder()
    #expect(try update().outcome == "unchanged")
    try remote.commit(["guide.md": "One\nTwo\nThree\nFour\nours\n"])
    try writeTemplate("Zero\nTwo\nThree\nFour\nFive\n", to: "guide.md")
    let status = try campaign.run("template", "status", "--json")
    #expect(status.text.contains(#""outcome" : "changed""#), "\(status.text)")
    #expect(try update().outcome == "delivered")
    #expect(try remote.file("guide.md", on: Self.branch) == "Zero\nTwo\nThree\nFour\nours\n")
    #expect(try remote.file("first.log", on: Self.branch) == nil)
    try merge()
    #expect(try update().outcome == "unchanged")
    try writeTemplate("Zero\nTwo\n3\nFour\nFive\n", to: "guide.md")
    #expect(try update("service").outcome == "delivered")
    #expect(try remote.file("guide.md", on: Self.branch) == "Zero\nTwo\n3\nFour\nours\n")
  }

  @Test mutating func aShippedTemplatesServicesAreUpdatedByALaterVersion() throws {
    campaign.fleet.extraVariables["FLEET_TEMPLATES"] = "\(campaign.work.path)/templates"
    try campaign.writeManifest(["billing"])
    try stamp("service")
    try writeTemplate("new\n", to: "new.txt")
    #expect(try update().outcome == "delivered")
    #expect(try remote.file("new.txt", on: Self.branch) == "new\n")
    let text = try #require(try remote.file(TemplateRecord.path, on: Self.branch))
    let record = try TemplateRecord(reading: Array(text.utf8))
    #expect(record.source == "service")
    #expect(record.commit == nil)
    #expect(record.digest?.count == 40)
    #expect(record.committed == nil)
  }

  @Test func onAnotherMachineTheServicesOwnFirstCommitIsTheBase() throws {
    try useFolder()
    try remote.commit(["guide.md": "One\nTwo\nThree\nFour\nours\n"])
    try forgetEverything()
    try writeTemplate("Zero\nTwo\nThree\nFour\nFive\n", to: "guide.md")
    try writeTemplate("new\n", to: "new.txt")
    #expect(try update().outcome == "delivered")
    #expect(try remote.file("guide.md", on: Self.branch) == "Zero\nTwo\nThree\nFour\nours\n")
    #expect(try remote.file("new.txt", on: Self.branch) == "new\n")
    // After that only the machine that updated it knows what the template was.
    try merge()
    try forgetEverything()
    try writeTemplate("newer\n", to: "new.txt")
    let refused = try update()
    #expect(refused.kind == "no-base")
    #expect(refused.message?.contains("keep the template in a git repository") == true)
  }

  @Test func aFirstCommitThatIsNotWhatWasStampedIsNoBase() throws {
    try useFolder()
    // Amended before it was shared.
    let record = try #require(try remote.file(TemplateRecord.path, on: "main"))
    let other = try campaign.remote(
      "other", files: [TemplateRecord.path: .text(record), "guide.md": "ours\n", ".gitignore": "*.log\n"])
    try campaign.work.write(
      try #require(campaign.work.read("fleet.yaml")).replacing(
        campaign.daemon.url("billing.git"), with: campaign.daemon.url(other.name)), to: "fleet.yaml")
    try forgetEverything()
    try writeTemplate("new\n", to: "new.txt")
    #expect(try update().kind == "no-base")
  }

  @Test func aTemplateThatHasLostItsCommitIsMergedFromTheServicesOwnHistory() throws {
    let files: [String: FileContent] = [
      "cookiecutter.json": #"{"name": "demo"}"#, "{{cookiecutter.name}}/guide.md": "One\nTwo\nThree\nFour\n",
    ]
    let template = try campaign.remote("template", files: files)
    let source = campaign.daemon.url(template.name)
    try campaign.writeManifest(["billing"], extra: "templates:\n  - name: service\n    url: \(source)\n")
    try stamp("service")
    try remote.commit(["guide.md": "One\nTwo\nThree\nours\n"])
    try forgetEverything()
    try FileManager.default.removeItem(atPath: template.path)
    let again = try campaign.remote(
      "template", files: files.merging(["{{cookiecutter.name}}/guide.md": "Zero\nTwo\nThree\nFour\n"]) { $1 })
    let result = try update()
    #expect(result.outcome == "delivered", "\(result)")
    #expect(try remote.file("guide.md", on: Self.branch) == "Zero\nTwo\nThree\nours\n")
    #expect(try remote.recordedCommit(on: Self.branch) == again.tip(of: "main"))
  }
}
