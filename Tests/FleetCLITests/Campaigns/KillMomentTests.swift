import FleetTestSupport
import Foundation
import Testing

/// `kill -9` where repositories wait for each other, where branches are deleted, and where the next run is for fewer.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct KillMomentTests {
  @Test func aRunThatIsKilledInTheMiddleOfAWaveGoesOnInIt() async throws {
    let fleet = try KillFixture(serviceCount: 8)
    let waves = ["--waves", "1,50%,100%", "-j", "1"]
    let process = try fleet.start(["apply", "bump-timeout.json", "--yes"] + waves)
    #expect(try await fleet.kill(process) { fleet.deliveredCount >= 2 })
    // The second wave ends with the fourth repository, and the third hasn't begun.
    #expect((2...4).contains(fleet.deliveredCount))
    let (document, exitCode) = try await fleet.report("resume")
    #expect(exitCode == 0)
    #expect(document.summary == ["delivered": 8, "total": 8])
    #expect(try await fleet.problems() == [])
    #expect(fleet.testCount("base") + fleet.testCount("change") <= 16 + 1)
  }

  @Test func allOrNothingThatIsKilledWhileItTestsHasPushedNothingAndIsFinished() async throws {
    let fleet = try KillFixture(
      serviceCount: 4,
      test:
        "if [ $TREE = change ] && [ $FLEET_REPO = service-004 ] && mkdir $MARKS/once 2>/dev/null; then kill -9 $PPID; fi"
    )
    let process = try fleet.start("apply", "bump-timeout.json", "--yes", "-j", "1", "--all-or-nothing")
    #expect(try await fleet.end(of: process) == 128 + SIGKILL)
    #expect(fleet.deliveredCount == 0)
    let (document, exitCode) = try await fleet.report("resume")
    #expect(exitCode == 0)
    #expect(document.summary == ["delivered": 4, "total": 4])
    #expect(try await fleet.problems() == [])
    #expect(fleet.testCount("base") + fleet.testCount("change") <= 8 + 1)
  }

  /// The moments of the deletion of a branch.
  enum Moment: String, CaseIterable {
    case beforeDeleting, afterDeleting, betweenTwo
  }

  @Test(arguments: Moment.allCases) func anUndoingThatIsKilledDeletesEachBranchOnce(_ moment: Moment) async throws {
    let fleet = try KillFixture(serviceCount: 4)
    #expect(try await fleet.report("apply", "bump-timeout.json", "--yes").exitCode == 0)
    // What a client that has gone away keeps the server from running comes later than this hook.
    let count = "cat > /dev/null; echo gone >> \(fleet.marks.path)/deletions-$(basename $PWD)"
    try fleet.installHook("pre-receive", moment == .beforeDeleting ? "\(count)\n\(fleet.killOnce)" : count)
    if moment == .afterDeleting { try fleet.installHook("post-receive", fleet.killOnce) }

    let process = try fleet.start("undo", "bump-timeout", "--yes", "-j", "1")
    if moment == .betweenTwo {
      #expect(try await fleet.kill(process) { fleet.names.contains { !fleet.hasBranch($0) } })
    } else {
      #expect(try await fleet.end(of: process) == 128 + SIGKILL)
    }
    let (document, exitCode) = try await fleet.report("resume")
    #expect(exitCode == 0)
    #expect(document.command == "undo")
    #expect(document.summary == ["delivered": 4, "total": 4])
    for name in fleet.names {
      #expect(!fleet.hasBranch(name))
      #expect(fleet.marks.read("deletions-\(name).git") == "gone\n")
    }
    let again = try await fleet.report("undo", "bump-timeout", "--yes").document
    #expect(again.summary == ["unchanged": 4, "total": 4])
  }

  @Test func aRunOverFewerServicesLeavesTheOthersToBeGoneOnWith() async throws {
    let fleet = try KillFixture(serviceCount: 3)
    let process = try fleet.start("apply", "bump-timeout.json", "--yes")
    #expect(try await fleet.kill(process, onceConnection: 1))
    let fewer = try await fleet.report("apply", "bump-timeout.json", "--yes", "--limit", "1").document
    #expect(fewer.summary == ["delivered": 1, "total": 1])
    let status = try fleet.fixture.fleet.run(["status"], in: fleet.marks.path)
    #expect(status.text.contains("  unfinished  1 delivered, 2 skipped."))

    let rest = try await fleet.report("resume").document
    #expect(rest.repositories.map(\.service) == ["service-002", "service-003"])
    #expect(rest.summary == ["delivered": 2, "total": 2])
    #expect(try await fleet.problems() == [])
    #expect(try fleet.fixture.fleet.run(["resume"], in: fleet.marks.path).stderr == "Nothing to resume.\n")
  }
}
