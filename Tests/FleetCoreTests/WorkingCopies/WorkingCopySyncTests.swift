import FleetTestSupport
import Foundation
import Git
import Testing

@testable import FleetCore

/// `sync --workdirs` on a submodule that is dirty, has untracked files in the way, unpushed commits, or a detached HEAD with
/// commits on no ref changes no file and no ref there, and lists it.
struct WorkingCopySyncTests {
  enum Work: String, CaseIterable {
    case changed, untrackedInTheWay, ignoredInTheWay, ignoredInTheWayDetached, unpushed, detachedWithCommits,
      divergedBranch
  }

  /// Moves the pin on in the service and brings the service alone along.
  private func moved(_ bench: WorkingCopyBench) throws -> String {
    let next = try bench.library.commit(["api.txt": "2\n", "new.txt": "theirs\n"])
    try bench.service.commit(["libs/api": .submodule(next)])
    try bench.git.run(["-c", "submodule.recurse=false", "pull", "--quiet", "--no-recurse-submodules"], in: bench.copy)
    return next
  }

  @Test(arguments: Work.allCases)
  func whereSomebodyHasWorkNoFileAndNoReferenceChangesAndItIsListed(_ work: Work) throws {
    let bench = try WorkingCopyBench()
    _ = try moved(bench)
    let file = URL(fileURLWithPath: "\(bench.libraryCopy)/api.txt")
    switch work {
    case .changed: try Data("mine\n".utf8).write(to: file)
    case .untrackedInTheWay: try Data("mine\n".utf8).write(to: URL(fileURLWithPath: "\(bench.libraryCopy)/new.txt"))
    case .ignoredInTheWay, .ignoredInTheWayDetached:
      if work == .ignoredInTheWayDetached {
        try bench.git.run(["switch", "--quiet", "--detach"], in: bench.libraryCopy)
      }
      let exclude = try bench.git.run(["rev-parse", "--git-path", "info/exclude"], in: bench.libraryCopy)
      try Data("new.txt\n".utf8).write(
        to: URL(fileURLWithPath: exclude, relativeTo: URL(fileURLWithPath: bench.libraryCopy)))
      try Data("mine\n".utf8).write(to: URL(fileURLWithPath: "\(bench.libraryCopy)/new.txt"))
    case .unpushed, .divergedBranch, .detachedWithCommits:
      if work == .detachedWithCommits { try bench.git.run(["switch", "--quiet", "--detach"], in: bench.libraryCopy) }
      try Data("mine\n".utf8).write(to: file)
      try bench.git.run(["commit", "--quiet", "-am", "Mine"], in: bench.libraryCopy)
      if work == .divergedBranch {
        try bench.git.run(["push", "--quiet", "origin", "HEAD:topic"], in: bench.libraryCopy)
      }
    }
    // A fetch, which any git may make, is no change of somebody's work.
    try bench.git.run(["fetch", "--quiet"], in: bench.libraryCopy)
    let before = try bench.state(of: bench.libraryCopy)
    let rows = WorkingCopySync(try bench.setting()).run(try bench.node())
    #expect(rows.map(\.path) == ["libs/api"])
    guard case .left(let reason) = rows[0].outcome else {
      Issue.record("\(rows)")
      return
    }
    #expect(!reason.isEmpty)
    #expect(try bench.state(of: bench.libraryCopy) == before)
  }

  @Test(arguments: [true, false]) func aSubmoduleWithoutWorkComesToItsPin(isOnBranch: Bool) throws {
    let bench = try WorkingCopyBench()
    if !isOnBranch { try bench.git.run(["switch", "--quiet", "--detach"], in: bench.libraryCopy) }
    let next = try moved(bench)
    let rows = WorkingCopySync(try bench.setting()).run(try bench.node())
    guard case .updated(_, let to) = rows[0].outcome else {
      Issue.record("\(rows)")
      return
    }
    #expect(to.hex == next)
    #expect(try bench.git.run(["status", "--porcelain"], in: bench.copy) == "")
    #expect(try bench.git.run(["branch", "--show-current"], in: bench.libraryCopy) == (isOnBranch ? "main" : ""))
    #expect(
      WorkingCopySync(try bench.setting()).run(try bench.node()) == [.init(path: "libs/api", outcome: .unchanged)])
  }

  @Test func aChangedURLIsBroughtAlong() throws {
    let bench = try WorkingCopyBench()
    try FileManager.default.copyItem(atPath: bench.library.path, toPath: "\(bench.remotes.path)/renamed.git")
    try bench.service.commit([".gitmodules": "[submodule \"api\"]\n\tpath = libs/api\n\turl = ../renamed.git\n"])
    try bench.git.run(["pull", "--quiet", "--no-recurse-submodules"], in: bench.copy)
    #expect(
      WorkingCopySync(try bench.setting()).run(try bench.node()) == [.init(path: "libs/api", outcome: .urlChanged)])
    let url = bench.daemon.url("renamed.git")
    #expect(try bench.git.run(["remote", "get-url", "origin"], in: bench.libraryCopy) == url)
    #expect(try bench.git.run(["config", "submodule.api.url"], in: bench.copy) == url)
  }
}
