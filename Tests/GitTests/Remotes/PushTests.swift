import FleetTestSupport
import Foundation
import Git
import Testing

@Suite struct PushTests {
  private let served: ServedRemote
  private let base: ObjectID

  init() throws {
    served = try ServedRemote()
    base = try served.remote.id()
  }

  /// The two ways to the same remote: both have to keep every promise.
  enum Way: String, CaseIterable {
    case daemon
    case path
    case fileURL
  }

  private func url(_ way: Way) -> String {
    switch way {
    case .daemon: served.url
    case .path: served.remote.path
    case .fileURL: "file://\(served.remote.path)"
    }
  }

  @Test(arguments: Way.allCases)
  func aCommitArrivesAndNoNameStaysBehind(_ way: Way) throws {
    let mirror = try served.mirror()
    let commit = try mirror.testCommit(on: base)
    let results = try mirror.push(
      to: url(way),
      updates: [
        PushUpdate(source: commit, destination: "refs/heads/main", expected: base),
        PushUpdate(source: commit, destination: "refs/heads/new", expected: nil),
      ], options: served.options)
    #expect(results.map(\.verdict) == [.accepted, .accepted])
    #expect(try served.remote.references() == ["refs/heads/main": commit.hex, "refs/heads/new": commit.hex])
    #expect(try served.remote.problems() == "")
    #expect(try mirror.references(prefix: "refs/fleet/").isEmpty)
    #expect(try mirror.reference("refs/heads/main") == base)
  }

  @Test(arguments: Way.allCases)
  func aHookThatRefusesIsQuotedLineByLine(_ way: Way) throws {
    let mirror = try served.mirror()
    try served.remote.refusePushes(saying: "tests are red", "it's not 5 o'clock")
    let commit = try mirror.testCommit(on: base)
    let results = try mirror.push(
      to: url(way), updates: [PushUpdate(source: commit, destination: "refs/heads/main", expected: base)],
      options: served.options)
    #expect(results.map(\.verdict) == [.refused("pre-receive hook declined")])
    #expect(results[0].serverWords == ["tests are red", "it's not 5 o'clock"])
    #expect(try served.remote.id() == base)
  }

  @Test func ofTwoReferencesOneMayBeRefused() throws {
    let mirror = try served.mirror()
    try served.remote.installHook("update", "test \"$1\" != refs/heads/main")
    let commit = try mirror.testCommit(on: base)
    let results = try mirror.push(
      to: served.url,
      updates: [
        PushUpdate(source: commit, destination: "refs/heads/main", expected: base),
        PushUpdate(source: commit, destination: "refs/heads/new", expected: nil),
      ], options: served.options)
    #expect(results.map(\.verdict) == [.refused("hook declined"), .accepted])
    #expect(try served.remote.references() == ["refs/heads/main": base.hex, "refs/heads/new": commit.hex])
  }

  @Test(arguments: Way.allCases)
  func aBranchThatMovedIsNotOverwritten(_ way: Way) throws {
    let mirror = try served.mirror()
    let commit = try mirror.testCommit(on: base)
    try served.remote.commit(["other.txt": "theirs\n"])
    let theirs = try served.remote.id()
    for allowsNonFastForward in [false, true] {
      let update = PushUpdate(
        source: commit, destination: "refs/heads/main", expected: base, allowsNonFastForward: allowsNonFastForward)
      let error = gitError { _ = try mirror.push(to: url(way), updates: [update], options: served.options) }
      #expect(error?.kind == .moved)
      #expect(error?.message == "the remote's refs/heads/main moved from \(base.short) to \(theirs.short)")
    }
    #expect(try served.remote.id() == theirs)
  }

