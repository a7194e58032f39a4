import FleetTestSupport
import Git
import Testing

@Suite struct CommitTests {
  private let remote: Remote
  private let tip: ObjectID

  init() throws {
    remote = try Remote(files: ["a.txt": "a\n"])
    tip = try remote.id()
  }

  @Test func aCommitIsWrittenAsGitWritesIt() throws {
    let repository = try Repository(openingBare: remote.path)
    let tree = try repository.tree(of: tip)
    let message = "Grüße\n\n\tfrom  far \n\nFleet-Campaign: x\n"
    let id = try repository.writeCommit(
      tree: tree, parents: [tip],
      author: Signature(name: "Å", email: "a@x", seconds: 1_600_000_000, offsetMinutes: -330),
      committer: Signature(name: "B", email: "b", seconds: 0, offsetMinutes: 0), message: message)
    let wanted =
      "tree \(tree)\nparent \(tip)\nauthor Å <a@x> 1600000000 -0530\ncommitter B <b> 0 +0000\n\n\(message)"
    #expect(try remote.git.run(["cat-file", "commit", id.hex], in: remote.path) + "\n" == wanted)
    let record = try repository.commit(id)
    #expect(record.message == message)
    #expect(record.parents == [tip] && record.tree == tree)
    #expect(record.author == Signature(name: "Å", email: "a@x", seconds: 1_600_000_000, offsetMinutes: -330))
    #expect(record.committer.seconds == 0)
    #expect(try remote.references().count == 1)
  }

  @Test func aCommitWithoutParentsAndOneWithTwoAreWritten() throws {
    let repository = try Repository(openingBare: remote.path)
    let tree = try repository.tree(of: tip)
    let root = try repository.writeCommit(tree: tree, parents: [], author: author, committer: author, message: "")
    #expect(try repository.commit(root).parents.isEmpty)
    let merge = try repository.writeCommit(
      tree: tree, parents: [tip, root], author: author, committer: author, message: "Merge")
    #expect(try repository.commit(merge).parents == [tip, root])
    #expect(try repository.commit(merge).message == "Merge")
    #expect(try remote.problems() == "")
  }

  @Test func whatGitCouldNotKeepIsRefused() throws {
    let repository = try Repository(openingBare: remote.path)
    let tree = try repository.tree(of: tip)
    func write(_ signature: Signature, tree: ObjectID, _ message: String) -> GitError? {
      gitError {
        _ = try repository.writeCommit(
          tree: tree, parents: [], author: signature, committer: signature, message: message)
      }
    }
    #expect(write(author, tree: tree, "a\0b")?.kind == .unsupported)
    #expect(write(Signature(name: " ", email: "a@x", seconds: 0), tree: tree, "x")?.kind == .unsupported)
    #expect(write(Signature(name: "A", email: "", seconds: 0), tree: tree, "x")?.kind == .unsupported)
    #expect(write(Signature(name: "A\nauthor X", email: "a@x", seconds: 0), tree: tree, "x")?.kind == .unsupported)
    #expect(
      write(Signature(name: "A", email: "a@x", seconds: 0, offsetMinutes: 9999), tree: tree, "x")?.kind == .unsupported)
    #expect(write(author, tree: tip, "x") != nil, "a commit is no tree")
    #expect(write(author, tree: .zero, "x") != nil, "no such tree")
  }

  @Test func aCommitInLatin1IsRead() throws {
    let tree = try remote.git.run(["rev-parse", "main^{tree}"], in: remote.path)
    let text =
      "tree \(tree)\nauthor J\u{FC}rgen <j@x> 1 +0000\ncommitter C <c@x> 1 +0000\nencoding ISO-8859-1\n\nGr\u{FC}n\n"
    let latin1 = text.unicodeScalars.map { UInt8($0.value) }
    let id = try #require(ObjectID(hex: try remote.writeObject("commit", latin1)))
    let repository = try Repository(openingBare: remote.path)
    #expect(try repository.commit(id).message == "Grün\n")
    #expect(try repository.commit(id).author.name == "Jürgen")
  }

  @Test func whatIsNoCommitIsNotFound() throws {
    let repository = try Repository(openingBare: remote.path)
    let tree = try repository.tree(of: tip)
    #expect(gitError { _ = try repository.commit(tree) }?.kind == .notFound)
    let error = gitError { _ = try repository.commit(.zero) }
    #expect(error?.kind == .notFound)
    #expect(error?.operation == "read commit 0000000 in \(remote.path)")
  }
}
