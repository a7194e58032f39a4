import FleetTestSupport
import Foundation
import Git
import Testing

/// Rules of a remote that a push in process wouldn't heed: git's programs do.
@Suite struct LocalRulesTests {
  private let bench: LocalWorkbench
  private let base: ObjectID
  private let commit: ObjectID

  init() throws {
    bench = try LocalWorkbench()
    base = try bench.remote.id()
    commit = try bench.mirror().testCommit(on: base)
  }

  @Test(arguments: ["pre-receive", "update", "reference-transaction"])
  func aHookMayRefuse(_ hook: String) throws {
    try bench.remote.installHook(hook, "exit 1")
    var isAccepted = false
    // A hook that aborts the transaction ends git's program: that is an error and not a verdict.
    let error = gitError { isAccepted = try bench.push(commit, over: base).isAccepted }
    #expect(!isAccepted && (error == nil || hook == "reference-transaction"))
    #expect(try bench.remote.id() == base)
  }

  @Test(arguments: ["post-receive", "post-update", "pre-receive", "update", "reference-transaction"])
  func aHookRuns(_ hook: String) throws {
    try bench.remote.installHook(hook, "touch \"\(bench.remote.folder.path)/ran\"")
    #expect(try bench.push(commit, over: base).isAccepted)
    #expect(bench.remote.folder.read("ran") != nil)
  }

  @Test func aHookThatTakesPushesOverRuns() throws {
    try bench.remote.configure("receive.procReceiveRefs", "refs/heads/for")
    let result = try bench.push(commit, to: "for/main", over: nil)
    #expect(!result.isAccepted && result.means == .transport)
    #expect(try bench.remote.tip(of: "for/main") == nil)
  }

  @Test func aHookOfAnotherFolderRuns() throws {
    try bench.remote.installHook("pre-receive", "exit 1")
    try FileManager.default.moveItem(
      atPath: "\(bench.remote.path)/hooks", toPath: "\(bench.remote.folder.path)/hooks")
    try bench.remote.configure("core.hooksPath", "\(bench.remote.folder.path)/hooks")
    #expect(try !bench.push(commit, over: base).isAccepted)
  }

  @Test func examplesOfHooksAreNotHooks() throws {
    try bench.remote.installHook("pre-receive.sample", "exit 1")
    #expect(try bench.push(commit, over: base).means == .inProcess)
  }

  @Test(arguments: [
    ("receive.denyNonFastForwards", "true"), ("receive.hideRefs", "refs/heads/main"),
    ("transfer.hideRefs", "refs/heads/main"), ("receive.maxInputSize", "10"),
  ])
  func theConfigurationMayRefuse(_ key: String, _ value: String) throws {
    let rewritten = try bench.mirror().writeCommit(
      tree: bench.mirror().tree(of: commit), parents: [], author: author, committer: author, message: "Rewrite\n")
    try bench.remote.configure(key, value)
    var isAccepted = false
    // What is hidden isn't where it is expected.
    let error = gitError { isAccepted = try bench.push(rewritten, over: base, rewrites: true).isAccepted }
    #expect(!isAccepted && (error == nil || error?.kind == .moved || error?.kind == .refused))
    #expect(try bench.remote.id() == base)
  }

  @Test func theBranchThatHeadNamesIsNotDeleted() throws {
    #expect(try !bench.push(nil, over: base).isAccepted)
    #expect(try bench.remote.id() == base)
  }

  @Test func theBranchInAWorkingFolderIsNotSet() throws {
    let folder = bench.remote.folder.path
    try bench.remote.git.run(["clone", "-q", bench.remote.path, "work"], in: folder)
    let update = PushUpdate(source: commit, destination: "refs/heads/main", expected: base)
    let results = try bench.mirror().push(to: "\(folder)/work", updates: [update], options: bench.options)
    #expect(results.map(\.isAccepted) == [false])
    try bench.remote.git.run(["worktree", "add", "-q", "\(folder)/linked", "main"], in: bench.remote.path)
    #expect(try !bench.push(commit, over: base).isAccepted)
    #expect(try bench.remote.id() == base)
  }

  @Test(arguments: [
    ("core.sharedRepository", "group"), ("core.logAllRefUpdates", "true"), ("receive.fsckObjects", "true"),
    ("gc.auto", "5"), ("core.fsync", "all"), ("core.bare", "false"),
  ])
  func whatGitDoesBesideIsDoneByGit(_ key: String, _ value: String) throws {
    try bench.remote.configure(key, value)
    if key == "core.bare" { try bench.remote.configure("receive.denyCurrentBranch", "ignore") }
    let twin = try bench.copy()
    let result = try bench.push(commit, over: base)
    #expect(result.isAccepted && result.means == .transport)
    #expect(try twin.push(commit, over: base, twin.programOptions).isAccepted)
    let (state, expected) = (try bench.state(), try twin.state())
    #expect(state.difference(from: expected).isEmpty)
  }

  @Test(arguments: ["shallow", "info/grafts", "objects/info/alternates", "logs", "worktrees", "hooks/unknown"])
  func anUnusualFileLeadsToGit(_ file: String) throws {
    try bench.write("", to: file)
    let update = PushUpdate(source: commit, destination: "refs/heads/main", expected: base)
    let results = try? bench.mirror().push(to: bench.remote.path, updates: [update], options: bench.options)
    #expect(results?.first?.means != .inProcess)
  }

  @Test func aRemoteThatIsDueForGarbageCollectionIsLeftToGit() throws {
    for number in 0..<26 {
      try bench.write("", to: "objects/17/\(String(repeating: "0", count: 30))\(1000 + number)0000")
    }
    #expect(try bench.push(commit, over: base).means == .transport)
  }

  @Test(arguments: [("receive.autoGC", "false"), ("gc.auto", "0"), ("core.logAllRefUpdates", "false")])
  func aKeyThatChangesNothingIsNoReasonForAProgram(_ key: String, _ value: String) throws {
    try bench.remote.configure(key, value)
    #expect(try bench.push(commit, over: base, bench.programlessOptions).means == .inProcess)
  }

  @Test(arguments: ["core.hookspath", "transfer.fsckobjects", "includeif.gitdir:/**.path"])
  func theUsersOwnConfigurationCountsToo(_ key: String) throws {
    var options = bench.programlessOptions
    options.settings = NetworkSettings(
      environment: options.settings.environment,
      configuration: GitConfiguration(entries: [.init(key: key, value: "/nowhere")]), version: "0.0.0")
    #expect(gitError { _ = try bench.push(commit, over: base, options) } != nil)
    #expect(try bench.remote.id() == base)
  }
}