  @Test func aBranchThatAppearedOrVanishedHasMovedToo() throws {
    let mirror = try served.mirror()
    let commit = try mirror.testCommit(on: base)
    let appeared = PushUpdate(source: commit, destination: "refs/heads/main", expected: nil)
    let vanished = PushUpdate(source: commit, destination: "refs/heads/gone", expected: base)
    let messages = [appeared, vanished].map { update in
      gitError { _ = try mirror.push(to: served.url, updates: [update], options: served.options) }?.message
    }
    #expect(
      messages == [
        "the remote's refs/heads/main moved from nothing to \(base.short)",
        "the remote's refs/heads/gone moved from \(base.short) to nothing",
      ])
  }

  @Test func oneReferenceThatMovedStopsAllOfThem() throws {
    let mirror = try served.mirror()
    let commit = try mirror.testCommit(on: base)
    let updates = [
      PushUpdate(source: commit, destination: "refs/heads/new", expected: nil),
      PushUpdate(source: commit, destination: "refs/heads/main", expected: commit),
    ]
    #expect(gitError { _ = try mirror.push(to: served.url, updates: updates, options: served.options) }?.kind == .moved)
    #expect(try served.remote.references() == ["refs/heads/main": base.hex])
  }

  @Test func historyIsRewrittenOnlyWhereTheUpdateSaysSo() throws {
    let mirror = try served.mirror()
    let old = try mirror.testCommit(on: base, text: "old\n")
    let new = try mirror.testCommit(on: base, text: "new\n")
    func push(_ source: ObjectID, over expected: ObjectID?, rewrites: Bool) throws -> [PushResult] {
      let update = PushUpdate(
        source: source, destination: "refs/heads/fleet/x", expected: expected, allowsNonFastForward: rewrites)
      return try mirror.push(to: served.url, updates: [update], options: served.options)
    }
    #expect(try push(old, over: nil, rewrites: false).map(\.isAccepted) == [true])
    #expect(gitError { _ = try push(new, over: old, rewrites: false) }?.kind == .moved)
    #expect(try served.remote.tip(of: "fleet/x") == old.hex)
    #expect(try push(new, over: old, rewrites: true).map(\.isAccepted) == [true])
    #expect(try served.remote.tip(of: "fleet/x") == new.hex)
  }

  @Test(arguments: Way.allCases)
  func aBranchIsDeletedIfItIsAsExpected(_ way: Way) throws {
    let mirror = try served.mirror()
    try served.remote.set("old", to: base.hex)
    let commit = try mirror.testCommit(on: base)
    let wrong = PushUpdate(source: nil, destination: "refs/heads/old", expected: commit)
    #expect(gitError { _ = try mirror.push(to: url(way), updates: [wrong], options: served.options) }?.kind == .moved)
    let right = PushUpdate(source: nil, destination: "refs/heads/old", expected: base)
    #expect(try mirror.push(to: url(way), updates: [right], options: served.options).map(\.isAccepted) == [true])
    #expect(try served.remote.tip(of: "old") == nil)
  }

  @Test func whatTheRemoteHasAlreadyIsAcceptedWithoutBeingSent() throws {
    let mirror = try served.mirror()
    try served.remote.refusePushes(saying: "no")
    let update = PushUpdate(source: base, destination: "refs/heads/main", expected: base)
    #expect(try mirror.push(to: served.url, updates: [update], options: served.options).map(\.isAccepted) == [true])
  }

  /// The hook runs between the advertisement, which the lease is checked with, and the server's own compare and swap.
  @Test(arguments: Way.allCases)
  func theLateOfTwoPushersIsToldSo(_ way: Way) throws {
    let mirror = try served.mirror()
    let commit = try mirror.testCommit(on: base)
    let theirs = try served.remote.commit(["other.txt": "theirs\n"], on: "theirs", from: base.hex)
    try served.remote.installHook(
      "pre-receive",
      "unset GIT_QUARANTINE_PATH; git --git-dir=\"\(served.remote.path)\" update-ref refs/heads/main \(theirs)")
    let update = PushUpdate(
      source: commit, destination: "refs/heads/main", expected: base, allowsNonFastForward: true)
    let results = try mirror.push(to: url(way), updates: [update], options: served.options)
    #expect(results.count == 1 && !results[0].isAccepted)
    #expect(try served.remote.tip(of: "main") == theirs)
  }

  @Test func aServerThatTakesNoPushesIsQuoted() throws {
    let mirror = try served.mirror()
    let commit = try mirror.testCommit(on: base)
    let reader = try GitDaemon(served.remote, takesPushes: false)
    let update = PushUpdate(source: commit, destination: "refs/heads/main", expected: base)
    let error = gitError {
      _ = try mirror.push(to: reader.url(served.remote), updates: [update], options: served.options)
    }
    #expect(error?.kind == .refused || error?.kind == .notARepository)
    #expect(error?.isTemporary == false)
  }

  @Test func theConfigurationSendsPushesElsewhere() throws {
    let configuration = GitConfiguration(entries: [
      .init(key: "url.\(served.daemon.url("")).insteadof", value: "fleet:"),
      .init(key: "url.\(served.remote.folder.path)/fork-.pushinsteadof", value: "fleet:"),
    ])
    let options = testOptions(home: served.remote.folder.path, configuration: configuration)
    let fork = try Remote(files: ["a.txt": "a\n"], name: "fork-remote.git", in: served.remote.folder)
    let mirror = try Repository(creatingBare: served.mirrorPath)
    _ = try mirror.fetch(from: "fleet:remote.git", refspecs: mirrorRefspecs, options: options)
    let commit = try mirror.testCommit(on: base)
    let update = PushUpdate(source: commit, destination: "refs/heads/main", expected: base)
    #expect(try mirror.push(to: "fleet:remote.git", updates: [update], options: options).map(\.isAccepted) == [true])
    #expect(try fork.id() == commit)
    #expect(try served.remote.id() == base)
  }
}
