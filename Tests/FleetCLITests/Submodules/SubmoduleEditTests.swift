import FleetTestSupport
import Foundation
import Testing

/// `fleet submodules add`, `remove`, `move` and `set-url`
@Suite(.timeLimit(.minutes(5)))
struct SubmoduleEditTests {
  private let fixture: PinFixture

  init() throws {
    fixture = try PinFixture()
  }

  private func url(_ name: String) -> String { fixture.daemon.url("\(name).git") }

  private func run(_ words: String...) throws -> (document: CampaignDocument, exitCode: Int32) {
    try fixture.fleet.report(["submodules"] + words + ["--yes", "--direct"])
  }

  /// What git's own commands make of the same edit, as a tree.
  private func tree(
    of remote: Remote, removing: String? = nil, pinning: (path: String, commit: String)? = nil, modules: String?
  ) throws -> String {
    let git = remote.git
    _ = try git.run(["read-tree", "main~1"], in: remote.path)
    func remove(_ path: String) throws {
      let line = "0 \(String(repeating: "0", count: 40))\t\(path)\n"
      _ = try git.run(["update-index", "--index-info"], in: remote.path, input: Array(line.utf8))
    }
    if let removing { try remove(removing) }
    if let pinning {
      _ = try git.run(
        ["update-index", "--add", "--cacheinfo", "160000,\(pinning.commit),\(pinning.path)"], in: remote.path)
    }
    if let modules {
      let blob = try git.run(["hash-object", "-w", "--stdin"], in: remote.path, input: Array(modules.utf8))
      _ = try git.run(["update-index", "--add", "--cacheinfo", "100644,\(blob),.gitmodules"], in: remote.path)
    } else {
      try remove(".gitmodules")
    }
    return try git.run(["write-tree"], in: remote.path)
  }

  private func treeOfTip(_ remote: Remote) throws -> String {
    #expect(try remote.problems() == "")
    return try remote.git.run(["rev-parse", "main^{tree}"], in: remote.path)
  }

  private static func modules(_ url: String, path: String = "libs/api") -> String {
    "# the pinned libraries\n[submodule \"api\"]  # by name\n    path = \(path)\n    url = \(url)\n    branch = stable\n; the end\n"
  }

  /// A service with a commented `.gitmodules`, whose submodule's name isn't its path.
  private func commented(_ pin: String, url: String, path: String = "libs/api") throws -> Remote {
    try fixture.fleet.remote(
      "billing",
      files: [
        "README.md": "# a service\n", "libs/notes.txt": "kept\n", "\(path)": .submodule(pin),
        ".gitmodules": .text(Self.modules(url, path: path)),
      ])
  }

