import FleetTestSupport
import Foundation
import Templates
import Testing

/// What services and templates may say about an update, and what is refused.
@Suite(.timeLimit(.minutes(10)))
struct TemplateUpdateRuleTests {
  private static let branch = UpdateFixture.branch
  private static let guide = "{{cookiecutter.name}}/docs/guide.md"
  private static let settings = "{{cookiecutter.name}}/settings.py"
  private static let newGuide: FileContent = "Zero\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight\n"

  private var fixture: UpdateFixture

  init() throws {
    fixture = try UpdateFixture()
  }

  @Test mutating func whatTheServiceSkipsIsLeftAlone() throws {
    let remote = try fixture.stamp("billing", record: fixture.record("billing", skip: ["docs", "*.png"]))
    try fixture.writeManifest()
    try fixture.change([
      Self.guide: Self.newGuide, "{{cookiecutter.name}}/docs/new.md": "new\n",
      "{{cookiecutter.name}}/run.sh": .executable("#!/bin/sh\n"),
    ])
    #expect(try fixture.updated().outcome == "delivered")
    #expect(try remote.file("docs/guide.md", on: Self.branch)?.hasPrefix("One") == true)
    #expect(try remote.file("docs/new.md", on: Self.branch) == nil)
    #expect(try remote.file("run.sh", on: Self.branch) == "#!/bin/sh\n")
    let record = try #require(try remote.file(TemplateRecord.path, on: Self.branch))
    #expect(try TemplateRecord(reading: Array(record.utf8)).skip == ["docs", "*.png"])
  }

  @Test mutating func whatTheTemplateStampsOnceIsNeverUpdated() throws {
    let variables: FileContent =
      #"{"name": "demo", "port": "8000", "license": ["MIT", "BSD"], "_once": ["docs/*", "settings.py"]}"#
    let remote = try fixture.stamp("billing")
    try fixture.writeManifest()
    try fixture.change([
      "cookiecutter.json": variables, Self.guide: Self.newGuide, "{{cookiecutter.name}}/docs/new.md": "new\n",
      "{{cookiecutter.name}}/run.sh": .executable("#!/bin/sh\n"),
    ])
    try remote.commit(["settings.py": "ours\n"])
    #expect(try fixture.updated().outcome == "delivered")
    #expect(try remote.file("docs/guide.md", on: Self.branch)?.hasPrefix("One") == true)
    #expect(try remote.file("docs/new.md", on: Self.branch) == "new\n")
    #expect(try remote.file("settings.py", on: Self.branch) == "ours\n")
    try fixture.change(["{{cookiecutter.name}}/docs/new.md": "newer\n"], deleting: [Self.settings])
    try remote.set("main", to: try remote.tip(of: Self.branch))
    #expect(try fixture.updated().outcome == "delivered")
    #expect(try remote.file("docs/new.md", on: Self.branch) == "new\n")
    #expect(try remote.file("settings.py", on: Self.branch) == "ours\n")
  }

  @Test mutating func migrationsRunInOrderOnTheirWay() throws {
    let remote = try fixture.stamp("billing")
    try remote.commit(["app/config.ini": "[server]\nname = old\n"])
    try fixture.writeManifest()
    func migration(_ name: String, _ old: String, _ new: String) -> FileContent {
      .text(
        """
        {"fleet": 1, "name": "\(name)", "parameters": {"port": {"type": "string", "default": "1"}},
         "where": {"exists": "app/config.ini"},
         "steps": [{"op": "replace", "files": "app/config.ini", "text": "\(old)", "with": "\(new)"}]}
        """)
    }
    try fixture.change(["migrations/002-second.json": migration("second", "middle", "new")])
    try fixture.change([
      "migrations/001-first.json": migration("first", "old", "middle"), Self.guide: Self.newGuide,
    ])
    #expect(try fixture.updated().outcome == "delivered")
    #expect(try remote.file("app/config.ini", on: Self.branch) == "[server]\nname = new\n")
    #expect(try remote.recordedCommit(on: Self.branch) == fixture.tip)
    // They have run, and don't again.
    try remote.set("main", to: try remote.tip(of: Self.branch))
    try remote.commit(["app/config.ini": "[server]\nname = old\n"])
    try fixture.change(["{{cookiecutter.name}}/more.txt": "more\n"])
    #expect(try fixture.updated().outcome == "delivered")
    #expect(try remote.file("app/config.ini", on: Self.branch) == "[server]\nname = old\n")
    try fixture.change(["migrations/003.json": migration("third", "missing", "new")])
    let refused = try fixture.updated()
    #expect(refused.kind == "migration")
    #expect(refused.message?.contains("migrations/003.json") == true)
  }

