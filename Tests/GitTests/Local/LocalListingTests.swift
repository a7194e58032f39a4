import FleetTestSupport
import Foundation
import Git
import Testing

@Suite struct LocalListingTests {
  /// Remotes whose references need more than reading files one by one.
  enum Shape: String, CaseIterable {
    case plain, empty, unborn, detached, packed, tags, symbolic, dangling, aliasedHead, lock, sorted, replaced
  }

  private func prepare(_ shape: Shape, _ bench: LocalWorkbench) throws {
    let (git, path) = (bench.remote.git, bench.remote.path)
    switch shape {
    case .plain: break
    case .empty: try bench.remote.set("main", to: nil)
    case .unborn: try git.run(["symbolic-ref", "HEAD", "refs/heads/later"], in: path)
    case .detached: try bench.write("\(try bench.remote.id().hex)\n", to: "HEAD")
    case .packed:
      try git.run(["tag", "-a", "-m", "x", "v1", "main"], in: path)
      try git.run(["pack-refs", "--all"], in: path)
      try bench.remote.commit(["b": "newer than packed\n"])
    case .tags:
      try git.run(["tag", "-a", "-m", "x", "v1", "main"], in: path)
      try git.run(["tag", "-a", "-m", "of a tag", "v2", "v1"], in: path)
      try git.run(["tag", "-a", "-m", "of a tree", "v3", "main^{tree}"], in: path)
      try git.run(["tag", "light", "main"], in: path)
    case .symbolic: try git.run(["symbolic-ref", "refs/heads/alias", "refs/heads/main"], in: path)
    case .dangling: try git.run(["symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main"], in: path)
    case .aliasedHead:
      try git.run(["symbolic-ref", "refs/heads/alias", "refs/heads/main"], in: path)
      try git.run(["symbolic-ref", "HEAD", "refs/heads/alias"], in: path)
    case .lock: try bench.write("", to: "refs/heads/main.lock")
    case .sorted:
      for name in ["a.b", "a-b", "a/b", "A", "zé", "a+"] {
        try bench.remote.set("x\(name)", to: try bench.remote.id().hex)
      }
      try bench.remote.set("refs/changes/01/1/1", to: try bench.remote.id().hex)
    case .replaced:
      let commit = try bench.remote.id().hex
      let other = try bench.remote.commit(["a.txt": "other\n"], on: "other")
      try git.run(["replace", commit, other], in: path)
    }
  }

  @Test(arguments: Shape.allCases)
  func theListIsWhatGitAdvertisesAndNoProgramIsStarted(_ shape: Shape) throws {
    let bench = try LocalWorkbench()
    try prepare(shape, bench)
    let own = try advertisedReferences(of: bench.remote.path, options: bench.programlessOptions)
    #expect(own == (try advertisedReferences(of: bench.remote.path, options: bench.programOptions)))
    #expect(own.isEmpty == (shape == .empty))
  }

  /// Damage and rules that git's program has to judge.
  enum Doubt: String, CaseIterable {
    case emptyFile, staleBehindEmptyFile, missingObject, badName, hidden, hiddenFromFetches, extended, shallow, future
    case linkedHead
  }

  private func prepare(_ doubt: Doubt, _ bench: LocalWorkbench) throws {
    switch doubt {
    case .emptyFile: try bench.write("", to: "refs/heads/broken")
    case .staleBehindEmptyFile:
      try bench.remote.git.run(["pack-refs", "--all"], in: bench.remote.path)
      try bench.write("", to: "refs/heads/main")
    case .missingObject: try bench.write("\(String(repeating: "ab", count: 20))\n", to: "refs/heads/broken")
    case .badName: try bench.write("\(try bench.remote.id().hex)\n", to: "refs/heads/a..b")
    case .hidden: try bench.remote.configure("transfer.hideRefs", "refs/heads/secret")
    case .hiddenFromFetches: try bench.remote.configure("uploadpack.hideRefs", "refs/heads/secret")
    case .extended:
      try bench.remote.configure("core.repositoryFormatVersion", "1")
      try bench.remote.configure("extensions.worktreeConfig", "true")
      try bench.write("[transfer]\n\thideRefs = refs/heads/secret\n", to: "config.worktree")
    case .linkedHead:
      try FileManager.default.removeItem(atPath: "\(bench.remote.path)/HEAD")
      try FileManager.default.createSymbolicLink(
        atPath: "\(bench.remote.path)/HEAD", withDestinationPath: "refs/heads/main")
    case .shallow: try bench.write("\(try bench.remote.id().hex)\n", to: "shallow")
    case .future: try bench.remote.configure("core.repositoryFormatVersion", "2")
    }
  }