  @Test func addWritesGitlinkAndEntryAsTheOthersAreWrittenAndOnlyOnce() throws {
    let (_, api) = try fixture.library("api")
    let (_, core) = try fixture.library("core", commits: 4, tags: ["v1.0.0": 2])
    let billing = try commented(api[0], url: url("api"))
    let bare = try fixture.service("bare", [])
    let blocked = try fixture.fleet.remote("blocked", files: ["libs": "a file\n"])
    try fixture.writeManifest(
      ["bare", "billing", "blocked"], libraries: ["api": "", "core": "follow: {semver: ^1}\npath: libs/deep/core"])
    let (document, exitCode) = try run("add", "core", "--url", "../core.git")
    #expect(exitCode == 1)
    #expect(document.outcome(of: "blocked") == "refused(path-taken)")
    #expect(try blocked.commitCount() == 1)
    let entry = "[submodule \"libs/deep/core\"]\n    path = libs/deep/core\n    url = ../core.git\n"
    #expect(
      try treeOfTip(billing)
        == tree(of: billing, pinning: ("libs/deep/core", core[1]), modules: Self.modules(url("api")) + entry))
    #expect(try bare.file(".gitmodules")?.contains("url = ../core.git") == true)
    #expect(try bare.changes("main~1", "main").count == 2)
    #expect(try run("add", "core").document.outcome(of: "billing") == "unchanged")
    #expect(
      try run("add", "core", "--path", "elsewhere").document["billing"]?.message
        == "it has core at libs/deep/core already")
    #expect(try fixture.fleet.run("submodules", "add", "core", "--rev", "v9", "--yes").status == 2)
  }

  @Test func addRefusesAURLThatLeadsElsewhere() throws {
    let (_, _) = try fixture.library("core")
    try fixture.service("bare", [])
    try fixture.writeManifest(["bare"], libraries: ["core": "follow: {branch: main}"])
    for hostile in ["../other.git", "--upload-pack=x", "ext::sh -c true", "../../../evil.example/core.git"] {
      let outcome = try run("add", "core", "--url=\(hostile)").document.outcome(of: "bare") ?? ""
      #expect(["refused(url-drift)", "refused(gitmodules)"].contains(outcome), "\(hostile)")
    }
    for path in ["../up", "/abs", ".git/x", "a/../b", "-x"] {
      #expect(try run("add", "core", "--path=\(path)").document.outcome(of: "bare") == "refused(path)", "\(path)")
    }
  }

  @Test func removeTakesGitlinkAndEntryAndCommentsStay() throws {
    let (_, api) = try fixture.library("api")
    let billing = try commented(api[0], url: url("api"))
    let only = try fixture.service("only", [.init("libs/api", api[0], url("api"))])
    try fixture.service("none", [])
    try fixture.writeManifest(["billing", "none", "only"], libraries: ["api": ""])
    let document = try run("remove", "api").document
    #expect(
      try treeOfTip(billing)
        == tree(of: billing, removing: "libs/api", modules: "# the pinned libraries\n; the end\n"))
    #expect(try treeOfTip(only) == tree(of: only, removing: "libs/api", modules: nil))
    #expect(document["none"]?.message == "it has no submodule api")
    #expect(try run("remove", "api").document.summary == ["not-applicable": 3, "total": 3])
  }

  @Test func aPinThatHangsInTheAirCanBeRemoved() throws {
    let (_, api) = try fixture.library("api")
    let billing = try fixture.service(
      "billing",
      [.init("libs/api", String(repeating: "12", count: 20), url("api")), .init("vendor/api", api[0], url("api"))])
    try fixture.writeManifest(["billing"], libraries: ["api": ""])
    #expect(try run("remove", "api").document.outcome(of: "billing") == "refused(ambiguous)")
    #expect(try run("remove", "vendor/api").document.outcome(of: "billing") == "refused(unreachable)")
    #expect(try run("remove", "libs/api").document.outcome(of: "billing") == "delivered")
    #expect(try billing.paths().contains("160000 vendor/api"))
  }

  @Test func moveChangesThePathAndKeepsNameAndComments() throws {
    let (_, api) = try fixture.library("api")
    let billing = try commented(api[0], url: url("api"))
    try fixture.writeManifest(["billing"], libraries: ["api": ""])
    #expect(try run("move", "api", "libs/notes.txt").document.outcome(of: "billing") == "refused(path-taken)")
    #expect(try run("move", "api", "libs/api/below").document.outcome(of: "billing") == "refused(path-taken)")
    #expect(try run("move", "api", "vendor/api").exitCode == 0)
    #expect(
      try treeOfTip(billing)
        == tree(
          of: billing, removing: "libs/api", pinning: ("vendor/api", api[0]),
          modules: Self.modules(url("api"), path: "vendor/api")))
    #expect(try run("move", "api", "vendor/api").document.outcome(of: "billing") == "unchanged")
  }

  @Test func setURLFollowsALibraryThatWasRenamed() throws {
    let (_, api) = try fixture.library("renamed")
    let billing = try commented(api[0], url: url("old-name"))
    try fixture.writeManifest(
      ["billing"], libraries: ["api": "follow: {branch: main}"], urls: ["api": url("renamed")])
    #expect(try run("sync").document.outcome(of: "billing") == "refused(url-drift)")
    #expect(try run("set-url", "api", "../else.git").document.outcome(of: "billing") == "refused(url-drift)")
    #expect(try run("set-url", "api").exitCode == 0)
    #expect(try treeOfTip(billing) == tree(of: billing, modules: Self.modules(url("renamed"))))
    #expect(try run("set-url", "api").document.outcome(of: "billing") == "unchanged")
    #expect(try run("sync").document.outcome(of: "billing") == "delivered")
    #expect(try billing.changes("main~1", "main") == ["160000 libs/api \(api[2])"])
  }

  @Test func aMoveOfWhatTheManifestDoesNotNameCanBeUndone() throws {
    let (_, api) = try fixture.library("api")
    let billing = try fixture.service("billing", [.init("vendor/other", api[0], url("other"))])
    try fixture.writeManifest(["billing"], libraries: ["api": ""])
    #expect(try run("move", "vendor/other", "third/other").exitCode == 0)
    let undone = try fixture.fleet.report("undo", "move-vendor-other", "--yes")
    #expect(undone.document.outcome(of: "billing") == "delivered", "\(undone.document)")
    #expect(try billing.git.run(["diff-tree", "main~2", "main"], in: billing.path) == "")
  }

  @Test func setURLToALibraryThatDoesNotHaveTheCommitIsRefused() throws {
    let (_, api) = try fixture.library("api")
    try fixture.library("core")
    _ = try commented(api[0], url: url("api"))
    try fixture.writeManifest(["billing"], libraries: ["api": "", "core": ""])
    #expect(try run("set-url", "libs/api", url("core")).document.outcome(of: "billing") == "refused(unreachable)")
    #expect(try run("set-url", "libs/api", url("stranger")).document.outcome(of: "billing") == "refused(no-policy)")
  }
}
