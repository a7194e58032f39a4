import FleetTestSupport
import Foundation
import Templates
import Testing

/// `fleet new` makes a project, a repository and a record of where it came from.
@Suite(.timeLimit(.minutes(5)))
struct StampTests {
  private let fixture: NewFixture

  init() throws {
    fixture = try NewFixture()
  }

  private func record() throws -> TemplateRecord {
    let text = try #require(fixture.work.read("demo/.fleet/template.json"))
    return try TemplateRecord(reading: Array(text.utf8))
  }

  @Test func aRepositorysTemplateIsReadAtItsRefAndRemembered() throws {
    let (remote, daemon) = try fixture.remoteTemplate()
    let first = try #require(try remote.tip(of: "main"))
    try remote.set("refs/tags/v1", to: first)
    try remote.commit(["{{cookiecutter.__slug}}/new.txt": "new\n"])
    try fixture.stamp(daemon.url(remote), "--checkout", "v1", "Demo", "db=sqlite")
    #expect(fixture.work.read("demo/src/main.py") == "NAME = 'Demo'\n")
    #expect(fixture.work.read("demo/new.txt") == nil)
    let record = try record()
    #expect((record.source, record.ref, record.commit) == (daemon.url(remote), "v1", first))
    #expect(record.answers == AnswerMapping([("name", "Demo"), ("db", "sqlite")]))
    #expect(record.name == nil)
    #expect(try fixture.git("status", "--porcelain") == "")
    #expect(
      try fixture.git("log", "--format=%an %s") == "A U Thor Stamp from \(daemon.url(remote)) at \(first.prefix(7))")
    #expect(try fixture.git("fsck", "--strict") == "")
  }

  @Test func aBranchThatIsNotThereIsAnErrorAndMakesNothing() throws {
    let (remote, daemon) = try fixture.remoteTemplate()
    let result = try fixture.run("new", daemon.url(remote), "--checkout", "v9", "--no-input")
    #expect(result.status == 2)
    #expect(result.stderr.contains("no branch, tag or commit v9"))
    #expect(try fixture.names().isEmpty)
  }

  @Test func theRecordRendersTheSameFilesAgain() throws {
    try fixture.stamp("./template", "Demo", "--no-input")
    let record = try record()
    var files = FileTree()
    for (path, text) in NewFixture.files { files.setFile(.init(path), Array(text.utf8)) }
    let template = try ProjectTemplate(files)
    let answers = try record.answers(to: template.variables)
    let project = try Stamping(template, answers: answers, inputs: record.inputs, runsHooks: false).rendered()
    for (path, _, content) in project.files.tree.gitEntries {
      #expect(fixture.work.read("demo/\(path)") == String(decoding: content, as: UTF8.self))
    }
    #expect(project.files.tree.gitEntries.count == 2)
  }

  @Test func anArchiveIsATemplateToo() throws {
    let result = try TestProgram.run(
      "python3", ["-m", "zipfile", "-c", "template.zip", "template"], environment: fixture.fleet.variables,
      folder: fixture.work.path)
    #expect(result.status == 0)
    try fixture.stamp("template.zip", "Demo", "--no-input", "--no-git")
    #expect(fixture.work.read("demo/src/main.py") == "NAME = 'Demo'\n")
  }

  @Test func theBranchIsThatOfGitsConfiguration() throws {
    try fixture.fleet.home.write("[init]\n\tdefaultBranch = trunk\n", to: ".gitconfig")
    try fixture.stamp("./template", "--no-input")
    #expect(try fixture.git("symbolic-ref", "HEAD") == "refs/heads/trunk")
  }

  @Test func aHookThatCommitsIsBuiltUpon() throws {
    try fixture.work.write(
      "#!/bin/sh\nset -e\ngit init -q -b own\ngit add -A\ngit commit -qm Own\n",
      to: "template/hooks/post_gen_project.sh")
    try fixture.stamp("./template", "--no-input", "--accept-hooks", "yes")
    #expect(try fixture.git("log", "--format=%s") == "Stamp from \(fixture.work.path)/template\nOwn")
    #expect(try fixture.git("diff-tree", "-r", "--name-only", "--no-commit-id", "HEAD") == ".fleet/template.json")
    #expect(try fixture.git("status", "--porcelain", "--branch") == "## own")
  }

  @Test func answersOfTheLastTimeAreReplayed() throws {
    try fixture.stamp("./template", "Demo", "db=sqlite", "--no-input", "--no-git")
    try fixture.stamp("./template", "--replay", "--no-git", "--output", "again")
    #expect(fixture.work.read("again/demo/README.md")?.hasPrefix("Demo sqlite 2023-11-14 ") == true)
    let replay = fixture.fleet.home.path + "/.cookiecutter_replay/template.json"
    try fixture.stamp("./template", "--replay-file", replay, "--no-git", "--output", "third")
    #expect(fixture.work.read("third/demo/src/main.py") == "NAME = 'Demo'\n")
  }

  @Test func templatesOfFleetLieBesideTheProgramThatWasInstalled() throws {
    let program = try FleetProgram.path()
    let bin = fixture.work.path + "/usr/bin"
    try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
    // By a program, not by this process: what another thread starts meanwhile would inherit the open file, and what is
    // open for writing can't be run.
    try TestProgram.run("cp", [program, bin + "/fleet"], environment: fixture.fleet.variables, folder: bin)
    try fixture.writeTemplate(NewFixture.files, to: "usr/share/fleet/templates/tiny")
    let result = try TestProgram.run(
      bin + "/fleet", ["new", "tiny", "--no-input"], environment: fixture.fleet.variables, folder: fixture.work.path)
    #expect(result.status == 0, "\(result.stderr)")
    #expect(try record().source == "tiny")
  }

  @Test func aTemplateOfTheManifestIsKnownByItsName() throws {
    let (remote, daemon) = try fixture.remoteTemplate([
      "nested/cookiecutter.json": #"{"name": "Demo"}"#,
      "nested/{{cookiecutter.name}}/x": "x",
    ])
    try fixture.work.write(
      "templates: [{name: own, url: \"\(daemon.url(remote))\", directory: nested, ref: main}]\n", to: "fleet.yaml")
    try fixture.stamp("own", "demo")
    let record = try record()
    #expect((record.source, record.ref, record.directory) == (daemon.url(remote), "main", "nested"))
  }
}
