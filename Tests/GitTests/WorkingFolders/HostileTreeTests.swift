import FleetTestSupport
import Foundation
import Git
import Testing

/// Trees that git would refuse to make, and folders in which a program laid traps: nothing outside may be touched.
@Suite struct HostileTreeTests {
  private let fixture: FolderFixture
  private let blob: String

  init() throws {
    fixture = try FolderFixture(["a": "1\n", "d/f": "1\n"])
    blob = try fixture.remote.git.run(["rev-parse", "main:a"], in: fixture.remote.path)
    try fixture.remote.folder.write("safe\n", to: "outside/f")
  }

  private func isOutsideUntouched() -> Bool {
    let listed = try? FileManager.default.contentsOfDirectory(atPath: "\(fixture.remote.folder.path)/outside")
    return listed == ["f"] && fixture.remote.folder.read("outside/f") == "safe\n"
  }

  private func checkOut(tree bytes: [UInt8]) throws -> GitError? {
    let id = try #require(ObjectID(hex: try fixture.remote.writeObject("tree", bytes)))
    let mirror = try fixture.mirror()
    let folder = try fixture.folder(of: mirror)
    return gitError { try folder.checkOut(id) }
  }

  private func imageError(tree bytes: [UInt8]) throws -> GitError? {
    let tree = try fixture.remote.writeObject("tree", bytes)
    let commit = try fixture.remote.git.run(["commit-tree", "-m", "hostile", tree], in: fixture.remote.path)
    let id = try #require(ObjectID(hex: commit))
    let mirror = try fixture.mirror()
    return gitError { _ = try CommitImage(of: id, in: mirror, limit: 1 << 20) }
  }

  @Test(arguments: [
    "..", ".", ".git", ".GIT", "git~1", ".git ", ".git.", ".g\u{200C}it", "../outside/f", "a/../../outside/f", "/tmp/x",
    ".git/hooks/post-checkout", ".git::$INDEX_ALLOCATION", "d/../.git/config",
  ])
  func namesThatLeadOutOrIntoGitsFolderAreNotWritten(_ name: String) throws {
    try fixture.checkOut()
    let gitFile = fixture.text(".git")
    let error = try checkOut(tree: hostileTree([("100644", name, blob)]))
    #expect(error != nil)
    #expect(try imageError(tree: hostileTree([("100644", name, blob)])) != nil)
    #expect(fixture.text(".git") == gitFile)
    #expect(isOutsideUntouched())
    #expect(!FileManager.default.fileExists(atPath: "\(fixture.gitFolder)/hooks/post-checkout"))
  }

  @Test func aFolderNamedDotDotIsNotEntered() throws {
    let inner = try fixture.remote.writeObject("tree", hostileTree([("100644", "f", blob)]))
    let outside = try fixture.remote.writeObject("tree", hostileTree([("40000", "outside", inner)]))
    #expect(try checkOut(tree: hostileTree([("40000", "..", outside)])) != nil)
    #expect(isOutsideUntouched())
  }

  @Test func aLinkAndAFolderOfOneNameDoNotLeadOut() throws {
    let target = try fixture.remote.writeObject("blob", Array("../../outside".utf8))
    let inner = try fixture.remote.writeObject("tree", hostileTree([("100644", "f", blob), ("100644", "new", blob)]))
    _ = try checkOut(tree: hostileTree([("120000", "x", target), ("40000", "x", inner)]))
    #expect(isOutsideUntouched())
    _ = try checkOut(tree: hostileTree([("40000", "x", inner), ("120000", "x", target)]))
    #expect(isOutsideUntouched())
  }

  @Test func aLinkThatBecomesAFolderIsReplacedAndNotFollowed() throws {
    try fixture.remote.commit(["x": .link("../../outside")])
    try fixture.checkOut()
    try fixture.remote.commit(["x/f": "theirs\n", "x/new": "theirs\n"], deleting: ["x"])
    try fixture.checkOut()
    #expect(fixture.text("x/f") == "theirs\n")
    #expect(isOutsideUntouched())
  }

  @Test func aFolderThatAProgramReplacedByALinkIsNotFollowed() throws {
    try fixture.checkOut()
    try fixture.run("rm -r d; ln -s ../../outside d; ln -s ../../outside stray")
    try fixture.remote.commit(["d/f": "2\n", "d/new": "2\n"])
    try fixture.checkOut()
    #expect(isOutsideUntouched())
    #expect(fixture.text("d/f") == "2\n" && fixture.text("d/new") == "2\n")
    #expect(fixture.paths() == ["a", "d/f", "d/new"])
  }

  @Test func aFileThatAProgramReplacedByALinkIsNotWrittenThrough() throws {
    try fixture.checkOut()
    try fixture.run("rm a; ln -s ../../outside/f a")
    try fixture.checkOut()
    #expect(isOutsideUntouched() && fixture.text("a") == "1\n")
  }

  @Test func settingsThatAProgramLeftDoNotCount() throws {
    try fixture.checkOut()
    try fixture.run(
      """
      git config core.worktree '\(fixture.remote.folder.path)/outside'; git config core.bare true
      git config core.autocrlf true; git config core.fileMode false; mkdir -p ../git/info
      echo '*' > ../git/info/exclude; echo '* eol=crlf' > ../git/info/attributes
      echo /nowhere > ../git/objects/info/alternates; echo x > new
      """)
    #expect(try fixture.writeTree() != fixture.tree())
    try fixture.checkOut()
    #expect(isOutsideUntouched())
    #expect(fixture.paths() == ["a", "d/f"] && fixture.text("a") == "1\n")
  }

  @Test func aRepositoryThatAProgramLeftIsRemoved() throws {
    try fixture.checkOut()
    try fixture.run(
      "git init -q nested; echo x > nested/f; git init -q deep/nested; mkdir .git-not; echo x > .git-not/f")
    try fixture.checkOut()
    #expect(fixture.paths() == ["a", "d/f"])
    #expect(!FileManager.default.fileExists(atPath: "\(fixture.path)/nested"))
  }

  @Test func aLinkInThePlaceOfTheFolderItselfIsReplaced() throws {
    try fixture.checkOut()
    try fixture.run("cd ..; rm -r files; ln -s ../outside files")
    try fixture.checkOut()
    #expect(isOutsideUntouched())
    #expect(fixture.paths() == ["a", "d/f"])
  }

  @Test func foldersNestedTooDeepAreAnErrorAndLeaveNothingHalfWritten() throws {
    try fixture.checkOut()
    try fixture.remote.commit(["a": "2\n", String(repeating: "d/", count: 300) + "x": "x\n"], deleting: ["d/f"])
    #expect(gitError { try fixture.checkOut() }?.kind == .unsupported)
    #expect(fixture.text("a") == "1\n")
  }
}
