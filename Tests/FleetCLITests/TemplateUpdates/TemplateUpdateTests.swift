import FleetTestSupport
import Foundation
import Templates
import Testing

/// What `fleet template update` makes of one service.
@Suite(.timeLimit(.minutes(10)))
struct TemplateUpdateTests {
  private static let branch = UpdateFixture.branch
  private static let settings = "{{cookiecutter.name}}/settings.py"
  private static let readme = "{{cookiecutter.name}}/README.md"
  private static let guide = "{{cookiecutter.name}}/docs/guide.md"

  private var fixture: UpdateFixture
  private let remote: Remote
  /// The commit that the service was stamped from.
  private let stamped: String

  init() throws {
    fixture = try UpdateFixture()
    stamped = fixture.tip
    remote = try fixture.stamp("billing")
    try fixture.writeManifest()
  }

  private mutating func changeTemplate() throws {
    try fixture.change([
      Self.settings: "NAME = '{{ cookiecutter.name }}'\nPORT = {{ cookiecutter.port }}\nDEBUG = False\nLOG = 'info'\n"
    ])
  }

  @Test mutating func whatTheTemplateChangedComesWithTheRecordInOneCommit() throws {
    try changeTemplate()
    try remote.commit(["README.md": "our own\n"])
    let result = try fixture.updated()
    #expect(result.outcome == "delivered")
    #expect(result.branch == Self.branch)
    #expect(try remote.file("settings.py", on: Self.branch)?.hasSuffix("LOG = 'info'\n") == true)
    #expect(try remote.file("README.md", on: Self.branch) == "our own\n")
    #expect(try remote.recordedCommit(on: Self.branch) == fixture.tip)
    #expect(try remote.commitCount(on: "main..\(Self.branch)") == 1)
    #expect(try remote.message(on: Self.branch).hasPrefix("Update from service at \(fixture.tip.prefix(7))"))
    #expect(try remote.recordedCommit(on: "main") == stamped)
  }

  @Test mutating func trailersAreFilledInForEachService() throws {
    try changeTemplate()
    #expect(try fixture.updated("--trailer", "Service={{service.name}}").outcome == "delivered")
    #expect(try remote.message(on: Self.branch).contains("\nService: billing"))
  }

  @Test mutating func theSameUpdateAgainChangesNothing() throws {
    try changeTemplate()
    #expect(try fixture.updated().outcome == "delivered")
    let tip = try remote.tip(of: Self.branch)
    #expect(try fixture.updated().outcome == "unchanged")
    #expect(try remote.tip(of: Self.branch) == tip)
    try remote.set("main", to: tip)
    try remote.set(Self.branch, to: nil)
    #expect(try fixture.updated().outcome == "unchanged")
  }

  @Test mutating func yearsAndRandomValuesStayAsTheyWereStamped() throws {
    let key = try remote.file("key.txt")
    try fixture.change([
      "{{cookiecutter.name}}/LICENSE": "{{ cookiecutter.license }}, {% now 'utc', '%Y' %}\nAll rights reserved\n",
      "{{cookiecutter.name}}/new.txt": "new\n",
    ])
    #expect(try fixture.updated().outcome == "delivered")
    #expect(try remote.file("LICENSE", on: Self.branch) == "MIT, 2017\nAll rights reserved\n")
    #expect(try remote.file("key.txt", on: Self.branch) == key)
  }

  @Test mutating func aConflictIsNamedAndNothingIsPushed() throws {
    try changeTemplate()
    try remote.commit(["settings.py": "NAME = 'billing'\nPORT = 8000\nDEBUG = True\n"])
    let (document, exitCode) = try fixture.update()
    #expect(exitCode == 1)
    #expect(document["billing"]?.outcome == "conflict")
    #expect(document["billing"]?.conflicts == ["settings.py"])
    #expect(document["billing"]?.message?.hasSuffix("both changed settings.py") == true)
    #expect(try remote.tip(of: Self.branch) == nil)
  }

