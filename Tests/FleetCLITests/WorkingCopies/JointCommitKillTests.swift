import FleetTestSupport
import Foundation
import Testing

/// Killing the process at any journal step of `fleet commit` leaves no service remote pointing at an absent library commit,
/// and `--resume` ends in the same trees as an undisturbed run.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct JointCommitKillTests {
  /// The moments between and in the steps, each told by a hook: of a working copy, or of a remote.
  enum Moment: String, CaseIterable {
    case beforeLibraryCommit, afterLibraryCommit, beforeLibraryPush, inLibraryPush, afterLibraryPush
    case beforeServiceCommit, afterServiceCommit, beforeServicePush, inServicePush, afterServicePush

    var isOfService: Bool { rawValue.contains("Service") }

    /// The hook that runs then; one of a remote is run by its server.
    var hook: (name: String, isRemote: Bool) {
      switch self {
      case .beforeLibraryCommit, .beforeServiceCommit: ("pre-commit", false)
      case .afterLibraryCommit, .afterServiceCommit: ("post-commit", false)
      case .beforeLibraryPush, .beforeServicePush: ("pre-push", false)
      case .inLibraryPush, .inServicePush: ("pre-receive", true)
      case .afterLibraryPush, .afterServicePush: ("post-receive", true)
      }
    }
  }

  @Test(arguments: Moment.allCases)
  func killedAtAnyStepNoServicePointsAtAnAbsentCommitAndResumeEndsInTheTreesOfAnUndisturbedRun(
    _ moment: Moment
  ) async throws {
    let fixture = try WorkingCopyFixture(isNested: true)
    try fixture.edit()
    let marks = try TemporaryFolder()
    // Ends the program, and tells whose child did it: what outlives the kill has to end before the next run.
    let script = """
      if mkdir \(marks.path)/once 2>/dev/null; then
        while [ ! -s \(marks.path)/pid ]; do :; done
        echo $PPID > \(marks.path)/orphan
        kill -9 $(cat \(marks.path)/pid)
      fi
      """
    let (hook, isRemote) = moment.hook
    if isRemote {
      try (moment.isOfService ? fixture.service : fixture.library).installHook(hook, script)
    } else {
      try fixture.installHook(hook, in: moment.isOfService ? fixture.copy : fixture.libraryCopy, script)
    }
    #expect(try await end(of: fixture, marks) == 128 + SIGKILL)
    try waitForOrphan(marks)
    #expect(try fixture.danglingPins() == [])

    let result = try fixture.commit("--resume")
    #expect(result.status == 0, "\(result.stderr)")
    #expect(try fixture.danglingPins() == [])
    #expect(try fixture.status() == "")

    let undisturbed = try WorkingCopyFixture(isNested: true)
    try undisturbed.edit()
    #expect(try undisturbed.commit("-m", "Both", "--push").status == 0)
    #expect(try fixture.trees() == undisturbed.trees())
    for remote in [fixture.service, fixture.library] {
      #expect(try fixture.git.run(["rev-list", "--count", "main"], in: remote.path) == "2")
      #expect(try fixture.change(in: remote.path) == fixture.change(in: fixture.service.path))
    }
    #expect(try fixture.commit("--resume").stderr == "Nothing to resume.\n")
  }

  private func end(of fixture: WorkingCopyFixture, _ marks: TemporaryFolder) async throws -> Int32? {
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(nothing) }
    let process = try TestProcess(
      FleetProgram.path(), ["commit", "-m", "Both", "--push"], environment: fixture.fleet.fleet.variables,
      folder: fixture.copy, stdin: nothing, stdout: nothing, stderr: nothing)
    try marks.write("\(process.processID)\n", to: "pid")
    return try await onOwnThread { process.wait(for: .seconds(60)) }
  }

  private func waitForOrphan(_ marks: TemporaryFolder) throws {
    let orphan = try #require(pid_t((marks.read("orphan") ?? "").trimmingCharacters(in: .newlines)))
    let end = ContinuousClock.now + .seconds(30)
    while kill(orphan, 0) == 0, ContinuousClock.now < end { poll(nil, 0, 5) }
  }
}