  @Test mutating func aMigrationThatTheTemplateDidTooIsNoConflict() throws {
    let remote = try fixture.stamp("billing")
    try remote.commit(["settings.py": "NAME = 'billing'\nPORT = 8000\nDEBUG = False\nOURS = 1\n"])
    try fixture.writeManifest()
    try fixture.change([
      Self.settings: "NAME = '{{ cookiecutter.name }}'\nPORT = {{ cookiecutter.port }}\nVERBOSE = False\n",
      "migrations/rename.json": """
      {"fleet": 1, "name": "rename", "steps": [
        {"op": "replace", "files": "settings.py", "text": "DEBUG =", "with": "VERBOSE =", "matches": {"exactly": 1}}]}
      """,
    ])
    let result = try fixture.updated()
    #expect(result.outcome == "delivered", "\(result)")
    #expect(
      try remote.file("settings.py", on: Self.branch)
        == "NAME = 'billing'\nPORT = 8000\nVERBOSE = False\nOURS = 1\n")
  }

  @Test mutating func whatAMigrationAloneChangesIsNotTakenBackByTheTemplate() throws {
    let remote = try fixture.stamp("billing")
    try fixture.writeManifest()
    try fixture.change([
      Self.guide: Self.newGuide,
      "migrations/add.json": """
      {"fleet": 1, "name": "add", "steps": [
        {"op": "create", "file": "CODEOWNERS", "content": "* @ops\\n"},
        {"op": "replace", "files": "settings.py", "text": "DEBUG =", "with": "VERBOSE ="}]}
      """,
    ])
    #expect(try fixture.updated().outcome == "delivered")
    #expect(try remote.file("CODEOWNERS", on: Self.branch) == "* @ops\n")
    #expect(try remote.file("settings.py", on: Self.branch)?.contains("VERBOSE") == true)
    #expect(try remote.file("docs/guide.md", on: Self.branch)?.hasPrefix("Zero") == true)
  }

  @Test mutating func whatComesIsNormalizedAsGitWouldAddIt() throws {
    let remote = try fixture.stamp("billing")
    try fixture.writeManifest()
    try fixture.change([
      "{{cookiecutter.name}}/.gitattributes": "* text=auto\n*.bat -text\n", "{{cookiecutter.name}}/a.txt": "a\r\nb\r\n",
      "{{cookiecutter.name}}/sub/run.bat": "a\r\n", "{{cookiecutter.name}}/c.dat": .file([0, 13, 10]),
    ])
    #expect(try fixture.updated().outcome == "delivered")
    let sizes = try remote.git.run(["ls-tree", "-rl", Self.branch, "a.txt", "sub/run.bat", "c.dat"], in: remote.path)
    #expect(
      sizes.split(separator: "\n").map { $0.split { " \t".contains($0) }.suffix(2).joined(separator: " ") } == [
        "4 a.txt", "3 c.dat", "3 sub/run.bat",
      ])
  }

  @Test mutating func onlyTemplatesThatSomebodyNamedAreAsked() throws {
    let remote = try fixture.stamp("billing")
    try fixture.campaign.writeManifest(fixture.names)
    try fixture.change([Self.guide: Self.newGuide])
    let refused = try fixture.updated()
    #expect(refused.outcome == "refused")
    #expect(refused.kind == "unknown-template")
    #expect(try fixture.updated(fixture.source).outcome == "delivered")
    #expect(try remote.recordedCommit(on: Self.branch) == fixture.tip)
  }

  @Test mutating func aServiceOfAnotherTemplateIsNotMeant() throws {
    try fixture.stamp("billing")
    try fixture.campaign.remote("plain", files: ["README.md": "by hand\n"])
    let other = try fixture.campaign.remote("template-2", files: UpdateFixture.files)
    try fixture.campaign.writeManifest(
      fixture.names + ["plain"],
      extra: "templates:\n  - name: service\n    url: \(fixture.source)\n  - name: other\n    url: "
        + "\(fixture.campaign.daemon.url(other.name))\n")
    try fixture.change([Self.guide: Self.newGuide])
    let (document, exitCode) = try fixture.update("other")
    #expect(exitCode == 0)
    #expect(document["billing"]?.outcome == "not-applicable")
    #expect(document["plain"]?.outcome == "not-applicable")
    #expect(try fixture.update().document["billing"]?.outcome == "delivered")
  }

  @Test mutating func toNamesTheTarget() throws {
    let remote = try fixture.stamp("billing")
    let stamped = fixture.tip
    try fixture.writeManifest()
    try fixture.change([Self.guide: Self.newGuide])
    let second = fixture.tip
    try fixture.template.set("refs/tags/v2", to: second)
    try fixture.change([Self.settings: "third\n"])
    #expect(try fixture.updated("--to", "v2").outcome == "delivered")
    #expect(try remote.recordedCommit(on: Self.branch) == second)
    #expect(try remote.file("settings.py", on: Self.branch)?.hasPrefix("NAME") == true)
    // The record keeps to the tag that was asked for.
    try remote.set("main", to: try remote.tip(of: Self.branch))
    #expect(try fixture.updated().outcome == "unchanged")
    // Back, too, where that is asked for.
    #expect(try fixture.updated("--to", stamped).outcome == "delivered")
    #expect(try remote.file("docs/guide.md", on: Self.branch)?.hasPrefix("One") == true)
    let unknown = try fixture.campaign.run("template", "update", "service", "--yes", "--to", "v3")
    #expect(unknown.status == 2)
    #expect(unknown.stderr.contains("has no branch, tag or commit v3"))
  }

  @Test mutating func aServiceThatWasStampedFromWhatNobodyHasIsRefused() throws {
    try fixture.stamp("billing", record: fixture.record("billing", commit: String(repeating: "1", count: 40)))
    try fixture.writeManifest()
    let refused = try fixture.updated()
    #expect(refused.kind == "no-base")
    #expect(refused.message?.contains("111111111111") == true)
  }

  @Test mutating func aRenderThatIsNotWhatWasStampedIsRefusedUnlessThatIsAllowed() throws {
    let stamp = String(repeating: "2", count: 40)
    try fixture.stamp("billing", record: fixture.record("billing", stamp: stamp))
    try fixture.writeManifest()
    #expect(try fixture.updated().outcome == "unchanged")
    try fixture.change([Self.guide: Self.newGuide])
    #expect(try fixture.updated().kind == "diverged")
    #expect(try fixture.updated("--allow-diverged").outcome == "delivered")
  }

  @Test mutating func whatFleetNewMadeIsUpdated() throws {
    let work = fixture.campaign.work.path
    let target = try fixture.campaign.remote("stamped", files: [:])
    let new = try fixture.campaign.fleet.run(
      ["new", fixture.source, "stamped", "--no-input", "--push", fixture.campaign.daemon.url(target.name)], in: work)
    #expect(new.status == 0, "\(new.stderr)")
    try fixture.campaign.writeManifest(
      ["stamped"], extra: "templates:\n  - name: service\n    url: \(fixture.source)\n")
    #expect(try fixture.updated().outcome == "unchanged")
    try fixture.change([Self.guide: Self.newGuide])
    let result = try fixture.updated()
    #expect(result.outcome == "delivered", "\(result)")
    #expect(try target.file("docs/guide.md", on: Self.branch)?.hasPrefix("Zero") == true)
    let before = try target.paths(on: "main")
    #expect(try target.paths(on: Self.branch) == before)
  }

  @Test mutating func wrongUsageTouchesNothing() throws {
    let remote = try fixture.stamp("billing")
    try fixture.writeManifest()
    try fixture.change([Self.guide: Self.newGuide])
    for options in [["nonsense"], ["--with-conflicts", "--direct"], ["--answer", "port"], ["--to", ""]] {
      let result = try fixture.campaign.fleet.run(
        ["template", "update", "--yes"] + options, in: fixture.campaign.work.path)
      #expect(result.status == 2, "\(options)")
    }
    #expect(try fixture.campaign.run("template", "update").status == 2)
    try FileManager.default.removeItem(atPath: fixture.template.path)
    let gone = try fixture.update("--select", "billing")
    #expect(gone.exitCode == 1)
    #expect(gone.document["billing"]?.outcome == "failed")
    #expect(try fixture.campaign.run("template", "update", "service", "--yes").status == 1)
    #expect(try remote.tip(of: Self.branch) == nil)
  }
}
