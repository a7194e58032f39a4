import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// What is kept in memory is written as one pack, which git takes.
struct NewObjectsTests {
  private let author = Signature(name: "A U Thor", email: "author@example.com", seconds: 1_700_000_000)

  private func files(_ path: String) throws -> Set<String> {
    Set(try FileManager.default.subpathsOfDirectory(atPath: path))
  }

  private func write(_ text: String, to path: String) -> TreeEntryEdit {
    TreeEntryEdit(pathBytes: Array(path.utf8), action: .write(Array(text.utf8), mode: 0o100644))
  }

  @Test func aCommitAndWhatItBringsAreOnePack() throws {
    let remote = try Remote(files: ["a/b/c": "1\n", "d": "1\n"])
    let (base, before) = (try remote.id(), try files(remote.path))
    let repository = try Repository(openingBare: remote.path)
    let memory = try repository.keepNewObjectsInMemory()
    // Nobody leads to this one.
    let lost = try repository.writeTree(base: base, edits: [write("3\n", to: "lost/file")])
    let tree = try repository.writeTree(base: base, edits: [write("2\n", to: "a/b/c"), write("2\n", to: "new/file")])
    let first = try repository.writeCommit(
      tree: tree, parents: [base], author: author, committer: author, message: "First\n")
    let second = try repository.writeCommit(
      tree: tree, parents: [first], author: author, committer: author, message: "Second\n")
    #expect(try files(remote.path) == before)
    try repository.writeNewObjects(in: memory, of: second)

    let new = try files(remote.path).subtracting(before)
    #expect(new.map { ($0 as NSString).pathExtension }.sorted() == ["idx", "pack"])
    let index = try #require(new.first { $0.hasSuffix(".idx") })
    let packed = try remote.git.run(["verify-pack", "-v", index], in: remote.path).split(separator: "\n")
    // Two commits, the trees of the root, `a`, `a/b` and `new`, and one file, whose content is in two places.
    #expect(packed.count { $0.contains(" commit ") } == 2)
    #expect(packed.count { $0.contains(" tree ") } == 4)
    #expect(packed.count { $0.contains(" blob ") } == 1)
    try remote.git.run(["update-ref", "refs/heads/second", second.hex], in: remote.path)
    #expect(try remote.git.run(["fsck", "--strict", "--full"], in: remote.path) == "")
    #expect(try remote.git.run(["show", "second:a/b/c"], in: remote.path) == "2")
    #expect(try Repository(openingBare: remote.path).contains(second))
    #expect(try Repository(openingBare: remote.path).contains(lost) == false)
  }

  @Test func whereNothingIsNewNothingIsWritten() throws {
    let remote = try Remote(files: ["a": "1\n"])
    let (base, before) = (try remote.id(), try files(remote.path))
    let repository = try Repository(openingBare: remote.path)
    let memory = try repository.keepNewObjectsInMemory()
    try repository.writeNewObjects(in: memory, of: base)
    #expect(try files(remote.path) == before)
  }

  @Test func twiceTheSameIsOnePack() throws {
    let remote = try Remote(files: ["a": "1\n"])
    let (base, before) = (try remote.id(), try files(remote.path))
    for _ in 0..<2 {
      let repository = try Repository(openingBare: remote.path)
      let memory = try repository.keepNewObjectsInMemory()
      let tree = try repository.writeTree(base: base, edits: [write("2\n", to: "a")])
      let commit = try repository.writeCommit(
        tree: tree, parents: [base], author: author, committer: author, message: "Same\n")
      try repository.writeNewObjects(in: memory, of: commit)
    }
    #expect(try files(remote.path).subtracting(before).count == 2)
  }
}