  @Test mutating func aConflictIsPushedWithMarkersWhereThatIsAskedFor() throws {
    try changeTemplate()
    try remote.commit(["settings.py": "NAME = 'billing'\nPORT = 8000\nDEBUG = True\n"])
    let (document, exitCode) = try fixture.update("--with-conflicts")
    #expect(exitCode == 1)
    let result = try #require(document["billing"])
    #expect(result.outcome == "conflict")
    #expect(result.conflicts == ["settings.py"])
    #expect(result.message?.hasSuffix("\(Self.branch) holds it with conflict markers") == true)
    #expect(try result.commit == remote.tip(of: Self.branch))
    #expect(
      try remote.file("settings.py", on: Self.branch) == """
        NAME = 'billing'
        PORT = 8000
        <<<<<<< service
        DEBUG = True
        =======
        DEBUG = False
        LOG = 'info'
        >>>>>>> service \(fixture.tip.prefix(7))

        """)
    #expect(try remote.recordedCommit(on: Self.branch) == fixture.tip)
    let again = try fixture.update("--with-conflicts")
    #expect(again.exitCode == 1)
    #expect(again.document["billing"]?.outcome == "conflict")
    #expect(again.document["billing"]?.conflicts == ["settings.py"])
    #expect(try remote.tip(of: Self.branch) == result.commit)
  }

  @Test mutating func aConflictHoldsBackWhatIsAllOrNothing() throws {
    let other = try fixture.stamp("other")
    try fixture.writeManifest()
    try changeTemplate()
    try remote.commit(["settings.py": "NAME = 'billing'\nPORT = 8000\nDEBUG = True\n"])
    let (document, exitCode) = try fixture.update("--with-conflicts", "--all-or-nothing")
    #expect(exitCode == 1)
    #expect(document["other"]?.outcome == "skipped")
    #expect(try other.tip(of: Self.branch) == nil)
    #expect(try remote.tip(of: Self.branch) == nil)
  }

  @Test mutating func aSecondClashInAFreshCloneIsNeverLost() throws {
    // What makes cruft 2.16.0 leave a .rej file, move its record and report success.
    for level in ["debug", "warn", "error"] {
      try fixture.change([Self.settings: "NAME = '{{ cookiecutter.name }}'\nPORT = 1\nDEBUG = '\(level)'\n"])
      let name = "fleet/\(level)"
      try remote.commit(["settings.py": "NAME = 'billing'\nPORT = 1\nDEBUG = 'ours-\(level)'\n"])
      // Another machine: no mirror, nothing remembered.
      try FileManager.default.removeItem(atPath: fixture.campaign.fleet.home.path)
      try FileManager.default.createDirectory(
        atPath: fixture.campaign.fleet.home.path, withIntermediateDirectories: true)
      let before = try remote.recordedCommit(on: "main")
      let plain = try fixture.update()
      #expect(plain.exitCode == 1)
      #expect(plain.document["billing"]?.outcome == "conflict")
      #expect(try remote.recordedCommit(on: "main") == before)
      let marked = try fixture.update("--with-conflicts", "--branch", name)
      #expect(marked.exitCode == 1)
      let text = try #require(try remote.file("settings.py", on: name))
      #expect(text.contains("DEBUG = 'ours-\(level)'\n=======\n"))
      #expect(text.contains("DEBUG = '\(level)'\n>>>>>>> "))
      #expect(try !remote.paths(on: name).contains { $0.hasSuffix(".rej") })
      // A person resolves it and merges the branch.
      try remote.commit(["settings.py": "NAME = 'billing'\nPORT = 1\nDEBUG = 'ours-\(level)'\n"], on: name)
      try remote.set("main", to: try remote.tip(of: name))
    }
  }

  @Test mutating func whatTheServiceDeletedStaysDeleted() throws {
    try fixture.change([Self.guide: "One\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight\nNine\n", Self.readme: "# new\n"])
    try remote.commit(deleting: ["docs/guide.md"])
    #expect(try fixture.updated().outcome == "delivered")
    #expect(try remote.file("docs/guide.md", on: Self.branch) == nil)
    #expect(try remote.file("README.md", on: Self.branch) == "# new\n")
  }

  @Test mutating func whatTheServiceDeletedStaysDeletedUnderANewNameToo() throws {
    try fixture.change(
      ["{{cookiecutter.name}}/manual.md": "One\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight\nNine\n"],
      deleting: [Self.guide])
    try remote.commit(deleting: ["docs/guide.md"])
    #expect(try fixture.updated().outcome == "delivered")
    #expect(try remote.file("manual.md", on: Self.branch) == nil)
  }

  @Test mutating func aFileThatTheServiceRenamedIsFollowed() throws {
    let text = try #require(try remote.file("docs/guide.md"))
    try remote.commit(["docs/manual.md": .text(text)], deleting: ["docs/guide.md"])
    try fixture.change([Self.guide: "Zero\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight\n"])
    #expect(try fixture.updated().outcome == "delivered")
    #expect(try remote.file("docs/manual.md", on: Self.branch)?.hasPrefix("Zero\nTwo\n") == true)
    #expect(try remote.file("docs/guide.md", on: Self.branch) == nil)
  }

  @Test mutating func aFileThatTheTemplateRenamedTakesTheServicesEditsAlong() throws {
    try remote.commit(["docs/guide.md": "One\nTwo\nThree\nFour\nFive\nSix\nSeven\nours\n"])
    try fixture.change(
      ["{{cookiecutter.name}}/manual.md": "One\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight\n"], deleting: [Self.guide])
    #expect(try fixture.updated().outcome == "delivered")
    #expect(try remote.file("manual.md", on: Self.branch)?.hasSuffix("Seven\nours\n") == true)
    #expect(try remote.file("docs/guide.md", on: Self.branch) == nil)
  }

  @Test mutating func modesAndBinariesAreRight() throws {
    try fixture.change([
      "{{cookiecutter.name}}/logo.png": .file([0x89, 0x50, 0x4E, 0x47, 0, 9]),
      "{{cookiecutter.name}}/settings.py": .executable("NAME = '{{ cookiecutter.name }}'\nPORT = 1\nDEBUG = False\n"),
    ])
    #expect(try fixture.updated().outcome == "delivered")
    let paths = try remote.paths(on: Self.branch)
    #expect(paths.contains("100755 run.sh"))
    #expect(paths.contains("100755 settings.py"))
    #expect(paths.contains("100644 logo.png"))
    try remote.commit(["logo.png": .file([1, 0, 2])])
    let result = try fixture.updated()
    #expect(result.outcome == "conflict")
    #expect(result.message?.hasSuffix("both changed logo.png") == true)
  }

  @Test mutating func aFileThatTheServiceMadeALinkClashes() throws {
    try remote.commit(["settings.py": .link("run.sh")])
    try changeTemplate()
    #expect(try fixture.updated().outcome == "conflict")
    let marked = try fixture.updated("--with-conflicts")
    #expect(marked.outcome == "conflict")
    #expect(try remote.paths(on: Self.branch).contains("120000 settings.py"))
  }

  @Test mutating func lineEndsAreTheServices() throws {
    try remote.commit(["docs/guide.md": "One\r\nTwo\r\nThree\r\nFour\r\nFive\r\nSix\r\nSeven\r\nours\r\n"])
    try fixture.change([Self.guide: "Zero\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight\n"])
    #expect(try fixture.updated().outcome == "delivered")
    #expect(
      try remote.file("docs/guide.md", on: Self.branch)
        == "Zero\r\nTwo\r\nThree\r\nFour\r\nFive\r\nSix\r\nSeven\r\nours\r\n")
  }

  @Test mutating func newQuestionsGetTheirDefaultsOrTheAnswerThatIsGiven() throws {
    try fixture.change([
      "cookiecutter.json":
        #"{"name": "demo", "port": "8000", "license": ["MIT", "BSD"], "python": "3.{{ cookiecutter.port[0] }}"}"#,
      "{{cookiecutter.name}}/.python-version": "{{ cookiecutter.python }}\n",
    ])
    #expect(try fixture.updated().outcome == "delivered")
    #expect(try remote.file(".python-version", on: Self.branch) == "3.8\n")
    #expect(try fixture.updated("--answer", "python=3.13").outcome == "delivered")
    #expect(try remote.file(".python-version", on: Self.branch) == "3.13\n")
    let record = try TemplateRecord(
      reading: Array(try #require(try remote.file(TemplateRecord.path, on: Self.branch)).utf8))
    #expect(record.answers["python"] == "3.13")
  }

  @Test mutating func anOldQuestionCanBeAnsweredAnew() throws {
    #expect(try fixture.updated("--answer", "license=BSD").outcome == "delivered")
    #expect(try remote.file("LICENSE", on: Self.branch) == "BSD, 2017\n")
    let wrong = try fixture.campaign.run("template", "update", "--yes", "--answer", "license=GPL")
    #expect(wrong.status == 2)
    let unknown = try fixture.campaign.run("template", "update", "--yes", "--answer", "licence=BSD")
    #expect(unknown.status == 2)
    #expect(unknown.stderr.contains("no template asks for it"))
  }

  @Test mutating func whatCantBeRenderedNamesTheVariable() throws {
    try fixture.change([Self.readme: "{{ cookiecutter.owner }}\n"])
    let result = try fixture.updated()
    #expect(result.outcome == "refused")
    #expect(result.kind == "cannot-render")
    #expect(result.message?.contains("owner") == true)
    try fixture.change([
      "cookiecutter.json": #"{"name": "demo", "port": "8000", "license": ["MIT", "BSD"], "owner": null}"#
    ])
    let unanswered = try fixture.updated()
    #expect(unanswered.kind == "cannot-render")
    #expect(unanswered.message?.contains("owner: has no default") == true)
    #expect(try fixture.updated("--answer", "owner=us").outcome == "delivered")
  }

  @Test mutating func aCommitThatRendersTheSameFilesIsNothingToDo() throws {
    try fixture.change(["README.md": "about the template\n"])
    #expect(try fixture.updated().outcome == "unchanged")
  }

  @Test mutating func undoTakesTheUpdateBack() throws {
    try changeTemplate()
    #expect(try fixture.updated("--direct").outcome == "delivered")
    #expect(try remote.recordedCommit(on: "main") == fixture.tip)
    let undone = try fixture.campaign.report("undo", "template-update", "--yes", "--no-test")
    #expect(undone.document["billing"]?.outcome == "delivered")
    #expect(try remote.recordedCommit(on: "main") == stamped)
    #expect(try remote.file("settings.py")?.contains("LOG") == false)
  }

  @Test mutating func aDryRunShowsTheDiffAndPushesNothing() throws {
    try changeTemplate()
    let (document, exitCode) = try fixture.campaign.report("template", "update", "--dry-run", "--diff")
    #expect(exitCode == 0)
    #expect(document["billing"]?.outcome == "changed")
    #expect(document["billing"]?.diff?.contains("+LOG = 'info'") == true)
    #expect(try fixture.campaign.report("template", "update", "--check").exitCode == 3)
    #expect(try remote.tip(of: Self.branch) == nil)
  }
}
