import FleetTestSupport
import Foundation
import Testing

/// Services are chosen by what their repositories hold, fetched from a server.
@Suite(.timeLimit(.minutes(5)))
struct SelectionTests {
  private static let record = """
    {"fleet": 1, "template": {"source": "https://git.example.com/t/django.git"}, "answers": {"name": "orders"},
     "time": {"seconds": 1700000000}, "seed": "s"}
    """

  private let fixture: CampaignFixture

  init() throws {
    fixture = try CampaignFixture()
    let library = try fixture.remote("users-api", files: ["api.py": "x = 1\n"])
    let pin = try #require(try library.tip(of: "main"))
    let modules = "[submodule \"lib/users\"]\n\tpath = lib/users\n\turl = ../users-api.git\n"
    try fixture.remote(
      "billing",
      files: [
        "main/settings.py": .text(CampaignFixture.settings), "tox.ini": "[tox]\n", ".gitmodules": .text(modules),
        "lib/users": .submodule(pin),
      ])
    let orders = try fixture.remote(
      "orders",
      files: [
        "main/settings.py": "TIMEOUT = 5\n", "deep/er/tox.ini": "[tox]\n",
        "logo.png": .file([0, 1] + Array("timeout".utf8)),
        ".fleet/template.json": .text(Self.record),
      ])
    try orders.commit([:], on: "release/2", from: orders.tip(of: "main"))
    try fixture.remote("stock", files: ["README.md": "nothing here\n", "a.txt": "no\ntimeout\n"])
    try writeManifest()
  }

  private func writeManifest(urls: [String: String] = [:]) throws {
    let libraries = "libraries:\n  - name: users-api\n    url: \(fixture.daemon.url("users-api.git"))\n"
    let templates = "templates:\n  - name: python\n    url: https://git.example.com/t/django.git\n"
    try fixture.writeManifest(["billing", "orders", "stock"], extra: libraries + templates, urls: urls)
  }

  /// The names that a listing of the mirrors as they are has.
  private func listed(_ condition: String) throws -> [String] {
    let result = try fixture.run("repos", "list", "--where", condition)
    #expect(result.status == 0, "\(result.stderr)")
    return result.text.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
  }

  @Test func aRecordThatCannotBeReadIsNeitherOneTemplateNorAnother() throws {
    try fixture.remote("odd", files: [".fleet/template.json": #"{"fleet": 7}"#])
    try fixture.writeManifest(["odd", "stock"])
    #expect(try fixture.run("repos", "sync").status == 0)
    let result = try fixture.run("repos", "list", "--where", "not template:django")
    #expect(result.status == 1)
    #expect(result.text.hasPrefix("stock ") && result.stderr.contains(".fleet/template.json can't be read"))
  }

  @Test func theRemoteIsAskedOnceForSelectionAndChange() throws {
    let connections = Counter()
    let fixture = try CampaignFixture { _ in connections.add() }
    try fixture.service("billing")
    try fixture.writeManifest(["billing"])
    let report = try fixture.report(
      "apply", "bump-timeout.json", "--where", "file:main/settings.py", "--dry-run", "--no-test")
    #expect(report.document.outcome(of: "billing") == "changed")
    #expect(connections.count == 1)
  }

  @Test(arguments: [
    ("file:tox.ini", ["billing"]), ("file:**/tox.ini", ["billing", "orders"]), ("file:lib/users", []),
    ("file:main", []), ("contains:timeout", ["billing", "stock"]), ("contains:/^timeout$/", ["stock"]),
    ("contains:timeout in main/settings.py", ["billing"]), ("contains:/TIMEOUT/i in main/*.py", ["billing", "orders"]),
    ("contains:timeout in **/*.png", []), ("pins:users-api", ["billing"]), ("not pins:users-api", ["orders", "stock"]),
    ("branch:release/*", ["orders"]), ("branch:main and not branch:release/2", ["billing", "stock"]),
    ("template:django", ["orders"]), ("template:python", ["orders"]), ("template:other", []),
    ("file:tox.ini and contains:\"timeout\" in main/settings.py and pins:users-api", ["billing"]),
    ("name:s* or file:tox.ini", ["billing", "stock"]),
  ])
  func clausesAskTheMirrors(condition: String, expected: [String]) throws {
    #expect(try fixture.run("repos", "sync").status == 0)
    #expect(try listed(condition) == expected)
  }

  @Test func applyFetchesWhatItHasToAskAndChangesTheChosenOnly() throws {
    let (document, exitCode) = try fixture.report(
      "apply", "bump-timeout.json", "--yes", "--no-test", "--where", "contains:timeout in main/settings.py")
    #expect(exitCode == 0 && document.repositories.map(\.service) == ["billing"])
    #expect(document.outcome(of: "billing") == "delivered")
  }

  @Test func whatCannotBeAskedIsFailedAndNotLeftOut() throws {
    try writeManifest(urls: ["orders": fixture.daemon.url("gone.git")])
    let (document, exitCode) = try fixture.report(
      "apply", "bump-timeout.json", "--dry-run", "--where", "file:main/settings.py")
    #expect(exitCode == 1 && document.repositories.map(\.service) == ["billing", "orders"])
    #expect(document.outcome(of: "orders") == "failed(refresh)")
    // The manifest alone decides about it here, so it isn't asked.
    let other = try fixture.report(
      "apply", "bump-timeout.json", "--dry-run", "--where", "name:b* and file:main/settings.py")
    #expect(other.exitCode == 0 && other.document.repositories.map(\.service) == ["billing"])
  }

  @Test func aDamagedMirrorIsMadeAnewBeforeItIsAsked() throws {
    #expect(try fixture.run("repos", "sync").status == 0)
    let mirrors = fixture.fleet.home.path + "/.cache/fleet/mirrors"
    let billing = try #require(
      FileManager.default.contentsOfDirectory(atPath: mirrors).first { $0.hasPrefix("billing") && $0.hasSuffix(".git") }
    )
    try FileManager.default.removeItem(atPath: "\(mirrors)/\(billing)/objects/pack")
    let listed = try fixture.run("repos", "list", "--where", "file:tox.ini")
    #expect(listed.status == 1 && listed.stderr.contains("billing: failed(refresh)"))
    let (document, exitCode) = try fixture.report("apply", "bump-timeout.json", "--dry-run", "--where", "file:tox.ini")
    #expect(exitCode == 0 && document.outcome(of: "billing") == "changed")
  }

  @Test func explainTouchesNothingAndNeedsNoConsent() throws {
    let result = try fixture.run(
      "apply", "bump-timeout.json", "--where", "file:main/settings.py and not contains:TIMEOUT", "--explain")
    #expect(result.status == 0)
    #expect(
      result.text == """
        billing  selected
        orders   left-out  --where: not contains:TIMEOUT
        stock    left-out  --where: file:main/settings.py

        """)
    let remote = try fixture.run("repos", "list", "--where", "branch:fleet/bump-timeout")
    #expect(remote.text == "")
  }

