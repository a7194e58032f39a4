import FleetTestSupport
import Foundation
import Git
import Testing

@Suite struct LocalPushTests {
  private let bench: LocalWorkbench
  private let base: ObjectID

  init() throws {
    bench = try LocalWorkbench(["a.txt": "a\n", "x/y/z.txt": "z\n", "x/other.txt": "o\n"])
    base = try bench.remote.id()
    _ = try bench.mirror()
  }

  /// Commits that add objects in different ways.
  enum Content: String, CaseIterable {
    case file, folder, moved, deleted, nothing, pinned, merged, rootless, large, many
  }

  private func commit(_ content: Content) throws -> ObjectID {
    let mirror = try bench.mirror()
    func commit(_ edits: [TreeEntryEdit], parents: [ObjectID]) throws -> ObjectID {
      let tree = try mirror.writeTree(base: parents.first, edits: edits)
      return try mirror.writeCommit(
        tree: tree, parents: parents, author: author, committer: author, message: "Change\n")
    }
    switch content {
    case .file: return try commit([.writing("b\n", to: "a.txt")], parents: [base])
    case .folder: return try commit([.writing("n\n", to: "x/new/deep/n.txt", mode: 0o100755)], parents: [base])
    case .moved:
      return try commit([.deleting("x/y/z.txt"), .writing("z\n", to: "moved/y/z.txt")], parents: [base])
    case .deleted: return try commit([.deleting("x/y/z.txt")], parents: [base])
    case .nothing: return try commit([], parents: [base])
    case .pinned: return try commit([TreeEntryEdit(pathBytes: Array("lib".utf8), action: .pin(base))], parents: [base])
    case .merged:
      let side = try #require(ObjectID(hex: try bench.remote.commit(["side.txt": "s\n"], on: "side", from: base.hex)))
      _ = try mirror.fetch(from: bench.remote.path, refspecs: mirrorRefspecs, options: bench.options)
      return try commit([.writing("s\n", to: "side.txt")], parents: [base, side])
    case .rootless: return try commit([.writing("alone\n", to: "alone.txt")], parents: [])
    case .large:
      return try commit([.writing(String(repeating: "0123456789", count: 4_000_000), to: "l")], parents: [base])
    case .many: return try commit((0..<120).map { .writing("\($0)\n", to: "many/\($0)") }, parents: [base])
    }
  }

  @Test(arguments: Content.allCases)
  func theRemoteIsAsAfterAPushByGit(_ content: Content) throws {
    let commit = try commit(content)
    let twin = try bench.copy()
    let result = try bench.push(commit, over: base, rewrites: content == .rootless)
    #expect(result.isAccepted && result.serverWords.isEmpty)
    // By git from end to end, by its `receive-pack` alone, or by neither.
    let byGit: RemoteMeans = content == .large ? .git(.largePush) : .transport
    #expect(result.means == (content == .large || content == .many ? byGit : .inProcess))
    let other = try twin.push(commit, over: base, rewrites: content == .rootless, twin.programOptions)
    #expect(other.isAccepted && other.means == byGit)
    #expect(try bench.state() == twin.state())
    #expect(try bench.remote.id() == commit)
    #expect(try bench.remote.problems() == "")
  }

  @Test(arguments: ["new", "deep/er/new", "packed"])
  func aBranchIsMadeOrMovedAsGitDoesIt(_ branch: String) throws {
    let isPacked = branch == "packed"
    if isPacked {
      try bench.remote.set("packed", to: base.hex)
      try bench.remote.git.run(["pack-refs", "--all"], in: bench.remote.path)
    }
    let commit = try bench.mirror().testCommit(on: base)
    let twin = try bench.copy()
    let result = try bench.push(commit, to: branch, over: isPacked ? base : nil, bench.programlessOptions)
    #expect(result.isAccepted && result.means == .inProcess)
    _ = try twin.push(commit, to: branch, over: isPacked ? base : nil, twin.programOptions)
    #expect(try bench.state() == twin.state())
  }

  @Test func anEmptyRemoteGetsItsFirstCommit() throws {
    let empty = try LocalWorkbench([:])
    let mirror = try empty.mirror()
    let tree = try mirror.writeTree(base: nil, edits: [.writing("first\n", to: "in/a.txt")])
    let commit = try mirror.writeCommit(
      tree: tree, parents: [], author: author, committer: author, message: "Begin\n")
    #expect(try empty.push(commit, over: nil, empty.programlessOptions).isAccepted)
    #expect(try empty.remote.file("in/a.txt") == "first\n")
    #expect(try empty.remote.problems() == "")
  }

