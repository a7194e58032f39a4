import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// A working copy is what `git` itself would have made.
struct WorkingCopyTests {
  private let folder: TemporaryFolder
  private let git: GitProgram
  private let author = Signature(name: "A U Thor", email: "author@example.com", seconds: 1_700_000_000)

  init() throws {
    folder = try TemporaryFolder()
    git = GitProgram(home: folder.path)
    try folder.write("*.log\n", to: "work/.gitignore")
    try folder.write("text\n", to: "work/src/a.txt")
    try folder.write("noise\n", to: "work/b.log")
  }

  private var work: String { folder.path + "/work" }

  @Test func theFirstCommitIsThatOfGit() throws {
    let copy = try WorkingCopy(creatingAt: work, branch: "trunk")
    let commit = try #require(try copy.commitAll(author: author, committer: author, message: "Begin\n"))
    #expect(try git.run(["rev-parse", "trunk"], in: work) == commit.hex)
    #expect(try git.run(["status", "--porcelain", "--branch"], in: work) == "## trunk")
    #expect(try git.run(["fsck", "--strict"], in: work) == "")
    #expect(try git.run(["ls-files"], in: work) == ".gitignore\nsrc/a.txt")
    // The measure: git's own tree of the same files.
    try git.run(["init", "--quiet", "--bare", "../own.git"], in: work)
    try git.run(["--git-dir=../own.git", "--work-tree=.", "add", "--all"], in: work)
    let tree = try git.run(["--git-dir=../own.git", "write-tree"], in: work)
    #expect(try git.run(["rev-parse", "trunk^{tree}"], in: work) == tree)
  }

  @Test func committingTheSameFilesAgainIsNothing() throws {
    let copy = try WorkingCopy(creatingAt: work, branch: "main")
    _ = try copy.commitAll(author: author, committer: author, message: "Begin\n")
    #expect(try WorkingCopy(openingAt: work).commitAll(author: author, committer: author, message: "Again\n") == nil)
  }

  @Test func aSubmodulesFolderIsThatOfGitAndMayMoveWithTheProject() throws {
    let remote = try Remote(files: ["api.py": "x = 1\n"])
    let name = try #require(try remote.tip(of: "main"))
    let tip = try #require(ObjectID(hex: name))
    try folder.write("[submodule \"libs/api\"]\n\tpath = libs/api\n\turl = \(remote.path)\n", to: "work/.gitmodules")
    let copy = try WorkingCopy(creatingAt: work, branch: "main")
    let pin = TreeEntryRecord(pathBytes: Array("libs/api".utf8), mode: 0o160000, id: tip)
    _ = try copy.commitAll(pins: [pin], author: author, committer: author, message: "Begin\n")
    try FileManager.default.createDirectory(atPath: work + "/libs/api", withIntermediateDirectories: true)
    let library = try WorkingCopy(
      creatingAt: work + "/libs/api", gitFolder: work + "/.git/modules/libs/api", branch: "main")
    _ = try Repository(openingBare: library.gitFolder).fetch(
      from: remote.path, refspecs: ["+refs/heads/*:refs/remotes/origin/*"],
      options: NetworkOptions(
        settings: NetworkSettings(environment: git.environment, configuration: GitConfiguration(), version: "0")))
    try library.setOrigin(remote.path)
    try library.checkOut(tip)
    try copy.configure([("submodule.libs/api.url", remote.path), ("submodule.libs/api.active", "true")])
    let moved = folder.path + "/moved"
    try FileManager.default.moveItem(atPath: work, toPath: moved)
    #expect(try git.run(["status", "--porcelain"], in: moved) == "")
    #expect(try git.run(["submodule", "status"], in: moved).hasPrefix(" \(tip.hex) libs/api"))
    #expect(try git.run(["status", "--porcelain"], in: moved + "/libs/api") == "")
    #expect(FileManager.default.contents(atPath: moved + "/libs/api/api.py") == Data("x = 1\n".utf8))
  }

  @Test func deflatedDataComeBackOnlyInTheSizeThatWasSaid() {
    // `printf hello | python3 -c 'raw deflate'`
    let packed: [UInt8] = [0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]
    #expect(Deflate.inflated(packed, byteCount: 5) == Array("hello".utf8))
    #expect(Deflate.inflated(packed, byteCount: 4) == nil)
    #expect(Deflate.inflated(packed, byteCount: 6) == nil)
    #expect(Deflate.inflated(Array(packed.dropLast(2)), byteCount: 5) == nil)
    #expect(Deflate.checksum(Array("hello".utf8)) == 0x3610_A686)
  }
}
