import FleetTestSupport
import Foundation
import Templates
import Testing

/// Services that others have stamped.
@Suite(.timeLimit(.minutes(10)))
struct TemplateAdoptTests {
  private static let branch = "fleet/template-adopt"
  private static let guide = "{{cookiecutter.name}}/docs/guide.md"

  private var fixture: UpdateFixture
  private let first: String

  init() throws {
    fixture = try UpdateFixture(
      files: UpdateFixture.files.merging([
        "cookiecutter.json":
          #"{"name": "demo", "port": "8000", "license": ["MIT", "BSD"], "docker": true, "_private": 1}"#,
        "{{cookiecutter.name}}/setup.cfg": "license = {{ cookiecutter.license }}\n",
        "{{cookiecutter.name}}/Dockerfile": "FROM {% if cookiecutter.docker %}debian{% else %}scratch{% endif %}\n",
      ]) { $1 })
    first = fixture.tip
  }

  private func adopt(_ options: String...) throws -> CampaignDocument.Repository {
    let (document, _) = try fixture.campaign.report(["template", "adopt", "--yes", "--no-test"] + options)
    return try #require(document["billing"])
  }

  private func record(in remote: Remote) throws -> TemplateRecord {
    try TemplateRecord(
      reading: Array(try #require(try remote.file(TemplateRecord.path, on: Self.branch)).utf8))
  }

  /// A service that was stamped as its record says, without the record.
  private mutating func stampWithoutRecord(_ answers: [String: String]) throws -> Remote {
    let record = fixture.record("billing", answers: answers)
    let remote = try fixture.stamp("billing", record: record)
    try remote.commit(deleting: [TemplateRecord.path])
    return remote
  }

  @Test mutating func cruftsRecordIsTakenAsItIs() throws {
    let remote = try stampWithoutRecord(["license": "BSD", "port": "9000"])
    try fixture.change([Self.guide: "Zero\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight\n"])
    try remote.commit([
      ".cruft.json": .text(
        """
        {"template": "\(fixture.source)", "commit": "\(first)", "checkout": null, "directory": null, "skip": ["docs/x"],
         "context": {"cookiecutter": {"name": "billing", "port": "9000", "license": "BSD", "docker": true,
           "_private": 1, "_template": "\(fixture.source)"}}}
        """)
    ])
    try fixture.writeManifest()
    let result = try adopt()
    #expect(result.outcome == "delivered")
    #expect(result.message?.contains("7 of 9 files are as rendered") == true, "\(result)")
    let record = try record(in: remote)
    #expect(record.commit == first)
    #expect(record.source == fixture.source)
    #expect(record.skip == ["docs/x"])
    #expect(record.answers["license"] == "BSD")
    #expect(record.answers["_private"] == nil)
    try remote.set("main", to: try remote.tip(of: Self.branch))
    #expect(try adopt().outcome == "unchanged")
    #expect(try fixture.updated().outcome == "delivered")
    #expect(try remote.file("docs/guide.md", on: UpdateFixture.branch)?.hasPrefix("Zero") == true)
  }

  @Test mutating func answersAndCommitAreGuessedByTheBestMatch() throws {
    try fixture.change(["{{cookiecutter.name}}/second.txt": "at the second commit\n"])
    let second = fixture.tip
    let remote = try stampWithoutRecord(["license": "BSD", "port": "9000", "docker": ""])
    try fixture.change(["{{cookiecutter.name}}/third.txt": "at the third commit\n"])
    try remote.commit(["docs/guide.md": "One\nTwo\nThree\nFour\nFive\nSix\nSeven\nours\n"])
    try fixture.writeManifest()
    let result = try adopt()
    #expect(result.outcome == "delivered")
    let record = try record(in: remote)
    #expect(record.commit == second)
    #expect(record.answers["name"] == "billing")
    #expect(record.answers["port"] == "9000")
    #expect(record.answers["license"] == "BSD")
    #expect(record.answers["docker"] == false)
    #expect(result.message?.contains("rendered lines aren't there") == true)
  }

  @Test mutating func whatHardlyFitsIsRefused() throws {
    try fixture.campaign.remote("billing", files: ["README.md": "by hand\n"])
    try fixture.campaign.writeManifest(
      ["billing"], extra: "templates:\n  - name: service\n    url: \(fixture.source)\n")
    let result = try adopt()
    #expect(result.outcome == "refused")
    #expect(result.kind == "no-match")
  }

  @Test mutating func aTemplateThatNobodyNamedIsNotAsked() throws {
    let remote = try stampWithoutRecord([:])
    try remote.commit([
      ".cruft.json":
        #"{"template": "git://127.0.0.1:1/x", "commit": "1", "context": {"cookiecutter": {"name": "billing"}}}"#
    ])
    try fixture.writeManifest()
    #expect(try adopt().kind == "unknown-template")
    try remote.commit([".cruft.json": "{"])
    #expect(try adopt().kind == "record")
  }
}
