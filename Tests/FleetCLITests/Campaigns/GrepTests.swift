import FleetTestSupport
import Foundation
import Testing

/// The files of a fleet are searched in its mirrors.
@Suite(.timeLimit(.minutes(5)))
struct GrepTests {
  private let fixture: CampaignFixture
  private let billing: Remote

  init() throws {
    fixture = try CampaignFixture()
    billing = try fixture.remote(
      "billing",
      files: [
        "main/settings.py": "DEBUG = True\nTIMEOUT = 5\nDEBUGGER = 1\n", "README.md": "debug it\r\n",
        "logo.png": .file([0] + Array("DEBUG".utf8)), "link": .link("DEBUG"),
        "caf\u{e9}.txt": .file([0x44, 0xE9, 0x1B]),
      ])
    try fixture.remote("orders", files: ["main/settings.py": "DEBUG = True\nTIMEOUT = 5\nDEBUGGER = 1\n"])
    try fixture.writeManifest(["billing", "orders"])
  }

  private func grep(_ arguments: String...) throws -> TestProgram.Result {
    try fixture.fleet.run(["grep"] + arguments, in: fixture.work.path)
  }

  private func sync() throws { #expect(try fixture.run("repos", "sync").status == 0) }

  @Test(arguments: [
    (["DEBUG"], "billing:main/settings.py:1:DEBUG = True\nbilling:main/settings.py:3:DEBUGGER = 1\n"),
    (["-w", "DEBUG"], "billing:main/settings.py:1:DEBUG = True\n"),
    (["-i", "debug i"], "billing:README.md:1:debug it\n"), (["-F", "5\\"], ""),
    (["-c", "DEBUG"], "billing:main/settings.py:2\n"),
    (["-l", "D"], "billing:caf\u{e9}.txt\nbilling:main/settings.py\n"),
    (["-m1", "D", "--", "*.py"], "billing:main/settings.py:1:DEBUG = True\n"),
    (["-A1", "^TIME"], "billing:main/settings.py:2:TIMEOUT = 5\nbilling:main/settings.py-3-DEBUGGER = 1\n"),
    (["-C", "1", "GG"], "billing:main/settings.py-2-TIMEOUT = 5\nbilling:main/settings.py:3:DEBUGGER = 1\n"),
    (["debug", "--", "!*.md"], ""),
  ])
  func flagsAreThoseOfGit(arguments: [String], expected: String) throws {
    try sync()
    let result = try fixture.fleet.run(["grep", "--select", "billing"] + arguments, in: fixture.work.path)
    #expect(result.status == 0 && result.text == expected, "\(result.stderr)")
  }

  /// Where both have a word for it, `git grep` in the mirror says the same.
  @Test(arguments: [["D"], ["-w", "DEBUG"], ["-i", "debug"], ["-c", "E"], ["-B1", "5|1"], ["x*$"], ["[^x]\\s"]])
  func gitGrepFindsTheSame(arguments: [String]) throws {
    try sync()
    let ours = try fixture.fleet.run(
      ["grep", "--select", "orders"] + arguments, in: fixture.work.path)
    let git = try billing.git.run(
      ["grep", "-P", "-n"] + arguments + ["HEAD"], in: fixture.remotes.path + "/orders.git")
    #expect(ours.text == git.replacing("HEAD:", with: "orders:") + "\n")
  }

  @Test func bytesGoToAPipeAsTheyAre() throws {
    try sync()
    #expect(try grep("-F", "D", "--", "*.txt").stdout == Array("billing:caf\u{e9}.txt:1:D".utf8) + [0xE9, 0x1B, 0x0A])
  }

  @Test func exitCodesTellWhatCameOfIt() throws {
    let missing = try grep("DEBUG")
    #expect(missing.status == 1 && missing.text == "")
    #expect(
      missing.stderr == """
        billing: failed(refresh): it has no mirror yet
        orders: failed(refresh): it has no mirror yet
        hint: fleet repos sync
        No match in 0 services.

        """)
    try sync()
    #expect(try grep("DEBUG").status == 0 && grep("nothing").status == 0 && grep("nothing", "--check").status == 0)
    #expect(try grep("DEBUG", "--check").status == 3)
    #expect(try grep("(").status == 2 && grep("x", "[a").status == 2 && grep("x", "-l", "-c").status == 2)
  }

  @Test func mirrorsAreTakenAsTheyAreUnlessAskedOtherwise() throws {
    #expect(try grep("-l", "DEBUG", "--refresh").text == "billing:main/settings.py\norders:main/settings.py\n")
    try billing.commit(["new.txt": "DEBUG\n"])
    #expect(try !grep("-l", "DEBUG").text.contains("new.txt"))
    #expect(try grep("-l", "DEBUG", "--refresh").text.contains("new.txt"))
    fixture.daemon.stop()
    #expect(try grep("-l", "DEBUG").status == 0)
    let offline = try grep("-l", "DEBUG", "--refresh", "--timeout", "2s")
    #expect(offline.status == 1 && offline.text == "" && offline.stderr.contains("billing: failed(refresh)"))
  }

  @Test func theDocumentHasEveryMatchAndEveryRepository() throws {
    struct Document: Decodable {
      struct Match: Decodable, Equatable {
        let service: String
        let path: String
        let line: Int?
        let column: Int?
        let text: String?
        let context: Bool?
      }
      struct Repository: Decodable, Equatable {
        let service: String
        let outcome: String
        let matches: Int
      }
      let schema: Int
      let command: String
      let matches: [Match]
      let repositories: [Repository]
      let summary: [String: Int]
    }
    try sync()
    let result = try grep("MEOUT", "-B1", "--json")
    let document = try JSONDecoder().decode(Document.self, from: Data(result.stdout))
    #expect(document.schema == 1 && document.command == "grep" && document.matches.count == 4)
    let path = "main/settings.py"
    #expect(
      document.matches.prefix(2) == [
        .init(service: "billing", path: path, line: 1, column: nil, text: "DEBUG = True", context: true),
        .init(service: "billing", path: path, line: 2, column: 3, text: "TIMEOUT = 5", context: nil),
      ])
    #expect(document.repositories.map(\.matches) == [1, 1])
    #expect(document.summary == ["files": 2, "matches": 2, "total": 2, "unchanged": 2])
    let nothing = try JSONDecoder().decode(Document.self, from: Data(grep("nothing", "--json").stdout))
    #expect(nothing.matches == [] && nothing.repositories.map(\.outcome) == ["unchanged", "unchanged"])
  }

  @Test func aFileThatCannotBeSearchedIsSaid() throws {
    try billing.commit(["bad.txt": .text(String(repeating: "a", count: 60) + "b\n")])
    try sync()
    let result = try grep("(a+)+$", "--", "*.txt")
    #expect(result.status == 1 && result.stderr.contains("billing: failed(plan): bad.txt: not searched:"))
  }
}
