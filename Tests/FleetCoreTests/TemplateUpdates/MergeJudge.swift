import Changes
import FleetTestSupport
import Foundation
import Git

@testable import FleetCore

/// Merges the same three sets of files by fleet and by the git program.
struct MergeJudge {
  typealias Files = [String: FileContent]

  let remote: Remote

  init() throws {
    remote = try Remote()
  }

  /// What came of a merge.
  struct Merge: Equatable {
    /// Lines of `git ls-tree -r`: mode, type, id and path. Those of conflicts are left out.
    let entries: [String]
    let conflicts: [String]
  }

  /// One merge's three sides as commits.
  struct Sides {
    let base: String
    let ours: String
    let theirs: String
  }

  /// Commits three sides, both later ones on top of the base.
  func sides(_ base: Files, _ ours: Files, _ theirs: Files, name: String) throws -> Sides {
    func replace(_ new: Files, on branch: String) throws -> String {
      try remote.commit(
        new, deleting: base.keys.filter { new[$0] == nil }, on: branch, from: try remote.tip(of: "\(name)-base"))
    }
    let start = try remote.commit(base, on: "\(name)-base")
    return Sides(
      base: start, ours: try replace(ours, on: "\(name)-ours"), theirs: try replace(theirs, on: "\(name)-theirs"))
  }

  /// What git-merge-tree(1) makes of them.
  func git(_ sides: Sides) throws -> Merge {
    let result = try TestProgram.run(
      "git", ["merge-tree", "--write-tree", "--name-only", "--no-messages", sides.ours, sides.theirs],
      environment: remote.git.environment, folder: remote.path)
    guard result.status == 0 || result.status == 1 else { throw TestSupportError(result.stderr) }
    let lines = result.text.split(separator: "\n").map(String.init)
    return try merge(tree: lines[0], conflicts: Array(lines.dropFirst()))
  }

  /// What fleet makes of them, its objects written to the disk, and the texts of the files with conflicts.
  func fleet(_ sides: Sides) throws -> Merge {
    let owner = try snapshot(sides)
    let merge = try TemplateMerge(
      of: owner.tree, base: owner.repository.tree(of: ObjectID(sides.base)),
      new: owner.repository.tree(of: ObjectID(sides.theirs)), in: owner, label: "template")
    guard let edits = merge.edits else { return Merge(entries: [], conflicts: merge.conflicts.map(\.description)) }
    let tree = try owner.repository.writeTree(base: owner.tree, edits: edits.map { try TreeEntryEdit($0) })
    return try self.merge(tree: tree.hex, conflicts: merge.conflicts.map(\.description))
  }

  /// The merged files by path, conflict markers in them.
  func merged(_ sides: Sides) throws -> [String: String] {
    let owner = try snapshot(sides)
    let merge = try TemplateMerge(
      of: owner.tree, base: owner.repository.tree(of: ObjectID(sides.base)),
      new: owner.repository.tree(of: ObjectID(sides.theirs)), in: owner, label: "template")
    let tree = try owner.repository.writeTree(
      base: owner.tree, edits: (merge.edits ?? []).map { try TreeEntryEdit($0) })
    var texts: [String: String] = [:]
    try owner.repository.walk(tree) { entry in
      texts[String(decoding: entry.pathBytes, as: UTF8.self)] = String(
        decoding: try owner.repository.blob(entry.id), as: UTF8.self)
    }
    return texts
  }

  private func snapshot(_ sides: Sides) throws -> MirrorSnapshot {
    let repository = try Repository(openingBare: remote.path)
    let tree = try repository.tree(of: ObjectID(sides.ours))
    return MirrorSnapshot(repository, tree: tree)
  }

  private func merge(tree: String, conflicts: [String]) throws -> Merge {
    let entries = try remote.git.run(["ls-tree", "-r", tree], in: remote.path).split(separator: "\n").map(String.init)
    let paths = Set(conflicts)
    return Merge(
      entries: entries.filter { line in !paths.contains(String(line.drop { $0 != "\t" }.dropFirst())) },
      conflicts: conflicts.sorted())
  }
}

extension ObjectID {
  fileprivate init(_ hex: String) throws {
    guard let id = ObjectID(hex: hex) else { throw TestSupportError("\(hex) is no id") }
    self = id
  }
}
