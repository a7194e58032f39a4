import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// The git program as the engine: what it does to our references and the remote's is what the library does.
@Suite struct GitEngineTests {
  private let served: ServedRemote
  private var options: NetworkOptions

  init() throws {
    served = try ServedRemote(["a.txt": "a\n", "b/c.txt": "c\n"])
    options = served.options
    options.engine = .git
  }

  private func mirror() throws -> Repository {
    let mirror = try Repository(creatingBare: served.mirrorPath)
    _ = try mirror.fetch(from: served.url, refspecs: mirrorRefspecs, options: options)
    return mirror
  }

  @Test func bothEnginesListTheSame() throws {
    try served.remote.git.run(["tag", "-a", "-m", "one", "v1", "main"], in: served.remote.path)
    try served.remote.set("deep/er", to: served.remote.tip(of: "main"))
    let byGit = try advertisedReferences(of: served.url, options: options)
    #expect(byGit == (try advertisedReferences(of: served.url, options: served.options)))
    #expect(byGit.first?.symbolicTarget == "refs/heads/main" && byGit.contains { $0.peeledID != nil })
  }

  @Test func aFetchBringsObjectsSetsAndPrunesReferences() throws {
    let mirror = try Repository(creatingBare: served.mirrorPath)
    try served.remote.set("old", to: served.remote.tip(of: "main"))
    let first = try mirror.fetch(from: served.url, refspecs: mirrorRefspecs, options: options)
    #expect(first.isDownloaded && first.means == .git(.wanted) && first.updates.count == 2)
    try served.remote.set("old", to: nil)
    let tip = try served.remote.commit(["a.txt": "2\n"])
    let second = try mirror.fetch(from: served.url, refspecs: mirrorRefspecs, prune: true, options: options)
    #expect(second.updates.map(\.name) == ["refs/heads/old", "refs/heads/main"])
    #expect(try mirror.reference("refs/heads/main")?.hex == tip)
    #expect(try mirror.verify().isSound)
    let third = try mirror.fetch(from: served.url, refspecs: mirrorRefspecs, prune: true, options: options)
    #expect(!third.isDownloaded && third.updates.isEmpty)
  }

  @Test func aPushIsAcceptedUnderItsLease() throws {
    let mirror = try mirror()
    let base = try served.remote.id()
    let commit = try mirror.testCommit(on: base)
    let results = try mirror.push(
      to: served.url,
      updates: [
        PushUpdate(source: commit, destination: "refs/heads/main", expected: base),
        PushUpdate(source: commit, destination: "refs/heads/fleet/new", expected: nil),
      ], options: options)
    #expect(results.map(\.verdict) == [.accepted, .accepted])
    #expect(results.map(\.means) == [.git(.wanted), .git(.wanted)])
    #expect(try served.remote.id() == commit)
    #expect(try served.remote.id(of: "fleet/new") == commit)
    let deletion = PushUpdate(source: nil, destination: "refs/heads/fleet/new", expected: commit)
    #expect(try mirror.push(to: served.url, updates: [deletion], options: options).map(\.isAccepted) == [true])
    #expect(try served.remote.tip(of: "fleet/new") == nil)
  }

  @Test(arguments: [true, false])
  func aBranchThatMovedIsNamedWithBothIds(_ exists: Bool) throws {
    let mirror = try mirror()
    let base = try served.remote.id()
    let commit = try mirror.testCommit(on: base)
    let moved = try served.remote.commit(["a.txt": "theirs\n"])
    let update = PushUpdate(
      source: commit, destination: "refs/heads/main", expected: exists ? base : nil, allowsNonFastForward: true)
    let error = gitError { _ = try mirror.push(to: served.url, updates: [update], options: options) }
    #expect(error?.kind == .moved)
    #expect(error?.message.contains(moved.prefix(7)) == true)
    #expect(error?.message.contains(exists ? base.short : "nothing") == true)
    #expect(try served.remote.tip(of: "main") == moved)
  }

