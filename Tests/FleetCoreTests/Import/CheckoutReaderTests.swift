import Foundation
import Testing

@testable import FleetCore

struct CheckoutReaderTests {
  /// A reader of files in memory; folders are what the files' paths name.
  private func reader(_ files: [String: String]) -> CheckoutReader {
    struct Missing: Error, CustomStringConvertible { let description = "no such folder" }
    return CheckoutReader(
      FolderAccess(
        entries: { folder in
          let prefix = folder == "/" ? "/" : folder + "/"
          var kinds: [String: FolderAccess.Kind] = [:]
          for path in files.keys where path.hasPrefix(prefix) {
            let rest = path.dropFirst(prefix.count).split(separator: "/")
            kinds[String(rest[0])] = rest.count > 1 ? .folder : files[path] == "LINK" ? .other : .file
          }
          if kinds.isEmpty { throw Missing() }
          return kinds
        },
        content: { path in
          guard let text = files[path] else { throw Missing() }
          return Array(text.utf8)
        }))
  }

  private func origin(_ url: String) -> String { "[remote \"origin\"]\n\turl = \(url)\n" }

  @Test func everyKindOfRepositoryIsFound() {
    let list = reader([
      "/w/shop/.git/config": origin("git@h:o/shop.git"), "/w/shop/.git/HEAD": "x",
      "/w/shop/sub/.git/config": origin("x"),
      "/w/api/.git/config": origin("../remotes/api.git"),
      "/w/tree/.git": "gitdir: /w/shop/.git/worktrees/tree\n", "/w/shop/.git/worktrees/tree/commondir": "../..\n",
      "/w/module/.git": "gitdir: ../shop/.git/modules/module\r\n",
      "/w/shop/.git/modules/module/config": origin("https://h/module"),
      "/w/bare.git/HEAD": "x", "/w/bare.git/objects/x": "", "/w/bare.git/refs/x": "",
      "/w/bare.git/config": "[core]\nbare",
      "/w/mirror.git/HEAD": "x", "/w/mirror.git/objects/x": "", "/w/mirror.git/refs/x": "",
      "/w/mirror.git/config": origin("https://h/mirror"), "/w/plain/readme": "", "/w/notes": "", "/w/link": "LINK",
      "/w/.hidden/.git/config": origin("x"), "/w/lost/.git/HEAD": "", "/w/evil/.git/config": origin("--upload-pack=id"),
      "/w/deep/er/.git/config": origin("https://h/er"),
    ]).read("/w")
    #expect(
      list.services.map { "\($0.name) \($0.url)" } == [
        "api /w/remotes/api.git", "bare /w/bare.git", "mirror https://h/mirror", "module https://h/module",
        "shop git@h:o/shop.git", "tree git@h:o/shop.git",
      ])
    #expect(
      list.problems == [
        "/w/evil: the address of \"origin\" must not begin with \"-\"", "/w/lost: has no remote called \"origin\"",
      ])
  }

  @Test func deeperFoldersAreSearchedWhenAskedFor() {
    let files = ["/w/a/b/c/.git/config": origin("https://h/c"), "/w/x/.git/config": origin("https://h/x")]
    #expect(reader(files).read("/w", depth: 1).services.map(\.name) == ["x"])
    #expect(reader(files).read("/w", depth: 3).services.map(\.name) == ["c", "x"])
    #expect(reader(files).read("/w/x").services.map(\.name) == ["x"])
  }

  @Test func aFolderWithoutRepositoriesIsAProblem() {
    #expect(reader(["/w/a/b": ""]).read("/w").problems == ["/w: no repositories found"])
    #expect(reader([:]).read("/w").problems == ["/w: could not be read: no such folder"])
    #expect(reader(["/w/a/.git": "gitdir: /gone"]).read("/w").problems == ["/w/a: could not be read: no such folder"])
  }

  static let configurations: [(text: String, url: String?)] = [
    ("[remote \"origin\"]\nurl = a", "a"), ("[remote \"origin\"] url=a # c\n", "a"),
    ("[Remote \"origin\"]\nURL = a ; c", "a"),
    ("[remote \"Origin\"]\nurl = a", nil), ("[remote.origin]\nurl = a", "a"), ("[remote]\nurl = a", nil),
    ("[remote \"origin\"]\npushurl = b\nurl = a\n[remote \"up\"]\nurl = c", "a"),
    ("[remote \"origin\"]\nurl = a\nurl = b", "b"), ("[remote \"origin\"]\nurl = \"a # b\"", "a # b"),
    ("[remote \"origin\"]\nurl = a \\\n  b", "a   b"), ("[remote \"origin\"]\nurl = \"a\\\\b\\\"c\"", "a\\b\"c"),
    ("[remote \"origin\"]\r\nurl = a b \r\n", "a b"), ("\u{FEFF}[remote \"origin\"]\nurl = é", "é"),
    ("[remote \"ori\\gin\"]\nurl = a", "a"), ("[remote \"origin\"\nurl = a", "a"),
    ("= x\n[remote \"origin\"]\nurl = a", "a"),
    ("[remote \"origin\"]\nurl", "true"), ("; url = x\n#[remote \"origin\"]\nurl = a", nil), ("", nil), ("[", nil),
    ("[\"", nil),
    ("[remote \"origin\"]\nurl = a\\", "a"),
  ]

  @Test(arguments: configurations)
  func configurationIsReadAsGitWritesIt(_ text: String, _ url: String?) {
    #expect(GitConfigurationText(Array(text.utf8)).value("remote", "origin", "url") == url)
  }

  @Test func linksOnDiskAreNotFollowed() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("fleet-import-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    let git = root.appendingPathComponent("real/.git")
    try FileManager.default.createDirectory(at: git, withIntermediateDirectories: true)
    try Data(origin("https://h/real").utf8).write(to: git.appendingPathComponent("config"))
    try FileManager.default.createSymbolicLink(
      at: root.appendingPathComponent("link"), withDestinationURL: root.appendingPathComponent("real"))
    try FileManager.default.createSymbolicLink(
      at: root.appendingPathComponent("broken"), withDestinationURL: root.appendingPathComponent("nowhere"))
    let list = CheckoutReader().read(root.path)
    #expect(list.services.map(\.url) == ["https://h/real"])
    #expect(list.problems == [])
  }
}
