import FleetTestSupport
import Git
import Testing

@Suite struct WriteTreeTests {
  private let remote: Remote
  private let base: ObjectID

  init() throws {
    remote = try Remote(files: [
      "README.md": "r\n", "src/main.py": "m\n", "src/lib/a.py": "a\n", "only/file": "f\n",
      "libs/api": .submodule(String(repeating: "1", count: 40)), "run.sh": .executable("#!/bin/sh\n"),
    ])
    base = try remote.id()
  }

  private func write(_ edits: [TreeEntryEdit]) throws -> [String] {
    let repository = try Repository(openingBare: remote.path)
    return try repository.testPaths(try repository.writeTree(base: base, edits: edits))
  }

  private func refusal(_ edits: [TreeEntryEdit]) throws -> GitError? {
    let repository = try Repository(openingBare: remote.path)
    return gitError { _ = try repository.writeTree(base: base, edits: edits) }
  }

  @Test func theTreeIsTheOneThatGitMakes() throws {
    let repository = try Repository(openingBare: remote.path)
    let pin = try #require(ObjectID(hex: String(repeating: "2", count: 40)))
    let tree = try repository.writeTree(
      base: base,
      edits: [
        .writing("new\n", to: "src/lib/deep/er/new.py"), .writing("x\n", to: "README.md", mode: 0o100755),
        .deleting("src/main.py"), .writing("a", to: "link", mode: 0o120000),
        TreeEntryEdit(pathBytes: Array("libs/api".utf8), action: .pin(pin)),
        TreeEntryEdit(pathBytes: Array("libs/other".utf8), action: .pin(pin)),
      ])
    try remote.commit(
      [
        "src/lib/deep/er/new.py": "new\n", "README.md": .executable("x\n"), "link": .link("a"),
        "libs/api": .submodule(pin.hex), "libs/other": .submodule(pin.hex),
      ], deleting: ["src/main.py"])
    #expect(try repository.tree(of: try remote.id()) == tree)
  }

  @Test func noEditsGiveTheSameTree() throws {
    let repository = try Repository(openingBare: remote.path)
    #expect(try repository.writeTree(base: base, edits: []) == repository.tree(of: base))
  }

  @Test func aFolderVanishesWithItsLastFile() throws {
    let paths = try write([.deleting("only/file"), .deleting("src/lib/a.py"), .deleting("src/main.py")])
    #expect(paths == ["100644 README.md", "160000 libs/api", "100755 run.sh"])
  }

  @Test func withoutABaseAndWithoutFilesThereIsTheEmptyTree() throws {
    let repository = try Repository(openingBare: remote.path)
    let empty = try repository.writeTree(base: nil, edits: [])
    #expect(empty.hex == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
    let one = try repository.writeTree(base: nil, edits: [.writing("x", to: "a/b")])
    #expect(try repository.writeTree(base: one, edits: [.deleting("a/b")]) == empty)
  }

  @Test func aFileMayBecomeAFolderAndAFolderAFileIfTheEditsMakeRoom() throws {
    let paths = try write([
      .deleting("README.md"), .writing("x", to: "README.md/inner"), .deleting("only/file"), .writing("y", to: "only"),
    ])
    #expect(paths.contains("100644 README.md/inner") && paths.contains("100644 only"))
  }

  @Test(arguments: [
    ([TreeEntryEdit.writing("x", to: "README.md/inner")], "edit README.md: it is a file"),
    ([.writing("x", to: "libs/api/file")], "edit libs/api: it is a file"),
    ([.writing("x", to: "src/lib")], "edit src/lib: it is a folder"),
    ([.writing("x", to: "a"), .writing("x", to: "a/b")], "edit a: it is a folder"),
    ([.writing("x", to: "a"), .deleting("a")], "edit a: the path is edited twice"),
    ([.deleting("none")], "edit none: there is no such file"),
    ([.deleting("none/inner")], "edit none/inner: there is no such file"),
    ([.deleting("src")], "edit src: it is a folder"),
    ([.writing("x", to: "a", mode: 0o100600)], "edit a: a file's mode can't be 100600"),
    ([.writing("x", to: "a", mode: 0o40000)], "edit a: a file's mode can't be 40000"),
  ])
  func clashesAreRefusedWithThePath(_ edits: [TreeEntryEdit], _ beginning: String) throws {
    let error = try refusal(edits)
    #expect(error?.description.hasPrefix(beginning) == true, "\(error?.description ?? "no error")")
    #expect(error?.kind == .unsupported || error?.kind == .notFound)
  }

  @Test(arguments: [
    "", "/a", "a/", "a//b", ".", "a/../b", "..", ".git/config", "a/.GIT/hooks/x", "a\0b", ".git ", "GIT~1/x",
  ])
  func pathsThatGitDoesNotKeepAreRefused(_ path: String) throws {
    #expect(try refusal([.writing("x", to: path)])?.kind == .unsupported)
  }

  @Test func anUnsafeEntryThatIsThereAlreadyIsKept() throws {
    let blob = try remote.git.run(["rev-parse", "main:README.md"], in: remote.path)
    let odd = try #require(
      ObjectID(hex: try remote.writeObject("tree", hostileTree([("100644", ".git", blob), ("100664", "old", blob)]))))
    let repository = try Repository(openingBare: remote.path)
    let tree = try repository.writeTree(base: odd, edits: [.writing("x", to: "new")])
    let listed = try remote.git.run(["ls-tree", tree.hex], in: remote.path)
    #expect(listed.contains(".git") && listed.contains("new") && listed.contains("old"))
  }

  @Test func aBlobOfTheRepositoryIsUsedWithoutItsBytes() throws {
    let blob = try #require(ObjectID(hex: try remote.git.run(["rev-parse", "main:README.md"], in: remote.path)))
    let paths = try write([TreeEntryEdit(pathBytes: Array("copy".utf8), action: .use(blob, mode: 0o100755))])
    #expect(paths.contains("100755 copy"))
    let missing = try #require(ObjectID(hex: String(repeating: "3", count: 40)))
    #expect(
      try refusal([TreeEntryEdit(pathBytes: Array("copy".utf8), action: .use(missing, mode: 0o100644))]) != nil)
  }
}
