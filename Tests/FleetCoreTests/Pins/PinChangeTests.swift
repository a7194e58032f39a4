import Changes
import FleetTestSupport
import Git
import Submodules
import Testing

@testable import FleetCore

/// Moving pins as a change: the edits, and the tree that they make.
struct PinChangeTests {
  private static let old = String(repeating: "11", count: 20)
  private static let new = String(repeating: "22", count: 20)
  private static let modules =
    "[submodule \"a\"]\n\tpath = libs/a\n\turl = ../a.git\n[submodule \"b\"]\n\tpath = libs/deep/b\n\turl = ../b.git\n"

  private static func service() throws -> Remote {
    try Remote(files: [
      "README.md": "# a service\n", "libs/notes.txt": "kept\n", "libs/a": .submodule(old),
      "libs/deep/b": .submodule(old), "libs/c": .submodule(old), ".gitmodules": .text(modules),
    ])
  }

  private static func move(_ path: String, from: String = old, to: String = new) throws -> PinChange.Move {
    PinChange.Move(
      path: TreePath(path), from: try #require(ObjectID(hex: from)), to: try #require(ObjectID(hex: to)))
  }

  private static func tip(of remote: Remote) throws -> ObjectID {
    let id = try #require(try remote.tip(of: "main"))
    return try #require(ObjectID(hex: id))
  }

  private static func plan(_ moves: [PinChange.Move], in remote: Remote) throws -> ChangePlan {
    let repository = try Repository(openingBare: remote.path)
    let tip = try Self.tip(of: remote)
    let tree = try repository.tree(of: tip)
    return try PinChange(moves: ["billing": moves])
      .plan(MirrorSnapshot(repository, tree: tree), for: ServiceFacts(name: "billing"))
  }

  @Test(arguments: [["libs/a"], ["libs/deep/b"], ["libs/deep/b", "libs/a"]])
  func treeIdsEqualThoseOfUpdateIndexAndWriteTree(_ paths: [String]) throws {
    let remote = try Self.service()
    guard case .edits(let edits) = try Self.plan(try paths.map { try Self.move($0) }, in: remote) else {
      Issue.record("no edits")
      return
    }
    let repository = try Repository(openingBare: remote.path)
    let tip = try Self.tip(of: remote)
    let base = try repository.tree(of: tip)
    let tree = try repository.writeTree(base: base, edits: try edits.map { try TreeEntryEdit($0) })
    _ = try remote.git.run(["read-tree", "main"], in: remote.path)
    for path in paths {
      _ = try remote.git.run(["update-index", "--cacheinfo", "160000,\(Self.new),\(path)"], in: remote.path)
    }
    #expect(try tree.hex == remote.git.run(["write-tree"], in: remote.path))
    let changed = try remote.git.run(["diff-tree", "-r", "--name-only", base.hex, tree.hex], in: remote.path)
    #expect(changed.split(separator: "\n").map(String.init) == paths.sorted())
  }

  @Test func whatIsThereAlreadyIsUnchanged() throws {
    #expect(try Self.plan([try Self.move("libs/a", to: Self.old)], in: Self.service()) == .unchanged)
  }

  @Test func aServiceWithoutMovesIsNotTouched() throws {
    guard case .notApplicable = try Self.plan([], in: Self.service()) else {
      Issue.record("it was planned")
      return
    }
  }

  @Test(arguments: [
    ("libs/a", new, "pin-moved"), ("libs/c", old, "undeclared"), ("libs/none", old, "no-gitlink"),
    ("libs/notes.txt", old, "no-gitlink"),
  ])
  func oneMoveThatCannotBeMadeRefusesAll(path: String, from: String, kind: String) throws {
    let target = String(repeating: "33", count: 20)
    let moves = [try Self.move("libs/deep/b"), try Self.move(path, from: from, to: target)]
    guard case .refused(let refusal) = try Self.plan(moves, in: Self.service()) else {
      Issue.record("it was not refused")
      return
    }
    #expect(refusal.kind == kind)
    #expect(refusal.place?.path == TreePath(path))
  }
}