  @Test func aBranchIsRewrittenOverWhatItIsExpectedToBe() throws {
    let old = try bench.mirror().testCommit(on: base, text: "old\n")
    let new = try bench.mirror().testCommit(on: base, text: "new\n")
    #expect(try bench.push(old, to: "fleet/x", over: nil).means == .inProcess)
    #expect(gitError { _ = try bench.push(new, to: "fleet/x", over: old) }?.kind == .moved)
    #expect(try bench.push(new, to: "fleet/x", over: old, rewrites: true, bench.programlessOptions).isAccepted)
    #expect(try bench.remote.id(of: "fleet/x") == new)
  }

  /// A tree that is in the remote by chance, without what it refers to, must not be taken for whole.
  @Test func whatALooseObjectRefersToIsSentEvenIfTheObjectIsThere() throws {
    let mirror = try bench.mirror()
    let commit = try mirror.testCommit(on: base, path: "fresh/b/c.txt", text: "deep\n")
    for folder in ["fresh", "fresh/b"] {
      let id = try #require(try mirror.resolve("\(commit.hex):\(folder)"))
      let bytes = try TestProgram.run(
        "git", ["cat-file", "tree", id.hex], environment: bench.remote.git.environment, folder: mirror.path
      ).stdout
      #expect(try bench.remote.writeObject("tree", bytes) == id.hex)
    }
    #expect(try bench.push(commit, over: base).means == .inProcess)
    #expect(try bench.remote.problems() == "")
    #expect(try bench.remote.file("fresh/b/c.txt") == "deep\n")
  }

  /// A commit in the remote that no reference leads to says nothing of its own history.
  @Test func aParentThatNoReferenceLeadsToIsSentByGit() throws {
    let mirror = try bench.mirror()
    let parent = try mirror.testCommit(on: base, text: "parent\n")
    let child = try mirror.testCommit(on: parent, text: "child\n")
    let bytes = try TestProgram.run(
      "git", ["cat-file", "commit", parent.hex], environment: bench.remote.git.environment, folder: mirror.path
    ).stdout
    #expect(try bench.remote.writeObject("commit", bytes) == parent.hex)
    let result = try bench.push(child, over: base)
    #expect(result.isAccepted && result.means == .transport)
    #expect(try bench.remote.problems() == "")
  }

  @Test func aMovedBranchIsLeftAlone() throws {
    let commit = try bench.mirror().testCommit(on: base)
    let theirs = try bench.remote.commit(["other.txt": "theirs\n"])
    for rewrites in [false, true] {
      #expect(gitError { _ = try bench.push(commit, over: base, rewrites: rewrites) }?.kind == .moved)
    }
    #expect(gitError { _ = try bench.push(commit, over: nil, rewrites: true) }?.kind == .moved)
    #expect(try bench.remote.tip(of: "main") == theirs)
  }

  @Test func aReferenceThatSomebodyHasLockedIsNotTouched() throws {
    let commit = try bench.mirror().testCommit(on: base)
    try bench.write("", to: "refs/heads/main.lock")
    let result = try bench.push(commit, over: base)
    #expect(!result.isAccepted && result.means == .transport)
    #expect(try bench.remote.id() == base)
  }

  @Test func aCancelledOrLatePushChangesNothing() throws {
    let commit = try bench.mirror().testCommit(on: base)
    var (cancelled, late) = (bench.options, bench.options)
    cancelled.cancellation = Cancellation()
    cancelled.cancellation.cancel()
    late.limits = NetworkLimits(total: .zero)
    #expect(gitError { _ = try bench.push(commit, over: base, cancelled) }?.kind == .cancelled)
    #expect(gitError { _ = try bench.push(commit, over: base, late) }?.kind == .timedOut)
    #expect(try bench.remote.id() == base)
  }

  @Test func whatIsThereAlreadyIsAcceptedWithoutAProgram() throws {
    let result = try bench.push(base, over: base, bench.programlessOptions)
    #expect(result.isAccepted && result.means == .inProcess)
    #expect(try bench.push(base, to: "copy", over: nil, bench.programlessOptions).isAccepted)
    #expect(try bench.remote.id(of: "copy") == base)
  }
}
