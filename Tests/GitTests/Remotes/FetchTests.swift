import FleetTestSupport
import Foundation
import Git
import Synchronization
import Testing

@Suite struct FetchTests {
  @Test func theRemotesListIsReadWithItsHeadAndItsTagsObjects() throws {
    let served = try ServedRemote()
    try served.remote.git.run(["tag", "-a", "-m", "x", "v1", "main"], in: served.remote.path)
    let references = try advertisedReferences(of: served.url, options: served.options)
    #expect(references.map(\.name) == ["HEAD", "refs/heads/main", "refs/tags/v1"])
    #expect(references[0].symbolicTarget == "refs/heads/main")
    let main = try served.remote.id()
    #expect(references[2].peeledID == main && references[2].id != main)
  }

  @Test func anEmptyRemoteHasNoReferences() throws {
    let served = try ServedRemote([:])
    #expect(try advertisedReferences(of: served.url, options: served.options).isEmpty)
    let mirror = try served.mirror()
    #expect(try mirror.references().isEmpty)
  }

  @Test func aMirrorGetsEveryBranchAndTag() throws {
    let served = try ServedRemote()
    try served.remote.commit(["b": "1\n"], on: "feature/x", from: served.remote.id().hex)
    try served.remote.set("refs/tags/v1", to: served.remote.id().hex)
    let mirror = try Repository(creatingBare: served.mirrorPath)
    let report = try mirror.fetch(from: served.url, refspecs: mirrorRefspecs, prune: true, options: served.options)
    #expect(report.isDownloaded && report.receivedObjectCount == 6)
    #expect(report.updates.map(\.name) == ["refs/heads/feature/x", "refs/heads/main", "refs/tags/v1"])
    #expect(report.updates.allSatisfy { $0.old == nil })
    #expect(report.headTarget == "refs/heads/main")
    let own = try mirror.references().map { "\($0.name) \($0.id)" }
    #expect(own == (try served.remote.references().map { "\($0.key) \($0.value)" }.sorted()))
    #expect(try mirror.testPaths(try served.remote.id()) == ["100644 a.txt"])
  }

  @Test func aFetchWithoutNewsWritesNothing() throws {
    let served = try ServedRemote()
    try served.remote.addHistory(20)
    _ = try served.mirror()
    let before = served.remote.folder.listing()
    let mirror = try Repository(openingBare: served.mirrorPath)
    let report = try mirror.fetch(from: served.url, refspecs: mirrorRefspecs, prune: true, options: served.options)
    #expect(!report.isDownloaded && report.updates.isEmpty && report.receivedObjectCount == 0)
    #expect(served.remote.folder.listing() == before)
  }

  @Test func progressIsToldUntilAllIsHere() throws {
    let served = try ServedRemote()
    try served.remote.addHistory(20)
    let seen = Mutex<[TransferProgress]>([])
    var options = served.options
    options.progress = { progress in seen.withLock { $0.append(progress) } }
    let mirror = try Repository(creatingBare: served.mirrorPath)
    let report = try mirror.fetch(from: served.url, refspecs: mirrorRefspecs, options: options)
    let last = try #require(seen.withLock { $0.last })
    #expect(last.receivedObjectCount == last.totalObjectCount)
    #expect(last.receivedObjectCount == report.receivedObjectCount && last.receivedByteCount > 0)
  }

  @Test func onlyWhatIsNewIsSent() throws {
    let served = try ServedRemote()
    try served.remote.addHistory(50)
    let mirror = try served.mirror()
    let old = try served.remote.id()
    try served.remote.commit(["a.txt": "new\n"])
    let report = try mirror.fetch(from: served.url, refspecs: mirrorRefspecs, options: served.options)
    #expect(report.receivedObjectCount == 3)
    #expect(report.updates == [.init(name: "refs/heads/main", old: old, new: try served.remote.id())])
  }

  @Test func aBranchThatMovedToWhatIsHereAlreadyNeedsNoPack() throws {
    let served = try ServedRemote()
    let first = try served.remote.id()
    try served.remote.commit(["a.txt": "b\n"])
    let mirror = try served.mirror()
    try served.remote.set("main", to: first.hex)
    let report = try mirror.fetch(from: served.url, refspecs: mirrorRefspecs, options: served.options)
    #expect(!report.isDownloaded)
    #expect(report.updates.map(\.new) == [first])
    #expect(try mirror.reference("refs/heads/main") == first)
  }