  @Test(arguments: Doubt.allCases)
  func whatIsDoubtfulIsForGitToSay(_ doubt: Doubt) throws {
    let bench = try LocalWorkbench()
    try bench.remote.set("secret", to: try bench.remote.id().hex)
    try prepare(doubt, bench)
    func list(_ options: NetworkOptions) -> Result<[RemoteReference], GitError> {
      // Git advertises a reference that holds nothing as one to the zero id, and libgit2 leaves it out.
      Result { () throws(GitError) in
        try advertisedReferences(of: bench.remote.path, options: options).filter { !$0.id.isZero }
      }
    }
    #expect(list(bench.options) == list(bench.programOptions))
    if [.hidden, .hiddenFromFetches, .extended].contains(doubt) {
      #expect(try !list(bench.options).get().contains { $0.name == "refs/heads/secret" })
    }
  }

  @Test func aRefreshWithoutNewsStartsNoProgram() throws {
    let bench = try LocalWorkbench()
    _ = try bench.mirror()
    let report = try bench.mirror().fetch(
      from: bench.remote.path, refspecs: mirrorRefspecs, prune: true, options: bench.programlessOptions)
    #expect(report.means == .inProcess && !report.isDownloaded && report.updates.isEmpty)
    #expect(report.headTarget == "refs/heads/main")
  }

  @Test func aBranchThatIsGoneIsPrunedAndOneThatMovedBackIsSetWithoutAProgram() throws {
    let bench = try LocalWorkbench()
    let first = try bench.remote.id()
    try bench.remote.commit(["a.txt": "b\n"])
    try bench.remote.set("gone", to: first.hex)
    _ = try bench.mirror()
    try bench.remote.set("gone", to: nil)
    try bench.remote.set("main", to: first.hex)
    let report = try bench.mirror().fetch(
      from: bench.remote.path, refspecs: mirrorRefspecs, prune: true, options: bench.programlessOptions)
    #expect(report.updates.map(\.name) == ["refs/heads/gone", "refs/heads/main"])
    #expect(try bench.mirror().references().map(\.id) == [first])
  }

  @Test func newsComeThroughGit() throws {
    let bench = try LocalWorkbench()
    _ = try bench.mirror()
    let tip = try bench.remote.commit(["a.txt": "news\n"])
    let report = try bench.mirror().fetch(from: bench.remote.path, refspecs: mirrorRefspecs, options: bench.options)
    #expect(report.means == .transport && report.isDownloaded)
    #expect(try bench.mirror().reference("refs/heads/main")?.hex == tip)
  }

  @Test(arguments: ["work", "work/", "work/.git", "bare", "file"])
  func aPathMeansWhatItMeansToGit(_ path: String) throws {
    let bench = try LocalWorkbench()
    let folder = bench.remote.folder.path
    try bench.remote.git.run(["clone", "-q", bench.remote.path, "work"], in: folder)
    try bench.remote.git.run(["clone", "-q", "--bare", bench.remote.path, "bare.git"], in: folder)
    try bench.remote.folder.write("gitdir: ../bare.git\n", to: "file/.git")
    let url = "\(folder)/\(path)"
    let own = try advertisedReferences(of: url, options: bench.options)
    #expect(own == (try advertisedReferences(of: url, options: bench.programOptions)))
    #expect(!own.isEmpty)
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a folder away"))
  func aRepositoryOfSomebodyElseIsLeftToGit() throws {
    let bench = try LocalWorkbench()
    let base = try bench.remote.id()
    let commit = try bench.mirror().testCommit(on: base)
    #expect(chown(bench.remote.path, 12_345, 12_345) == 0)
    let error = gitError { _ = try advertisedReferences(of: bench.remote.path, options: bench.programlessOptions) }
    #expect(error != nil)
    #expect(gitError { _ = try bench.push(commit, over: base, bench.programlessOptions) } != nil)
    #expect(chown(bench.remote.path, geteuid(), getegid()) == 0)
    #expect(try bench.remote.id() == base)
  }
}
