import FleetTestSupport
import Foundation
import Git
import Testing

@Suite struct WriteBackTests {
  @Test func changedNewAndDeletedFilesMakeTheTreeThatGitMakes() throws {
    let fixture = try FolderFixture([
      ".gitignore": "*.log\n", "a": "1\n", "b": "1\n", "d/e": "1\n", "kept.log": "tracked\n",
      "libs/api": .submodule(String(repeating: "1", count: 40)),
    ])
    try fixture.checkOut()
    try fixture.run(
      """
      echo 2 > a; rm b; rm -r d; mkdir -p n/m; echo x > n/m/f; chmod +x n/m/f; ln -s a link; echo x > new.log
      echo 2 > kept.log; mkfifo pipe; echo y > libs/api/inner; printf 'a\\r\\n' > crlf; mkdir empty
      """)
    let tree = try fixture.writeTree()
    try fixture.remote.commit(
      ["a": "2\n", "n/m/f": .executable("x\n"), "link": .link("a"), "kept.log": "2\n", "crlf": "a\r\n"],
      deleting: ["b", "d/e"])
    #expect(try tree == fixture.tree())
    let mirror = try fixture.mirror()
    #expect(try mirror.contains(tree), "the tree is in the mirror")
  }

  @Test func readingBackWithoutAChangeGivesTheSameTree() throws {
    let fixture = try FolderFixture(["a": "1\n", "run": .executable("x\n"), "l": .link("a"), "crlf": "a\r\n"])
    try fixture.checkOut()
    #expect(try fixture.writeTree() == fixture.tree())
    #expect(try fixture.writeTree() == fixture.tree())
  }

  @Test func whatProgramsDoToTheIndexDoesNotCount() throws {
    let fixture = try FolderFixture(["a": "1\n", "b": "1\n"])
    try fixture.checkOut()
    try fixture.run(
      "echo 2 > a; git update-index --assume-unchanged a; git rm -q --cached b; echo x > c; git add c; rm c")
    try fixture.remote.commit(["a": "2\n"])
    #expect(try fixture.writeTree() == fixture.tree())
  }

  @Test func attributesOfTheRepositoryCountAsInGit() throws {
    let fixture = try FolderFixture([
      ".gitattributes": "*.txt text\n*.bat eol=crlf\n", "x.bat": "a\nb\n", "y.txt": "a\n",
    ])
    try fixture.checkOut()
    #expect(fixture.text("x.bat") == "a\r\nb\r\n")
    try fixture.run("printf 'a\\r\\nc\\r\\n' > y.txt")
    let tree = try fixture.writeTree()
    try fixture.remote.commit(["y.txt": "a\nc\n"])
    #expect(try tree == fixture.tree())
  }

  @Test func aRepositoryThatAProgramLeftIsRefused() throws {
    let fixture = try FolderFixture(["a": "1\n"])
    try fixture.checkOut()
    try fixture.run("git init -q nested; cd nested; echo x > f; git add f; git commit -qm x")
    let error = gitError { _ = try fixture.writeTree() }
    #expect(error?.kind == .unsupported)
    #expect(error?.message == "nested is a git repository of its own")
  }

  /// Without the index, what is missing can't be told from what was removed.
  @Test(arguments: ["rm ../git/fleet-index", "echo x > ../git/fleet-index", "cd ..; rm -r files git"])
  func aFolderOfWhichNothingIsKnownAnyMoreIsRefused(_ damage: String) throws {
    let fixture = try FolderFixture([
      ".gitignore": "kept\n", "kept": "1\n", "libs/api": .submodule(String(repeating: "1", count: 40)),
    ])
    try fixture.checkOut()
    #expect(try fixture.writeTree() == fixture.tree())
    try fixture.run(damage)
    let error = gitError { _ = try fixture.writeTree() }
    #expect(error?.kind == .unsupported)
    #expect(error?.message == "the checkout or its index was removed meanwhile")
    try fixture.checkOut()
    #expect(try fixture.writeTree() == fixture.tree())
  }

  @Test func anEmptyTreeIsKnownToBeEmpty() throws {
    let fixture = try FolderFixture(["a": "1\n"])
    let full = try fixture.tree()
    try fixture.remote.commit([:], deleting: ["a"])
    try fixture.checkOut()
    #expect(try fixture.writeTree() == fixture.tree())
    try fixture.run("echo 1 > a")
    #expect(try fixture.writeTree() == full)
  }

  @Test func rulesThatNobodyCanReadToTheirEndAreRefused() throws {
    let fixture = try FolderFixture(["a": "1\n"])
    try fixture.checkOut()
    try fixture.run("mkdir new; mkfifo new/.gitignore; echo x > new/f")
    let error = gitError { _ = try fixture.writeTree() }
    #expect(error?.message == "new/.gitignore is, or leads to, a pipe or a device")
  }

  @Test func aChangeOfTheSameSizeIsSeen() throws {
    let fixture = try FolderFixture(["a": "1\n"])
    try fixture.checkOut()
    try Data("2\n".utf8).write(to: URL(fileURLWithPath: "\(fixture.path)/a"))
    try fixture.remote.commit(["a": "2\n"])
    #expect(try fixture.writeTree() == fixture.tree())
  }
}
