import FleetTestSupport
import Foundation
import Templates
import Testing

/// Hooks of a template have a part in both renders of an update, where they are trusted.
@Suite(.timeLimit(.minutes(10)))
struct TemplateHookTests {
  private static let branch = UpdateFixture.branch
  private static let guide = "{{cookiecutter.name}}/docs/guide.md"
  private static let newGuide: FileContent = "Zero\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight\n"
  private static let hook = "hooks/post_gen_project.sh"

  private var fixture: UpdateFixture

  /// A template whose hook removes what was not asked for and makes a file.
  init() throws {
    fixture = try UpdateFixture(
      files: UpdateFixture.files.merging([
        "{{cookiecutter.name}}/Dockerfile": "FROM debian\n", "{{cookiecutter.name}}/.gitignore": "cache\n",
        Self.hook: .executable(
          """
          #!/bin/sh
          test "{{ cookiecutter.license }}" = MIT && rm -rf Dockerfile docker
          pwd > cache
          wc -l < docs/guide.md > lines.txt

          """),
      ]) { $1 })
  }

  /// Stamps a service as the hook leaves it.
  @discardableResult
  private mutating func stampWithHook(_ name: String = "billing") throws -> Remote {
    let remote = try fixture.stamp(name, record: fixture.record(name).stamped(nil, ranHooks: true))
    try remote.commit(["lines.txt": "8\n"], deleting: ["Dockerfile"])
    try fixture.writeManifest()
    return remote
  }

  private func trust(_ commit: String) throws {
    let result = try fixture.campaign.run("trust", "add", fixture.source, "--checkout", commit, "--yes")
    guard result.status == 0 else { throw TestSupportError(result.stderr) }
  }

  private func record(in remote: Remote) throws -> TemplateRecord {
    try TemplateRecord(
      reading: Array(try #require(try remote.file(TemplateRecord.path, on: Self.branch)).utf8))
  }

  @Test mutating func whatATrustedHookRemovesStaysAwayAndWhatItMakesIsUpdated() throws {
    let stamped = fixture.tip
    let remote = try stampWithHook()
    try fixture.change([
      Self.guide: "Zero\nOne\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight\n",
      "{{cookiecutter.name}}/Dockerfile": "FROM debian:12\n", "{{cookiecutter.name}}/docker/run": "new\n",
    ])
    let refused = try fixture.updated()
    #expect(refused.kind == "untrusted-hooks")
    #expect(refused.message?.contains(Self.hook) == true)
    #expect(
      refused.message?.contains("fleet trust add \(fixture.source) --checkout \(stamped.prefix(12))") == true)
    let status = try fixture.campaign.run("template", "status")
    #expect(status.text.contains("untrusted-hooks"))
    try trust(stamped)
    #expect(try fixture.updated().message?.contains(String(fixture.tip.prefix(12))) == true)
    try trust(fixture.tip)
    #expect(try fixture.campaign.run("template", "status").text.contains("changed"))

    let result = try fixture.updated()
    #expect(result.outcome == "delivered", "\(result)")
    #expect(
      try remote.paths(on: Self.branch).map { $0.dropFirst(7) } == [
        ".fleet/template.json", ".gitignore", "LICENSE", "README.md", "docs/guide.md", "key.txt", "lines.txt",
        "logo.png", "run.sh", "settings.py",
      ])
    #expect(try remote.file("lines.txt", on: Self.branch) == "9\n")
    #expect(try record(in: remote).ranHooks)
  }

  @Test mutating func hooksThatAServiceWasStampedWithoutDoNotRun() throws {
    let remote = try fixture.stamp("billing")
    try fixture.writeManifest()
    try fixture.change([Self.guide: Self.newGuide])
    #expect(try fixture.updated().outcome == "delivered")
    #expect(try remote.file("Dockerfile", on: Self.branch) == "FROM debian\n")
    #expect(try remote.file("lines.txt", on: Self.branch) == nil)
    #expect(try !record(in: remote).ranHooks)
  }

  @Test mutating func hooksCanBeLeftOut() throws {
    let remote = try stampWithHook()
    try fixture.change([Self.guide: Self.newGuide])
    #expect(try fixture.updated("--accept-hooks", "no").outcome == "delivered")
    #expect(try remote.file("Dockerfile", on: Self.branch) == nil)
    #expect(try remote.file("lines.txt", on: Self.branch) == "8\n")
    #expect(try !record(in: remote).ranHooks)
    let wrong = try fixture.campaign.run("template", "update", "--yes", "--accept-hooks", "maybe")
    #expect(wrong.status == 2)
  }

  @Test mutating func aHookThatFailsIsTheServicesFailure() throws {
    try trust(fixture.tip)
    let remote = try stampWithHook()
    try fixture.change([
      Self.guide: Self.newGuide, Self.hook: .executable("#!/bin/sh\necho no such disk >&2\nexit 3\n"),
    ])
    try trust(fixture.tip)
    let (document, exitCode) = try fixture.update()
    #expect(exitCode == 1)
    let failed = try #require(document["billing"])
    #expect(failed.outcome == "failed")
    #expect(failed.message == "\(Self.hook) exited with status 3: no such disk")
    #expect(try String(contentsOfFile: #require(failed.log), encoding: .utf8) == "no such disk\n")
    #expect(try remote.tip(of: Self.branch) == nil)
  }

