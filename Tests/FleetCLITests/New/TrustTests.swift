import FleetTestSupport
import Foundation
import Testing

/// Hooks run when somebody trusts them, and never otherwise.
@Suite(.timeLimit(.minutes(5)))
struct TrustTests {
  private let fixture: NewFixture
  private let remote: Remote
  private let daemon: GitDaemon

  init() throws {
    fixture = try NewFixture()
    (remote, daemon) = try fixture.remoteTemplate([
      "hooks/post_gen_project.py": "open('ran', 'w').write('{{ cookiecutter.name }}')\n"
    ])
  }

  private var url: String { daemon.url(remote) }

  @Test func hooksOfARepositoryDontRunUntrusted() throws {
    let result = try fixture.stamp(url, "--no-input")
    #expect(fixture.work.read("demo/ran") == nil)
    #expect(result.stderr.contains("hint: fleet trust add \(url) --checkout "))
    for how in ["yes", "ask"] {
      let refused = try fixture.run("new", url, "--no-input", "--accept-hooks", how, "--output", how)
      #expect(refused.status == 2)
      #expect(refused.stderr.contains("hooks/post_gen_project.py"))
    }
    #expect(try fixture.names() == ["demo"])
  }

  @Test func trustIsForOneCommit() throws {
    #expect(try fixture.run("trust", "add", url).status == 2)
    let added = try fixture.run("trust", "add", url, "--yes")
    #expect(added.status == 0)
    #expect(added.stderr.contains("    open('ran', 'w')"))
    try fixture.stamp(url, "--no-input")
    #expect(fixture.work.read("demo/ran") == "Demo")
    try remote.commit(["hooks/post_gen_project.py": "open('evil', 'w')\n"])
    try fixture.stamp(url, "--no-input", "--output", "later")
    #expect(fixture.work.read("later/demo/evil") == nil)
    #expect(try fixture.run("trust", "remove", url).status == 0)
    #expect(try fixture.run("trust", "list").text == "")
  }

  @Test func aFoldersHooksRunWhenItIsSaid() throws {
    try fixture.work.write("open('ran', 'w')\n", to: "template/hooks/pre_gen_project.py")
    try fixture.stamp("./template", "--no-input", "--accept-hooks", "no", "--output", "no")
    #expect(fixture.work.read("no/demo/ran") == nil)
    try fixture.stamp("./template", "--no-input", "--accept-hooks", "yes", "--output", "yes")
    #expect(fixture.work.read("yes/demo/ran") == "")
  }

  @Test func aHookBeforeTheQuestionsChangesOnlyACopy() throws {
    let script = "import json\nd = json.load(open('cookiecutter.json'))\nd['name'] = 'Other'\n"
    try fixture.work.write(
      script + "json.dump(d, open('cookiecutter.json', 'w'))\n", to: "template/hooks/pre_prompt.py")
    let before = fixture.work.listing()
    try fixture.stamp("./template", "--no-input", "--accept-hooks", "yes", "--no-git", "--output", "out")
    #expect(fixture.work.read("out/other/src/main.py") == "NAME = 'Other'\n")
    #expect(Set(before).isSubset(of: Set(fixture.work.listing())))
  }

  @Test func nothingIsWrittenThroughLinksInAFolderThatWasThere() throws {
    let outside = try TemporaryFolder()
    try outside.write("theirs", to: "main.py")
    let demo = fixture.work.path + "/demo"
    try FileManager.default.createDirectory(atPath: demo, withIntermediateDirectories: true)
    for (name, target) in [("README.md", "\(outside.path)/main.py"), ("src", outside.path), (".fleet", outside.path)] {
      try FileManager.default.createSymbolicLink(atPath: "\(demo)/\(name)", withDestinationPath: target)
    }
    let before = outside.listing()
    let result = try fixture.run("new", "./template", "--no-input", "-f")
    #expect(result.status != 0)
    #expect(outside.listing() == before)
    // The project's folder itself may be a link.
    try FileManager.default.createSymbolicLink(atPath: "\(fixture.work.path)/linked", withDestinationPath: outside.path)
    #expect(try fixture.run("new", "./template", "linked", "--no-input", "-f").status == 2)
    #expect(outside.listing() == before)
  }
}