  @Test func whatTheLastRunLeavesOutIsExplainedToo() throws {
    try writeManifest(urls: ["orders": fixture.daemon.url("gone.git")])
    #expect(try fixture.run("apply", "bump-timeout.json", "--yes", "--no-test").status == 1)
    let result = try fixture.run(
      "apply", "bump-timeout.json", "--failed", "--where", "name:*", "--select", "!stock", "--explain")
    #expect(
      result.text == """
        billing  left-out  --failed: it was fine, or not in the run
        orders   selected
        stock    left-out  --select: !stock

        """)
  }

  @Test func explanationsAreADocumentToo() throws {
    struct Document: Decodable {
      struct Entry: Decodable, Equatable {
        let service: String
        let state: String
        var option: String?
        var clause: String?
        var stage: String?
      }
      let command: String
      let selection: [Entry]
      let summary: [String: Int]
    }
    let result = try fixture.run(
      "repos", "list", "--select", "!stock", "--where", "file:tox.ini", "--explain", "--json")
    let document = try JSONDecoder().decode(Document.self, from: Data(result.stdout))
    #expect(result.status == 1 && result.stderr.contains("it has no mirror yet"))
    #expect(
      document.selection == [
        .init(service: "billing", state: "failed", stage: "refresh"),
        .init(service: "orders", state: "failed", stage: "refresh"),
        .init(service: "stock", state: "left-out", option: "--select", clause: "!stock"),
      ])
    #expect(document.summary == ["failed": 2, "left-out": 1, "total": 3])
  }

  @Test func everyCommandKnowsWhere() throws {
    #expect(try fixture.run("repos", "sync", "--where", "file:tox.ini").text == "billing  unchanged\n")
    #expect(try fixture.run("cache", "verify", "--where", "name:billing").text.contains("billing.git"))
    let doctor = try fixture.run("doctor", "--where", "pins:users-api or name:stock")
    #expect(doctor.text.contains("billing") && doctor.text.contains("stock") && !doctor.text.contains("orders"))
    let grep = try fixture.run("grep", "timeout", "-l", "--where", "file:a.txt", "--select", "stock")
    #expect(grep.text == "stock:a.txt\n")
  }
}