  @Test(.enabled(if: try Bubblewrap.refusal() == nil, "bubblewrap may make no sandbox here"))
  mutating func inTheSandboxHooksOfStatusSeeNothingOfTheUsers() throws {
    try trust(fixture.tip)
    try stampWithHook()
    let mine = "\(fixture.campaign.work.path)/fleet.yaml"
    try fixture.change([
      Self.guide: Self.newGuide, Self.hook: .executable("#!/bin/sh\ntest ! -e '\(mine)' || exit 3\n"),
    ])
    try trust(fixture.tip)
    func status(_ options: String...) throws -> (exitCode: Int32, text: String) {
      let result = try fixture.campaign.fleet.run(["template", "status"] + options, in: fixture.campaign.work.path)
      return (result.status, result.text + result.stderr)
    }
    let without = try status()
    #expect(without.exitCode == 1)
    #expect(without.text.contains("\(Self.hook) exited with status 3"))
    #expect(try status("--sandbox").exitCode == 0)

    try fixture.writeManifest(extra: "defaults: {sandbox: offline}\n")
    #expect(try status().exitCode == 0)
    #expect(try status("--no-sandbox").exitCode == 1)
  }

  @Test mutating func aStatusWithoutBubblewrapAsksNobody() throws {
    try stampWithHook()
    var fleet = fixture.campaign.fleet
    fleet.extraVariables["PATH"] = fixture.campaign.work.path
    let result = try fleet.run(["template", "status", "--sandbox"], in: fixture.campaign.work.path)
    #expect(result.status == 2)
    #expect(result.stderr.contains("a sandbox needs bubblewrap"))
    #expect(!FileManager.default.fileExists(atPath: fleet.home.path + "/.cache/fleet"))
  }

  @Test mutating func aHookBeforeTheQuestionsChangesTheTemplateOfBothRenders() throws {
    try fixture.change([
      "hooks/pre_prompt.sh": .executable(
        "#!/bin/sh\necho made >> '{{cookiecutter.name}}/made.txt'\n"
          + "for i in $(cat count); do echo made >> '{{cookiecutter.name}}/made.txt'; done\n"), "count": "1\n",
    ])
    try trust(fixture.tip)
    let remote = try stampWithHook()
    try remote.commit(["made.txt": "made\nmade\n"])
    try fixture.change(["count": "1 2\n"])
    try trust(fixture.tip)
    let result = try fixture.updated()
    #expect(result.outcome == "delivered", "\(result)")
    #expect(try remote.file("made.txt", on: Self.branch) == "made\nmade\nmade\n")
  }

  @Test mutating func servicesOfCookiecutterAreAdoptedAsTheirHooksLeftThem() throws {
    let stamped = fixture.tip
    let remote = try stampWithHook()
    try remote.commit(deleting: [TemplateRecord.path])
    func adopt() throws -> CampaignDocument.Repository {
      let (document, _) = try fixture.campaign.report([
        "template", "adopt", "--yes", "--no-test", "--dry-run", "--diff",
      ])
      return try #require(document["billing"])
    }
    #expect(try adopt().message?.contains("its hooks are not trusted and didn't run") == true)
    try trust(stamped)
    let adopted = try adopt()
    #expect(adopted.message?.contains("7 of 9 files are as rendered") == true, "\(adopted)")
    #expect(adopted.diff?.contains("+  \"hooks\": true") == true)
  }

  @Test mutating func aMigrationRunsItsProgramInTheCheckout() throws {
    let remote = try fixture.stamp("billing")
    try remote.commit(["words.txt": "b\na\n"])
    try fixture.writeManifest()
    try fixture.change([
      Self.guide: Self.newGuide,
      "migrations/001-add.json": """
      {"fleet": 1, "name": "add", "steps": [{"op": "create", "file": "more.txt", "content": "d\\nc\\n"}]}
      """,
      "migrations/002-sort.json": """
      {"fleet": 1, "name": "sort", "where": {"exists": "words.txt"}, "steps": [
        {"op": "run", "command": ["sh", "-c", "for f in words.txt more.txt; do sort -o $f $f; done"],
         "writes": "*.txt"}]}
      """,
    ])
    let status = try fixture.campaign.run("template", "status")
    #expect(status.text.contains("without migrations/002-sort.json, which starts programs"), "\(status.text)")
    let result = try fixture.updated()
    #expect(result.outcome == "delivered", "\(result)")
    #expect(try remote.file("words.txt", on: Self.branch) == "a\nb\n")
    #expect(try remote.file("more.txt", on: Self.branch) == "c\nd\n")
    #expect(try remote.file("docs/guide.md", on: Self.branch)?.hasPrefix("Zero") == true)
  }
}