  /// The remote moves after the listing: only the lease is left to notice.
  @Test func aBranchThatMovesDuringThePushIsRefusedByTheLease() throws {
    let mirror = try mirror()
    let base = try served.remote.id()
    let commit = try mirror.testCommit(on: base)
    let moved = try served.remote.commit(["a.txt": "theirs\n"])
    let error = gitError {
      try OperationContext.run(settings: options.settings, limits: options.limits, cancellation: options.cancellation) {
        context in
        let remote = try RemoteTarget(served.url, direction: .push, configuration: GitConfiguration())
        _ = try mirror.pushByGit(
          [PushUpdate(source: commit, destination: "refs/heads/main", expected: base, allowsNonFastForward: true)],
          to: remote, tips: ["refs/heads/main": base], reason: .wanted, context: context, operation: "push")
      }
    }
    #expect(error?.kind == .moved)
    #expect(error?.message.contains(moved.prefix(7)) == true)
    #expect(try served.remote.tip(of: "main") == moved)
  }

  @Test func aLeaseDoesNotAllowToDropCommits() throws {
    let mirror = try mirror()
    let base = try served.remote.id()
    let orphan = try mirror.writeCommit(
      tree: mirror.tree(of: base), parents: [], author: author, committer: author, message: "Alone\n")
    let update = PushUpdate(source: orphan, destination: "refs/heads/main", expected: base)
    #expect(gitError { _ = try mirror.push(to: served.url, updates: [update], options: options) }?.kind == .moved)
    #expect(try served.remote.id() == base)
  }

  @Test func aRefusalComesWithTheHooksWords() throws {
    let mirror = try mirror()
    let base = try served.remote.id()
    try served.remote.refusePushes(saying: "Not on a Friday", "ask ops")
    let update = PushUpdate(source: try mirror.testCommit(on: base), destination: "refs/heads/main", expected: base)
    let results = try mirror.push(to: served.url, updates: [update], options: options)
    #expect(results.map(\.verdict) == [.refused("pre-receive hook declined")])
    #expect(results.first?.serverWords == ["Not on a Friday", "ask ops"])
  }

  @Test func whatTheRemoteHasAlreadyIsAccepted() throws {
    let mirror = try mirror()
    let base = try served.remote.id()
    let update = PushUpdate(source: base, destination: "refs/heads/main", expected: base)
    #expect(try mirror.push(to: served.url, updates: [update], options: options).map(\.isAccepted) == [true])
  }

  /// A hook or a helper of the user's configuration isn't for a mirror.
  @Test func theUsersHooksAreNotRun() throws {
    let folder = served.remote.folder
    try folder.write("", to: "hooks/pre-push")
    try served.remote.installHook("pre-push", "touch \"\(folder.path)/ran\"; exit 1")
    try folder.write("[core]\n\thooksPath = \(served.remote.path)/hooks\n", to: ".gitconfig")
    var options = options
    let environment = HermeticEnvironment.variables(home: folder.path)
      .merging(["GIT_CONFIG_GLOBAL": "\(folder.path)/.gitconfig"]) { _, new in new }
    options.settings = NetworkSettings(
      environment: environment, configuration: try GitConfiguration(environment: environment), version: "0.0.0")
    let mirror = try mirror()
    let base = try served.remote.id()
    let update = PushUpdate(source: try mirror.testCommit(on: base), destination: "refs/heads/main", expected: base)
    #expect(try mirror.push(to: served.url, updates: [update], options: options).map(\.isAccepted) == [true])
    #expect(folder.read("ran") == nil)
  }

  @Test func insteadOfIsAppliedOnce() throws {
    var options = options
    let port = served.url
    options.settings = NetworkSettings(
      environment: options.settings.environment,
      configuration: GitConfiguration(entries: [.init(key: "url.\(port).insteadof", value: "alias:x")]),
      version: "0.0.0")
    #expect(try advertisedReferences(of: "alias:x", options: options).count == 2)
  }

  @Test func aFolderOfThisMachineIsReachedToo() throws {
    let references = try advertisedReferences(of: served.remote.path, options: options)
    #expect(references == (try advertisedReferences(of: served.url, options: options)))
  }
}
