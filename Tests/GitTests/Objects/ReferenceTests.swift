import FleetTestSupport
import Foundation
import Git
import Testing

@Suite struct ReferenceTests {
  private let remote: Remote
  private let first: ObjectID
  private let second: ObjectID

  init() throws {
    remote = try Remote(files: ["a": "1\n"])
    first = try remote.id()
    try remote.commit(["a": "2\n"])
    second = try remote.id()
  }

  @Test func aReferenceIsReadThroughSymbolicOnes() throws {
    let repository = try Repository(openingBare: remote.path)
    #expect(try repository.reference("HEAD") == second)
    #expect(try repository.reference("refs/heads/main") == second)
    #expect(try repository.reference("refs/heads/none") == nil)
    #expect(try repository.symbolicTarget(of: "HEAD") == "refs/heads/main")
    #expect(try repository.symbolicTarget(of: "refs/heads/main") == nil)
  }

  @Test func aReferenceThatIsNotAsExpectedIsLeftAlone() throws {
    let repository = try Repository(openingBare: remote.path)
    for expectation in [ReferenceExpectation.missing, .id(first)] {
      let error = gitError { try repository.setReference("refs/heads/main", to: first, expecting: expectation) }
      #expect(error?.kind == .moved)
      #expect(error?.message.contains(second.short) == true)
    }
    let absent = gitError { try repository.setReference("refs/heads/new", to: first, expecting: .id(first)) }
    #expect(absent?.kind == .moved)
    #expect(try repository.reference("refs/heads/main") == second)
    #expect(try repository.reference("refs/heads/new") == nil)
  }

  @Test func aReferenceThatIsAsExpectedIsSetAndDeleted() throws {
    let repository = try Repository(openingBare: remote.path)
    try repository.setReference("refs/heads/new", to: first, expecting: .missing)
    try repository.setReference("refs/heads/new", to: second, expecting: .id(first))
    #expect(try remote.tip(of: "new") == second.hex)
    #expect(gitError { try repository.deleteReference("refs/heads/new", expecting: .id(first)) }?.kind == .moved)
    try repository.deleteReference("refs/heads/new", expecting: .id(second))
    #expect(try remote.tip(of: "new") == nil)
    #expect(gitError { try repository.deleteReference("refs/heads/new") }?.kind == .notFound)
  }

  @Test func referencesAreListedByPrefixInOrderWhetherPackedOrNot() throws {
    try remote.set("refs/heads/b", to: first.hex)
    try remote.git.run(["pack-refs", "--all"], in: remote.path)
    try remote.set("refs/heads/a/x", to: first.hex)
    try remote.set("refs/tags/v1", to: second.hex)
    let repository = try Repository(openingBare: remote.path)
    let branches = try repository.references(prefix: "refs/heads/")
    #expect(branches.map(\.name) == ["refs/heads/a/x", "refs/heads/b", "refs/heads/main"])
    #expect(branches.map(\.id) == [first, first, second])
    #expect(try repository.references().count == 4)
  }

  @Test func headIsPointedToABranchThatNeedNotExist() throws {
    let repository = try Repository(openingBare: remote.path)
    try repository.setSymbolicReference("HEAD", to: "refs/heads/trunk")
    #expect(try repository.symbolicTarget(of: "HEAD") == "refs/heads/trunk")
    #expect(try repository.reference("HEAD") == nil)
  }

  @Test(arguments: ["refs/heads/a..b", "refs/heads/", "refs/heads/a.lock", "refs/heads/a b", "main", "../x"])
  func namesThatGitForbidsAreRefused(_ name: String) throws {
    let repository = try Repository(openingBare: remote.path)
    #expect(gitError { try repository.setReference(name, to: first) }?.kind == .unsupported)
  }

  @Test func aLockThatAKilledProcessLeftIsTakenAway() throws {
    let repository = try Repository(openingBare: remote.path)
    try remote.git.run(["pack-refs", "--all"], in: remote.path)
    for lock in ["refs/heads/main.lock", "packed-refs.lock"] {
      let file = try remote.folder.write("", to: "remote.git/\(lock)")
      try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -60)], ofItemAtPath: file)
    }
    try repository.setReference("refs/heads/main", to: first)
    try repository.deleteReference("refs/heads/main")
    #expect(try remote.references().isEmpty)
  }

  @Test func aLockThatIsInUseIsWaitedFor() throws {
    let repository = try Repository(openingBare: remote.path)
    let file = try remote.folder.write("", to: "remote.git/refs/heads/main.lock")
    Thread {
      // Until the lock was met at least once; its end is what is waited for.
      poll(nil, 0, 50)
      unlink(file)
    }.start()
    try repository.setReference("refs/heads/main", to: first)
    #expect(try remote.tip(of: "main") == first.hex)
  }
}
