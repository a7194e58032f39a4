import FleetTestSupport
import Foundation
import Testing

/// `kill -9` while pins move, with git on the remotes as the judge.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct PinKillTests {
  /// The moments between and in stages; the program is killed from outside, by what it talks to.
  enum Moment: String, CaseIterable {
    case libraryConnection, serviceConnection, baseTest, changeTest, testsOver, pushConnection, beforeReceiving
    case afterReceiving, firstOutcome

    /// The moments of every campaign that are these.
    var ofCampaigns: KillTests.Moment? { KillTests.Moment(rawValue: rawValue) }

    /// Which connection it is, one at a time: first the library is asked, then the three services, then comes a push.
    var connection: Int? {
      switch self {
      case .libraryConnection: 1
      case .serviceConnection: 2
      case .pushConnection: 5
      default: nil
      }
    }

    /// Before the library has answered there is no run that could be gone on with.
    static let cases =
      allCases.map { ($0, "fleet submodules sync") }
      + allCases.filter { $0 != .libraryConnection }.map { ($0, "fleet resume") }
  }

  @Test(arguments: Moment.cases)
  func killedAtAnyStepNoRemoteServicePointsAtAnAbsentCommit(_ moment: Moment, again: String) async throws {
    let fleet = try PinKillFixture(serviceCount: 3, test: moment.ofCampaigns?.test ?? "")
    if let hook = moment.ofCampaigns?.hook { try fleet.kills.installHook(hook, fleet.kills.killOnce) }
    let words = ["submodules", "sync", "--yes", "-j", "1"]
    let process = try fleet.kills.start(words)
    if let connection = moment.connection {
      #expect(try await fleet.kills.kill(process, onceConnection: connection))
    } else if moment == .firstOutcome {
      let work = fleet.kills.fixture.work
      #expect(try await fleet.kills.kill(process) { work.read("stderr")?.contains("[1/3]") ?? false })
    }
    #expect(try await fleet.kills.end(of: process) == 128 + SIGKILL)
    #expect(try await fleet.danglingPins() == [])

    let (document, exitCode) = try await onOwnThread {
      try fleet.kills.fixture.report(again == "fleet resume" ? ["resume"] : words)
    }
    #expect(exitCode == 0, "\(document)")
    #expect(document.summary == ["delivered": 3, "total": 3])
    #expect(try await fleet.danglingPins() == [])
    #expect(try await fleet.problems() == [])
    // One at a time: what was in flight is one test at most.
    #expect(fleet.kills.testCount("base") + fleet.kills.testCount("change") <= 6 + 1)
  }

  @Test func aLockInASubmoduleOfACheckoutStopsNobody() async throws {
    let fleet = try PinKillFixture(serviceCount: 1)
    func sync() async throws -> [String: Int] {
      try await onOwnThread { try fleet.kills.fixture.report("submodules", "sync", "--yes").document.summary }
    }
    #expect(try await sync() == ["delivered": 1, "total": 1])
    let checkouts = fleet.kills.fixture.fleet.home.path + "/.cache/fleet/checkouts"
    let checkout = try #require(try FileManager.default.contentsOfDirectory(atPath: checkouts).first)
    let modules = "\(checkouts)/\(checkout)/modules"
    let module = try #require(try FileManager.default.contentsOfDirectory(atPath: modules).first)
    for lock in ["fleet-index.lock", "HEAD.lock"] {
      try Data().write(to: URL(fileURLWithPath: "\(modules)/\(module)/\(lock)"))
    }
    try fleet.library.commit(["api.txt": "33\n"])
    #expect(try await sync() == ["delivered": 1, "total": 1])
  }

  @Test func killedAtRandomMomentsEveryServiceGetsOneCommitAndOnePush() async throws {
    let fleet = try PinKillFixture(serviceCount: 24, branch: "main")
    let words = ["submodules", "pin", "api", "main", "--direct", "--yes", "-j", "2"]
    var generator = SystemRandomNumberGenerator()
    for round in 1...5 {
      // The library is asked first, and what is done for its references only.
      let done = fleet.kills.deliveredCount
      let connection = Int.random(in: (done + 2)...(done + 5), using: &generator)
      let delay = Duration.microseconds(Int.random(in: 0...20_000, using: &generator))
      fleet.kills.countConnections()
      let process = try fleet.kills.start(round.isMultiple(of: 2) ? ["resume"] : words)
      #expect(
        try await fleet.kills.kill(process, onceConnection: connection, after: delay),
        "round \(round) ended before its kill")
      #expect(try await fleet.danglingPins() == [])
    }
    let (document, exitCode) = try await onOwnThread { try fleet.kills.fixture.report(words) }
    #expect(exitCode == 0, "\(document)")
    #expect(document.summary == ["delivered": 24, "total": 24])
    #expect(try await fleet.danglingPins() == [])
    #expect(try await fleet.problems() == [])
  }
}
