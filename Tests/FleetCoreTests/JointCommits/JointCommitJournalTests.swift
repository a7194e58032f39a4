import FleetTestSupport
import Foundation
import Git
import Testing

@testable import FleetCore

/// The journal of a joint commit: whatever step a run ends at, the next one goes on from there.
struct JointCommitJournalTests {
  private final class Counter: @unchecked Sendable {
    // One thread at a time makes the steps of a run.
    var steps: [JointCommitJournal.Entry.Step] = []
  }

  private func edited() throws -> WorkingCopyBench {
    let bench = try WorkingCopyBench()
    try Data("2\n".utf8).write(to: URL(fileURLWithPath: "\(bench.copy)/app.txt"))
    try Data("2\n".utf8).write(to: URL(fileURLWithPath: "\(bench.libraryCopy)/api.txt"))
    return bench
  }

  /// Runs until so many entries have been written, and stops there as a killed process would: nothing is put in order.
  private func run(_ bench: WorkingCopyBench, stoppingAfter count: Int) async throws -> [JointCommitJournal.Entry.Step]
  {
    let counter = Counter()
    let commit = try JointCommit(in: bench.copy, bench.setting()) { (entry) throws(GitError) in
      counter.steps.append(entry.step)
      if counter.steps.count == count { throw GitError(operation: "", kind: .cancelled, message: "stopped") }
    }
    _ = try await commit.run(JointCommitRequest(message: "Both", pushes: true), isDryRun: false)
    return counter.steps
  }

  @Test func theStepsAreInTheOrderThatMakesEveryStopHarmless() async throws {
    let steps = try await run(try edited(), stoppingAfter: .max)
    #expect(
      steps == [.committing, .committed, .pushing, .pushed, .verified, .committing, .committed, .pushing, .pushed])
  }

  @Test(arguments: 1...9) func whateverStepARunEndsAtResumeEndsInTheSameTrees(_ count: Int) async throws {
    let bench = try edited()
    let steps = try await run(bench, stoppingAfter: count)
    #expect(steps.count == count)
    let pin = try bench.git.run(["rev-parse", "main:libs/api"], in: bench.service.path)
    #expect(try bench.git.run(["branch", "--contains", pin], in: bench.library.path) == "* main")
    let report = try #require(try await JointCommit(in: bench.copy, bench.setting()).resume())
    #expect(report.problems == [])
    #expect(report.isFine, "\(report.results)")
    let now = try bench.git.run(["rev-parse", "main:libs/api"], in: bench.service.path)
    #expect(try bench.library.tip(of: "main") == now)
    for remote in [bench.service, bench.library] {
      #expect(try bench.git.run(["rev-list", "--count", "main"], in: remote.path) == "2")
    }
    #expect(try bench.git.run(["show", "main:app.txt"], in: bench.service.path) == "2")
    #expect(try bench.git.run(["show", "main:api.txt"], in: bench.library.path) == "2")
    #expect(try bench.git.run(["status", "--porcelain"], in: bench.copy) == "")
    #expect(try await JointCommit(in: bench.copy, bench.setting()).resume() == nil)
  }

  @Test func whatSomebodyBuiltUponSinceTheKillIsDone() async throws {
    let bench = try edited()
    _ = try await run(bench, stoppingAfter: 9)
    let theirs = try bench.service.commit(["other.txt": "theirs\n"])
    let report = try #require(try await JointCommit(in: bench.copy, bench.setting()).resume())
    #expect(report.isFine, "\(report.problems)")
    #expect(try bench.service.tip(of: "main") == theirs)
  }

  @Test func aLastLineThatWasNotFinishedIsNoStep() throws {
    let folder = try TemporaryFolder()
    let header = JointCommitJournal.Header(
      change: "1", began: 0, request: JointCommitRequest(message: "m", pushes: true))
    let journal = try JointCommitJournal.begin(header, in: folder.path) { (_) throws(GitError) in }
    try journal.write(.init(step: .committing, path: "."))
    let text = try #require(folder.read("fleet-commit"))
    try folder.write(text + "{\"step\":\"comm", to: "fleet-commit")
    let read = try #require(JointCommitJournal.unfinished(in: folder.path) { (_) throws(GitError) in })
    #expect(read.entries == [.init(step: .committing, path: ".")])
    // One that has no first line yet has begun nothing.
    try folder.write("{\"change\":", to: "fleet-commit")
    let none = JointCommitJournal.unfinished(in: folder.path) { (_) throws(GitError) in }
    #expect(none == nil)
  }
}
