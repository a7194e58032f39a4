import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// The first commit of a folder holds what git's own would hold, in a pack that git takes.
struct FirstFilesTests {
  private let folder: TemporaryFolder
  private let git: GitProgram
  private let author = Signature(name: "A U Thor", email: "author@example.com", seconds: 1_700_000_000)

  init() throws {
    folder = try TemporaryFolder()
    git = GitProgram(home: folder.path)
  }

  private var work: String { folder.path + "/work" }

  /// Commits everything, and has git say whether it would have made the same of it.
  private func commitAsGitWould() throws {
    // The measure, made first: git's own tree of the same files.
    try git.run(["init", "--quiet", "--bare", "../own.git"], in: work)
    try git.run(["--git-dir=../own.git", "--work-tree=.", "add", "--all"], in: work)
    let tree = try git.run(["--git-dir=../own.git", "write-tree"], in: work)
    let copy = try WorkingCopy(creatingAt: work, branch: "main")
    _ = try copy.commitAll(author: author, committer: author, message: "Begin\n")
    #expect(try git.run(["rev-parse", "main^{tree}"], in: work) == tree)
    #expect(try git.run(["status", "--porcelain"], in: work) == "")
    #expect(try git.run(["fsck", "--strict", "--full"], in: work) == "")
    #expect(
      try git.run(["ls-files", "--stage"], in: work)
        == git.run(["--git-dir=../own.git", "ls-files", "--stage"], in: work))
  }

  private var packs: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: work + "/.git/objects/pack").filter { $0.hasSuffix(".idx") }
    }
  }

  @Test func foldersAreInTheOrderOfGit() throws {
    for path in ["a-b", "a.b", "a/b", "a/b.c", "a/b-/c", "a0", "A/x", "ä/ö", "z"] {
      try folder.write("\(path)\n", to: "work/\(path)")
    }
    try commitAsGitWould()
    #expect(try packs.count == 1)
  }

  @Test func filesOfEverySizeComeBackAsTheyAre() throws {
    var chance = SystemRandomNumberGenerator()
    for size in [0, 1, 15, 16, 17, 2047, 2048, 300_000] {
      let bytes = (0..<size).map { _ in UInt8.random(in: 0...255, using: &chance) }
      try folder.write("", to: "work/size\(size)")
      try Data(bytes).write(to: URL(fileURLWithPath: "\(work)/size\(size)"))
    }
    try folder.write("same\n", to: "work/one")
    try folder.write("same\n", to: "work/two")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: work + "/two")
    try commitAsGitWould()
    let pack = "\(work)/.git/objects/pack/\(try #require(try packs.first))"
    #expect(try git.run(["verify-pack", pack], in: work) == "")
    #expect(try FileManager.default.attributesOfItem(atPath: pack)[.posixPermissions] as? Int == 0o444)
  }

  @Test(arguments: ["work/.gitattributes", "work/a/.gitattributes"]) func attributesCount(path: String) throws {
    try folder.write("one\r\ntwo\r\n", to: "work/a/b.txt")
    try folder.write("one\r\ntwo\r\n", to: "work/c.txt")
    try folder.write("*.txt text\n", to: path)
    try commitAsGitWould()
  }

  @Test(arguments: [
    (".git/info/attributes", "*.txt text\n"), (".git/config", "[core]\n\tautocrlf = input\n"),
    (".git/config", "[core]\n\tattributesfile = \"FOLDER/more\"\n"),
  ])
  func attributesOfTheRepositoryCount(path: String, text: String) throws {
    try folder.write("one\r\ntwo\r\n", to: "work/c.txt")
    try folder.write("*.txt text\n", to: "more")
    _ = try WorkingCopy(creatingAt: work, branch: "main")
    let earlier =
      FileManager.default.contents(atPath: "\(work)/\(path)").map { String(decoding: $0, as: UTF8.self) } ?? ""
    try folder.write(earlier + text.replacingOccurrences(of: "FOLDER", with: folder.path), to: "work/\(path)")
    _ = try WorkingCopy(openingAt: work).commitAll(author: author, committer: author, message: "Begin\n")
    #expect(try git.run(["cat-file", "-s", "main:c.txt"], in: work) == "8")
  }

  @Test func attributesThatAreIgnoredCountToo() throws {
    try folder.write(".gitattributes\n", to: "work/.gitignore")
    try folder.write("*.txt text\n", to: "work/.gitattributes")
    try folder.write("one\r\n", to: "work/c.txt")
    try commitAsGitWould()
  }

  @Test func aLinkIsCommittedAsOne() throws {
    try folder.write("text\n", to: "work/a")
    try FileManager.default.createSymbolicLink(atPath: work + "/b", withDestinationPath: "a")
    try commitAsGitWould()
  }

  @Test func aRepositoryInTheFolderIsRefused() throws {
    try folder.write("text\n", to: "work/a")
    try folder.write("text\n", to: "work/inner/b")
    try git.run(["init", "--quiet"], in: work + "/inner")
    try git.run(["add", "b"], in: work + "/inner")
    try git.run(["commit", "--quiet", "--message", "Begin"], in: work + "/inner")
    let copy = try WorkingCopy(creatingAt: work, branch: "main")
    #expect(throws: GitError.self) { try copy.commitAll(author: author, committer: author, message: "Begin\n") }
    #expect(try packs == [])
  }

  @Test func theLastFileIsToldAllOthersAndCommittedAsItIsThen() throws {
    try folder.write("text\n", to: "work/a")
    try folder.write("old\n", to: "work/b/record")
    let copy = try WorkingCopy(creatingAt: work, branch: "main")
    var told: [String] = []
    _ = try copy.commitAll(author: author, committer: author, message: "Begin\n") { (entries) throws(GitError) in
      told = entries.map { String(decoding: $0.pathBytes, as: UTF8.self) }
      try PlainFolder(work).write(Array("new\n".utf8), to: Array("b/record".utf8), permissions: 0o644)
      return Array("b/record".utf8)
    }
    #expect(told == ["a", "b/record"])
    #expect(try git.run(["show", "main:b/record"], in: work) == "new")
    #expect(try git.run(["status", "--porcelain"], in: work) == "")
  }

  @Test(arguments: [
    ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (String(repeating: "a", count: 1_000_000), "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
  ])
  func theChecksumIsThatOfItsSpecification(text: String, digits: String) {
    #expect(ObjectID(bytes: FileChecksum.bytes(of: Array(text.utf8)))?.hex == digits)
  }

  @Test(arguments: 54...66) func theChecksumFillsItsLastBlock(count: Int) throws {
    let text = String(repeating: "x", count: count)
    try folder.write(text, to: "work/file")
    let sum = try git.run(["hash-object", "file"], in: work)
    #expect(ObjectID(bytes: FileChecksum.bytes(of: Array("blob \(count)\0\(text)".utf8)))?.hex == sum)
  }
}
