import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// A mirror doesn't gather a pack for each push.
struct SmallPacksTests {
  private let remote: Remote
  private let author = Signature(name: "A U Thor", email: "author@example.com", seconds: 1_700_000_000)

  init() throws {
    remote = try Remote(files: ["a": "1\n"])
  }

  private var packs: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: remote.path + "/objects/pack")
        .filter { $0.hasSuffix(".pack") }
    }
  }

  /// Commits a file with this text on top of a commit, in a pack of its own.
  private func commit(_ text: String, on parent: ObjectID) throws -> ObjectID {
    let repository = try Repository(openingBare: remote.path)
    let memory = try repository.keepNewObjectsInMemory()
    let edit = TreeEntryEdit(pathBytes: Array("a".utf8), action: .write(Array(text.utf8), mode: 0o100644))
    let commit = try repository.writeCommit(
      tree: try repository.writeTree(base: parent, edits: [edit]), parents: [parent], author: author,
      committer: author, message: "Change\n")
    try repository.writeNewObjects(in: memory, of: commit)
    try repository.mergeSmallPacks()
    return commit
  }

  @Test func manyBecomeOneAndNothingIsLost() throws {
    var commits = [try remote.id()]
    let reader = try Repository(openingBare: remote.path)
    for number in 0..<40 {
      commits.append(try commit("text \(number)\n", on: commits[number]))
      // Opened before, it knows the packs of then.
      #expect(try reader.commit(commits[number / 2]).id == commits[number / 2])
    }
    #expect(try packs.count < 20)
    for commit in commits { #expect(try reader.commit(commit).id == commit) }
    let last = try #require(commits.last)
    try remote.git.run(["update-ref", "refs/heads/main", last.hex], in: remote.path)
    #expect(try remote.git.run(["fsck", "--strict", "--full"], in: remote.path) == "")
    #expect(try remote.git.run(["rev-list", "--count", "main"], in: remote.path) == "41")
  }

  @Test func aPackThatIsToBeKeptStays() throws {
    var tip = try commit("first\n", on: try remote.id())
    let first = try #require(packs.first)
    let mark = "\(remote.path)/objects/pack/\((first as NSString).deletingPathExtension).keep"
    try Data().write(to: URL(fileURLWithPath: mark))
    for number in 0..<40 { tip = try commit("text \(number)\n", on: tip) }
    #expect(try packs.contains(first))
    #expect(try packs.count < 20)
  }

  @Test func packsThatHoldTheSameObjectsBecomeOneThatStays() throws {
    let commit = try commit("text\n", on: try remote.id())
    let repository = try Repository(openingBare: remote.path)
    let ids = [commit, try repository.commit(commit).tree, ObjectID(hashingBlob: Array("text\n".utf8))]
    let objects = try repository.withObjectDatabase { (database) throws(GitError) in
      try ids.map { (id) throws(GitError) in try PackedObject(id, in: database, operation: "read") }
    }
    // Many packs, one of which is what they are merged into.
    let folder = remote.path + "/objects/pack"
    let sorted = objects.sorted { $0.id < $1.id }
    try PackFile(sorted).write(into: folder)
    while try packs.count < 40 { try copyUnderAnotherName(folder) }
    try repository.mergeSmallPacks()
    #expect(try packs == [PackFile(sorted).name + ".pack"])
    #expect(try Repository(openingBare: remote.path).commit(commit).id == commit)
    #expect(try remote.git.run(["fsck", "--strict", "--full", "--no-dangling"], in: remote.path) == "")
  }

  /// A working copy's packs are its owner's, and may be the only ones with his commits.
  @Test func aFetchAloneMergesNone() throws {
    let served = try ServedRemote()
    _ = try commit("text\n", on: try remote.id())
    while try packs.count < 40 { try copyUnderAnotherName(remote.path + "/objects/pack") }
    let before = Set(try packs)
    let report = try Repository(openingBare: remote.path).fetch(
      from: served.url, refspecs: ["+refs/heads/*:refs/remotes/other/*"], options: served.options)
    #expect(report.isDownloaded)
    #expect(before.isSubset(of: try packs))
  }

  private func copyUnderAnotherName(_ folder: String) throws {
    let name = "pack-" + (0..<40).map { _ in String(Int.random(in: 0...15), radix: 16) }.joined()
    let original = try #require(packs.first.map { ($0 as NSString).deletingPathExtension })
    for suffix in ["pack", "idx"] {
      try FileManager.default.copyItem(atPath: "\(folder)/\(original).\(suffix)", toPath: "\(folder)/\(name).\(suffix)")
    }
  }
}
