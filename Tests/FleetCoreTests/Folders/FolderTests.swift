import Changes
import FleetTestSupport
import Foundation
import Testing

@testable import FleetCore

struct FolderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private var snapshot: FolderSnapshot { FolderSnapshot(folder: folder.path) }

  private func paths() throws -> [String] {
    var paths: [String] = []
    try snapshot.walk(descends: { _ in true }) { paths.append($0.path.description) }
    return paths
  }

  @Test func filesComeInGitsTreeOrder() throws {
    for path in ["b", "a.txt", "a/x", "a-b"] { try folder.write("", to: path) }
    #expect(try paths() == ["a-b", "a.txt", "a/x", "b"])
  }

  @Test func gitFoldersAndRepositoriesInsideAreLeftOut() throws {
    for path in [".git/config", "a", "library/.git", "library/b", ".github/x"] { try folder.write("", to: path) }
    #expect(try paths() == [".github/x", "a"])
  }

  @Test func aLinkIsAnEntryAndIsNeverFollowed() throws {
    try folder.write("secret", to: "real/file")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "real")
    #expect(try paths() == ["link", "real/file"])
    #expect(try snapshot.entry(at: "link")?.mode == .link)
    #expect(try snapshot.entry(at: "link/file") == nil)
  }

  @Test func ignoredFilesAreLeftOutUnlessTheIndexHasThem() throws {
    for path in ["a.log", "keep.log", "node_modules/x", "sub/b.tmp", "sub/c"] { try folder.write("", to: path) }
    try folder.write("*.log\nnode_modules/\n", to: ".gitignore")
    try folder.write("*.tmp\n", to: "sub/.gitignore")
    #expect(try paths() == [".gitignore", "sub/.gitignore", "sub/c"])
    #expect(try snapshot.entry(at: "a.log") == nil)
    let git = ["init", "-q", "."], add = ["add", "-f", "keep.log"]
    for arguments in [git, add] {
      let environment = HermeticEnvironment.variables(home: folder.path)
      #expect(try TestProgram.run("git", arguments, environment: environment, folder: folder.path).status == 0)
    }
    #expect(try paths() == [".gitignore", "keep.log", "sub/.gitignore", "sub/c"])
  }

  @Test func namesNeedNotBeText() throws {
    let path = TreePath(bytes: Array("d\n/".utf8) + [0xFF, 0x20])
    try FolderWriter(folder: folder.path).write([TreeEdit(path: path, action: .write([1], mode: .file))])
    var found: [TreePath] = []
    try snapshot.walk(descends: { _ in true }) { found.append($0.path) }
    #expect(found == [path])
    let entry = try #require(try snapshot.entry(at: path))
    #expect(try snapshot.content(of: entry) == [1])
    try FolderWriter(folder: folder.path).write([TreeEdit(path: path, action: .delete)])
    #expect(try snapshot.entry(at: path) == nil)
  }

  @Test(arguments: ["../x", "/etc/passwd", ".git/config", "a/../b"])
  func whatLiesOutsideIsNotThere(path: String) throws {
    #expect(try snapshot.entry(at: TreePath(path)) == nil)
  }

  @Test func editsAreMadeWithTheirModes() throws {
    try folder.write("old", to: "a")
    try folder.write("gone", to: "b")
    try FolderWriter(folder: folder.path).write([
      TreeEdit(path: "a", action: .write(Array("new".utf8), mode: .executable)),
      TreeEdit(path: "b", action: .delete),
      TreeEdit(path: "deep/er/c", action: .write([], mode: .file)),
    ])
    #expect(folder.read("a") == "new")
    #expect(try snapshot.entry(at: "a")?.mode == .executable)
    #expect(folder.read("b") == nil)
    #expect(folder.read("deep/er/c") == "")
  }

  @Test func anEditThatCannotBeMadeTakesTheOthersBack() throws {
    try folder.write("old", to: "a")
    try folder.write("file", to: "b")
    let edits = [
      TreeEdit(path: "a", action: .write(Array("new".utf8), mode: .file)),
      TreeEdit(path: "new/folder/c", action: .write([], mode: .file)),
      TreeEdit(path: "b/below-a-file", action: .write([], mode: .file)),
    ]
    #expect(throws: (any Error).self) { try FolderWriter(folder: folder.path).write(edits) }
    #expect(try paths() == ["a", "b"])
    #expect(folder.read("a") == "old")
  }
}
