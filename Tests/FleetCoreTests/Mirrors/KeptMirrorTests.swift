import FleetTestSupport
import Git
import Testing

@testable import FleetCore

/// The handing on of an open mirror from stage to stage.
@Suite struct KeptMirrorTests {
  private let remote: Remote
  private let kept = KeptMirror()

  init() throws {
    remote = try Remote(files: ["a": "1\n"])
  }

  @Test func whatOneStageKeepsTheNextOneGetsOnce() throws {
    let first = try kept.take(remote.path)
    kept.keep(first)
    #expect(try kept.take(remote.path) === first)
    #expect(try kept.take(remote.path) !== first)
  }

  @Test func whatIsClosedOrFailedIsOpenedAgain() throws {
    let first = try kept.use(remote.path) { (open) throws(GitError) in open }
    #expect(try kept.use(remote.path) { (open) throws(GitError) in open } === first)
    kept.close()
    let second = try kept.use(remote.path) { (open) throws(GitError) in open }
    #expect(second !== first)
    #expect(throws: GitError.self) {
      try kept.use(remote.path) { (_) throws(GitError) in throw GitError(operation: "", kind: .other, message: "no") }
    }
    #expect(try kept.take(remote.path) !== second)
  }

  @Test func whatIsNoRepositoryIsNotOpened() throws {
    #expect(throws: GitError.self) { try kept.take(remote.folder.path) }
  }
}
