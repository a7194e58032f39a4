import FleetTestSupport
import Foundation
import Testing

/// `kill -9` at any moment, and then the same command or `fleet resume`: everything is done, and done once.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct KillTests {
  /// The moments between and in stages; the program is killed from outside, by what it talks to.
  enum Moment: String, CaseIterable {
    case firstConnection, planning, baseTest, changeTest, testsOver, pushConnection, beforeReceiving, afterReceiving
    case firstOutcome

    /// What the tests do at this moment: once, they kill the program that started them.
    var test: String {
      switch self {
      case .baseTest: "if [ $TREE = base ] && mkdir $MARKS/once 2>/dev/null; then kill -9 $PPID; fi"
      case .changeTest: "if [ $TREE = change ] && mkdir $MARKS/once 2>/dev/null; then kill -9 $PPID; fi"
      case .testsOver:
        // Nobody else's tests end before the kill, so that the run can't be over.
        "if [ $TREE = change ] && mkdir $MARKS/once 2>/dev/null; then "
          + "setsid sh -c ': > $2/ready; while kill -0 $0 2>/dev/null; do :; done; kill -9 $1; : > $2/struck' "
          + "$$ $PPID $MARKS & while [ ! -e $MARKS/ready ]; do :; done; "
          + "elif [ -d $MARKS/once ]; then "
          + "for i in $(seq 3000); do [ -e $MARKS/struck ] && break; sleep 0.01; done; fi"
      default: ""
      }
    }

    /// A hook of the remotes that kills the program once.
    var hook: String? {
      switch self {
      case .beforeReceiving: "pre-receive"
      case .afterReceiving: "post-receive"
      default: nil
      }
    }
  }

  @Test(arguments: Moment.allCases) func aRunThatIsKilledAtAStageIsFinishedByTheSameCommand(_ moment: Moment)
    async throws
  {
    let fleet = try KillFixture(serviceCount: 3, test: moment.test)
    if let hook = moment.hook {
      let pid = "\(fleet.fixture.work.path)/pid"
      try fleet.installHook(
        hook,
        "if mkdir \(fleet.marks.path)/once 2>/dev/null; then while [ ! -s \(pid) ]; do :; done; kill -9 $(cat \(pid)); fi"
      )
    }
    if moment == .planning {
      let script = "mkdir \(fleet.marks.path)/once 2>/dev/null && kill -9 $PPID; exit 0"
      try fleet.fixture.work.write(
        CampaignFixture.codemod.replacing(
          "\"commit\"", with: "\"formatters\": [[\"sh\", \"-c\", \"\(script)\"]],\n  \"commit\""),
        to: "bump-timeout.json")
    }
    let process = try fleet.start("apply", "bump-timeout.json", "--yes", "-j", "1")
    switch moment {
    case .firstConnection: #expect(try await fleet.kill(process, onceConnection: 1))
    case .pushConnection: #expect(try await fleet.kill(process, onceConnection: 4))
    case .firstOutcome:
      #expect(try await fleet.kill(process) { fleet.fixture.work.read("stderr")?.contains("[1/3]") ?? false })
    default: break
    }
    #expect(try await fleet.end(of: process) == 128 + SIGKILL)

    // A commit that was written before the kill keeps its time.
    let later = fleet.at("1700009999 +0000")
    let (document, exitCode) = try await later.report("apply", "bump-timeout.json", "--yes", "-j", "1")
    #expect(exitCode == 0)
    #expect(document.summary == ["delivered": 3, "total": 3])
    #expect(try await fleet.problems() == [])
    // One at a time: what was in flight is one test at most.
    #expect(fleet.testCount("base") + fleet.testCount("change") <= 6 + 1)
    if [.beforeReceiving, .afterReceiving].contains(moment) {
      #expect(try fleet.commitTimes().contains("1700000000"))
    }
    if moment == .afterReceiving {
      let messages = document.repositories.compactMap(\.message)
      #expect(messages.contains { $0.contains("pushed before the run was interrupted") })
    }
  }

  @Test func aRunThatIsKilledAtThirtyMomentsIsDoneOnceInAHundredRepositories() async throws {
    let fleet = try KillFixture(serviceCount: 100)
    let width = 4
    var generator = SystemRandomNumberGenerator()
    for round in 1...30 {
      // Half of the kills among what is new, the others anywhere.
      let done = fleet.deliveredCount
      let connection = Int.random(in: (round % 2 == 0 ? 1 : done + 1)...(done + 6), using: &generator)
      let delay = Duration.microseconds(Int.random(in: 0...20_000, using: &generator))
      fleet.countConnections()
      let process =
        round % 3 == 0
        ? try fleet.start("resume") : try fleet.start("apply", "bump-timeout.json", "--yes", "-j", "\(width)")
      #expect(
        try await fleet.kill(process, onceConnection: connection, after: delay), "round \(round) ended before its kill")
    }
    let (document, exitCode) = try await fleet.report("apply", "bump-timeout.json", "--yes", "-j", "\(width)")
    #expect(exitCode == 0)
    let failed = document.repositories.filter { $0.outcome != "delivered" }
    #expect(document.summary == ["delivered": 100, "total": 100], "\(failed)")
    #expect(try await fleet.problems() == [])
    #expect(fleet.testCount("base") + fleet.testCount("change") <= 200 + 30 * width)

    // Nothing is left to do, and looking at it costs a list of references each.
    fleet.countConnections()
    let again = try await fleet.report("apply", "bump-timeout.json", "--yes")
    #expect(again.document.summary == ["unchanged": 100, "total": 100])
    #expect(fleet.connectionCount == 100)
  }

  @Test func whatIsDeliveredIsOnlyAskedForItsReferences() async throws {
    let fleet = try KillFixture(serviceCount: 3)
    let process = try fleet.start("apply", "bump-timeout.json", "--yes", "-j", "1")
    #expect(try await fleet.kill(process) { fleet.deliveredCount >= 2 })
    let done = fleet.deliveredCount
    fleet.countConnections()
    let document = try await fleet.report("apply", "bump-timeout.json", "--yes", "-j", "1").document
    #expect(document.summary == ["delivered": 3, "total": 3])
    // One list of references each for what is done. The other is refreshed and pushed to; where its push had begun, the remote
    // is asked before whether it arrived.
    #expect(done >= 2)
    #expect((done + 2 * (3 - done)...done + 3 * (3 - done)).contains(fleet.connectionCount))
    #expect(fleet.testCount("base") + fleet.testCount("change") <= 6 + 1)
  }

  @Test func aDirectPushThatSomebodyBuiltUponIsStillToldAsDelivered() async throws {
    let fixture = try CampaignFixture()
    let remote = try fixture.service("billing")
    try fixture.writeManifest(["billing"])
    try remote.installHook(
      "post-receive", "while [ ! -s \(fixture.work.path)/pid ]; do :; done; kill -9 $(cat \(fixture.work.path)/pid)")
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(nothing) }
    let process = try TestProcess(
      FleetProgram.path(), ["apply", "bump-timeout.json", "--yes", "--direct"], environment: fixture.fleet.variables,
      folder: fixture.work.path, stdin: nothing, stdout: nothing, stderr: nothing)
    try fixture.work.write("\(process.processID)\n", to: "pid")
    #expect(try await onOwnThread { process.wait(for: .seconds(60)) } == 128 + SIGKILL)
    let ours = try remote.tip(of: "main")
    let theirs = try remote.commit(["README.md": "theirs\n"], message: "Go on\n")
    let document = try fixture.report("apply", "bump-timeout.json", "--yes", "--direct").document
    #expect(document.outcome(of: "billing") == "delivered")
    #expect(document["billing"]?.commit == ours)
    #expect(try remote.tip(of: "main") == theirs)
  }

  @Test func resumeRunsTheCodemodAsItWasFromAnyFolder() async throws {
    let fleet = try KillFixture(serviceCount: 3)
    let process = try fleet.start("apply", "bump-timeout.json", "--yes", "--param", "seconds=60")
    #expect(try await fleet.kill(process, onceConnection: 1))
    try FileManager.default.removeItem(atPath: "\(fleet.fixture.work.path)/bump-timeout.json")

    let result = try fleet.fixture.fleet.run(["resume"], in: fleet.marks.path)
    #expect(result.status == 0)
    #expect(result.stderr.contains("3 delivered."))
    #expect(try await fleet.problems() == [])
    let again = try fleet.fixture.fleet.run(["resume"], in: fleet.marks.path)
    #expect(again.status == 0)
    #expect(again.stderr == "Nothing to resume.\n")
  }

  @Test func aProgramThatOutlivedAKilledRunIsEndedBeforeItsFolderIsUsed() async throws {
    let fleet = try KillFixture(
      serviceCount: 1,
      test: "if mkdir $MARKS/once 2>/dev/null; then echo $$ > $MARKS/orphan; kill -9 $PPID; exec sleep 600; fi")
    let process = try fleet.start("apply", "bump-timeout.json", "--yes")
    #expect(try await fleet.end(of: process) == 128 + SIGKILL)
    let orphan = try #require(pid_t((fleet.marks.read("orphan") ?? "").trimmingCharacters(in: .newlines)))
    #expect(kill(orphan, 0) == 0)
    #expect(try await fleet.report("apply", "bump-timeout.json", "--yes").exitCode == 0)
    #expect(fleet.isGone(orphan))
  }
}

extension KillFixture {
  /// The same with another time for commits.
  fileprivate func at(_ date: String) -> KillFixture {
    var copy = self
    copy.fixture.fleet.extraVariables["GIT_COMMITTER_DATE"] = date
    return copy
  }

  /// The times of the campaign's commits.
  fileprivate func commitTimes() throws -> [String] {
    let git = GitProgram(home: fixture.remotes.path)
    return try names.map { try git.run(["log", "-1", "--format=%ct", Self.branch], in: path($0)) }
  }

  /// Whether a process has ended; one that nobody has waited for counts.
  fileprivate func isGone(_ number: pid_t) -> Bool {
    let status = FileManager.default.contents(atPath: "/proc/\(number)/stat").map {
      String(decoding: $0, as: UTF8.self)
    }
    return status.map { $0.contains(") Z ") } ?? (Foundation.kill(number, 0) != 0)
  }
}