  @Test func referencesThatAreGoneStayUnlessPruned() throws {
    let served = try ServedRemote()
    try served.remote.set("old", to: served.remote.id().hex)
    let mirror = try served.mirror()
    try mirror.setReference("refs/fleet/mine", to: served.remote.id())
    try served.remote.set("old", to: nil)
    try served.remote.set("old/inner", to: served.remote.id().hex)
    let pruned = try mirror.fetch(from: served.url, refspecs: mirrorRefspecs, prune: true, options: served.options)
    #expect(pruned.updates.map(\.name) == ["refs/heads/old", "refs/heads/old/inner"])
    #expect(pruned.updates[0].new == nil)
    #expect(try mirror.references().map(\.name) == ["refs/fleet/mine", "refs/heads/main", "refs/heads/old/inner"])
    try served.remote.set("old/inner", to: nil)
    let kept = try mirror.fetch(from: served.url, refspecs: mirrorRefspecs, options: served.options)
    #expect(kept.updates.isEmpty)
  }

  @Test func withoutAPlusABranchGoesForwardOnly() throws {
    let served = try ServedRemote()
    let first = try served.remote.id()
    let mirror = try served.mirror()
    try served.remote.set("main", to: nil)
    try served.remote.commit(["other": "1\n"])
    let refspecs = ["refs/heads/*:refs/heads/*"]
    let error = gitError { _ = try mirror.fetch(from: served.url, refspecs: refspecs, options: served.options) }
    #expect(error?.kind == .moved)
    #expect(try mirror.reference("refs/heads/main") == first)
  }

  @Test func oneBranchOrOneCommitIsFetchedByName() throws {
    let served = try ServedRemote()
    try served.remote.commit(["b": "1\n"], on: "side", from: served.remote.id().hex)
    let mirror = try Repository(creatingBare: served.mirrorPath)
    let report = try mirror.fetch(
      from: served.url, refspecs: ["refs/heads/side:refs/heads/side"], options: served.options)
    #expect(report.updates.map(\.name) == ["refs/heads/side"])
    let error = gitError {
      _ = try mirror.fetch(from: served.url, refspecs: ["+refs/heads/none:refs/heads/x"], options: served.options)
    }
    #expect(error?.kind == .notFound)
  }

  @Test func aCommitThatNoReferenceNamesIsFetchedWhereTheServerAllowsIt() throws {
    let served = try ServedRemote()
    let first = try served.remote.id()
    try served.remote.commit(["a.txt": "lost\n"])
    let lost = try served.remote.id()
    try served.remote.set("main", to: first.hex)
    let mirror = try served.mirror()
    let refused = gitError { _ = try mirror.fetch(from: served.url, refspecs: [lost.hex], options: served.options) }
    #expect(refused != nil)
    #expect(try !mirror.contains(lost))
    try served.remote.configure("uploadpack.allowAnySHA1InWant", "true")
    let report = try mirror.fetch(from: served.url, refspecs: [lost.hex], options: served.options)
    #expect(report.isDownloaded && report.updates.isEmpty)
    #expect(try mirror.contains(lost))
  }

  @Test func aMissingRepositoryIsNoRepository() throws {
    let served = try ServedRemote()
    for url in [served.daemon.url("none.git"), "\(served.remote.folder.path)/none.git"] {
      let error = gitError { _ = try advertisedReferences(of: url, options: served.options) }
      #expect(error?.kind == .notARepository, "\(url)")
      #expect(error?.isTemporary == false)
      #expect(error?.operation == "list \(url)")
    }
  }

  @Test func aRemoteWithABrokenObjectFailsAndLeavesTheMirrorAsItWas() throws {
    let served = try ServedRemote()
    let mirror = try served.mirror()
    let first = try served.remote.id()
    try served.remote.commit(["a.txt": "broken\n"])
    try served.remote.corruptObject(served.remote.git.run(["rev-parse", "main:a.txt"], in: served.remote.path))
    let error = gitError { _ = try mirror.fetch(from: served.url, refspecs: mirrorRefspecs, options: served.options) }
    #expect(error != nil)
    #expect(try mirror.reference("refs/heads/main") == first)
    #expect(try mirror.commit(first).message == "Begin\n")
  }

  @Test func aBranchWithANameThatGitForbidsIsLeftAlone() throws {
    let served = try ServedRemote()
    let id = try served.remote.id().hex
    try served.remote.folder.write("\(id)\n", to: "remote.git/refs/heads/ok")
    let server = try StallServer(
      .says(
        packets(["\(id) HEAD\0 agent=x\n", "\(id) refs/heads/../../../x\n", "\(id) refs/heads/a.lock\n"]), then: .hold))
    let mirror = try served.mirror()
    let report = try mirror.fetch(from: server.url(), refspecs: mirrorRefspecs, options: served.options)
    #expect(report.updates.isEmpty)
    #expect(report.advertised.count == 3)
  }
}

/// An advertisement as a server sends it (gitprotocol-common(5)).
func packets(_ lines: [String]) -> [UInt8] {
  let text = lines.map { line in
    let length = String(line.utf8.count + 4, radix: 16)
    return String(repeating: "0", count: 4 - length.count) + length + line
  }
  return Array((text.joined() + "0000").utf8)
}
