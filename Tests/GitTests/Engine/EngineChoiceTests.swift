import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// When the git program takes over by itself.
@Suite struct EngineChoiceTests {
  /// Serves a remote's files as they are, as a server without git does it.
  private func dumbServer(_ remote: Remote) throws -> HttpServer {
    try remote.git.run(["update-server-info"], in: remote.path)
    return try HttpServer { request in
      let path = request.target.prefix { $0 != "?" }
      guard request.method == "GET", let data = FileManager.default.contents(atPath: remote.folder.path + path) else {
        return HttpServer.Answer(404)
      }
      return HttpServer.Answer(200, headers: [("Content-Type", "text/plain")], body: Array(data))
    }
  }

  @Test(arguments: [true, false])
  func aDumbServerIsFetchedFromByGit(_ isPacked: Bool) throws {
    let workbench = try TransportWorkbench()
    let remote = try Remote(files: ["README.md": "hello\n"], in: workbench.folder)
    if isPacked { try remote.git.run(["repack", "-a", "-d", "-q"], in: remote.path) }
    let server = try dumbServer(remote)
    let report = try workbench.fetch(server.url("remote.git"))
    #expect(report.isDownloaded && report.means == .git(.dumbServer))
    #expect(report.headTarget == "refs/heads/main")
    #expect(try workbench.fetch(server.url("remote.git")).updates.isEmpty)
    #expect(try advertisedReferences(of: server.url("remote.git"), options: workbench.options()).count == 2)
  }

  @Test func theLibraryAloneRefusesADumbServer() throws {
    let workbench = try TransportWorkbench()
    let server = try dumbServer(try Remote(files: ["README.md": "hello\n"], in: workbench.folder))
    var options = try workbench.options()
    options.engine = .libgit2
    let error = try workbench.failure(server.url("remote.git"), options)
    #expect(error?.kind == .notARepository && error?.message.contains("dumb protocol") == true)
  }

  /// Objects that no packing makes small.
  private func commit(
    of count: Int, byteCount: Int, on base: ObjectID, in mirror: borrowing Repository
  ) throws -> ObjectID {
    var generator = SystemRandomNumberGenerator()
    let edits = (0..<count).map { number in
      var bytes: [UInt8] = []
      while bytes.count < byteCount { withUnsafeBytes(of: generator.next()) { bytes += $0 } }
      return TreeEntryEdit(pathBytes: Array("many/\(number)".utf8), action: .write(bytes, mode: 0o100644))
    }
    let tree = try mirror.writeTree(base: base, edits: edits)
    return try mirror.writeCommit(tree: tree, parents: [base], author: author, committer: author, message: "Add\n")
  }

  @Test(arguments: [(1, 17 << 20, true), (1100, 8, true), (100, 128, false)])
  func aLargePushIsMadeByGit(_ count: Int, _ byteCount: Int, _ isLarge: Bool) throws {
    let served = try ServedRemote()
    let mirror = try served.mirror()
    let base = try served.remote.id()
    let commit = try commit(of: count, byteCount: byteCount, on: base, in: mirror)
    let update = PushUpdate(source: commit, destination: "refs/heads/main", expected: base)
    let results = try mirror.push(to: served.url, updates: [update], options: served.options)
    #expect(results.map(\.isAccepted) == [true])
    #expect(results.first?.means == (isLarge ? .git(.largePush) : .transport))
    #expect(try served.remote.id() == commit)
    #expect(try served.remote.problems() == "")
  }

  @Test func aFirstPushOfALongHistoryIsMadeByGit() throws {
    let served = try ServedRemote()
    try served.remote.addHistory(1100)
    let mirror = try served.mirror()
    let empty = try Remote(name: "empty.git", in: served.remote.folder)
    let update = PushUpdate(source: try served.remote.id(), destination: "refs/heads/main", expected: nil)
    let results = try mirror.push(to: served.daemon.url(empty), updates: [update], options: served.options)
    #expect(results.map(\.means) == [.git(.largePush)])
    #expect(try empty.id() == served.remote.id())
  }

  @Test func theLibraryMakesALargePushWhereItHasTo() throws {
    let served = try ServedRemote()
    let mirror = try served.mirror()
    let base = try served.remote.id()
    let commit = try commit(of: 1, byteCount: 17 << 20, on: base, in: mirror)
    var options = served.options
    options.engine = .libgit2
    let update = PushUpdate(source: commit, destination: "refs/heads/main", expected: base)
    #expect(try mirror.push(to: served.url, updates: [update], options: options).map(\.means) == [.transport])
  }
}
