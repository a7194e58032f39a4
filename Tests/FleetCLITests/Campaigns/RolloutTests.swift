import FleetTestSupport
import Foundation
import Testing

/// All or nothing, waves, and the pace of pushes.
@Suite(.timeLimit(.minutes(10)))
struct RolloutTests {
  private static let branch = "fleet/bump-timeout"
  private let fixture: CampaignFixture

  init() throws {
    fixture = try CampaignFixture()
  }

  /// Makes services by their numbers; those named break with the change.
  private func services(_ count: Int, broken: Set<Int> = []) throws -> [Remote] {
    let remotes = try (1...count).map { number in
      try fixture.service(
        Self.name(number),
        test: broken.contains(number) ? CampaignFixture.testThatWantsThirty : CampaignFixture.passingTest)
    }
    try fixture.writeManifest((1...count).map(Self.name))
    return remotes
  }

  private static func name(_ number: Int) -> String { "s\(number < 10 ? "0" : "")\(number)" }

  private func apply(_ options: String...) throws -> (outcomes: [String], document: CampaignDocument, exitCode: Int32) {
    let (document, exitCode) = try fixture.report(["apply", "bump-timeout.json", "--yes"] + options)
    return (document.repositories.map(\.outcome), document, exitCode)
  }

  private func delivered(_ remotes: [Remote]) throws -> [Bool] {
    try remotes.map { try $0.tip(of: Self.branch) != nil }
  }

  @Test func allOrNothingPushesNothingWhereOneIsBroken() throws {
    let remotes = try services(4, broken: [2])
    let before = try remotes.map { try $0.references() }
    let run = try apply("--all-or-nothing")
    #expect(run.outcomes == ["skipped", "broken-by-change", "skipped", "skipped"])
    #expect(run.exitCode == 1)
    #expect(run.document["s01"]?.kind == "held-back")
    #expect(
      run.document["s01"]?.message == "nothing is pushed: 3 of 4 repositories are good, and 4 were wanted")
    #expect(try remotes.map { try $0.references() } == before)
  }

  @Test func allOrNothingPushesAllWhereAllAreGood() throws {
    let remotes = try services(3)
    #expect(try apply("--all-or-nothing").outcomes == ["delivered", "delivered", "delivered"])
    #expect(try delivered(remotes) == [true, true, true])
  }

  @Test func aShareIsEnoughWhereThatIsAskedFor() throws {
    let remotes = try services(4, broken: [2])
    let run = try apply("--all-or-nothing", "--at-least", "75%")
    #expect(run.outcomes == ["delivered", "broken-by-change", "delivered", "delivered"])
    #expect(run.exitCode == 1)
    #expect(try delivered(remotes) == [true, false, true, true])
  }

  @Test func aCanaryThatFailsLeavesEveryOtherRemoteAsItWas() throws {
    let remotes = try services(5, broken: [1])
    let before = try remotes.map { try $0.references() }
    let run = try apply("--waves", "1,50%,100%", "--halt-at", "5%")
    #expect(run.outcomes == ["broken-by-change", "skipped", "skipped", "skipped", "skipped"])
    #expect(run.exitCode == 1)
    #expect(
      run.document["s05"]?.message == "halted after wave 1 of 3: 1 of its 1 repository went wrong, more than 5%")
    #expect(try remotes.map { try $0.references() } == before)
  }

  @Test func theSameCommandGoesOnAfterWhatIsDone() throws {
    let remotes = try services(8, broken: [3])
    let first = try apply("--waves", "1,50%,100%")
    #expect(
      first.outcomes == [
        "delivered", "delivered", "broken-by-change", "delivered", "skipped", "skipped", "skipped", "skipped",
      ])
    let status = try fixture.report("status", "bump-timeout")
    #expect(status.document["s08"]?.message?.hasPrefix("halted after wave 2 of 3") == true)
    let second = try apply("--waves", "1,50%,100%", "--select", "!s03")
    #expect(second.exitCode == 0)
    #expect(try delivered(remotes) == [true, true, false, true, true, true, true, true])
    #expect(second.outcomes == ["unchanged", "unchanged", "unchanged"] + Array(repeating: "delivered", count: 4))
  }

  @Test func aWaveMayLoseAsManyAsItIsAllowedTo() throws {
    _ = try services(6, broken: [2])
    let run = try apply("--waves", "50%,100%", "--halt-at", "34%")
    #expect(run.outcomes == ["delivered", "broken-by-change"] + Array(repeating: "delivered", count: 4))
  }

  @Test func whatIsBeyondTheLastWaveWaits() throws {
    let remotes = try services(4)
    let run = try apply("--waves", "50%")
    #expect(run.exitCode == 0)
    #expect(run.outcomes == ["delivered", "delivered", "skipped", "skipped"])
    #expect(run.document["s03"]?.message == "beyond the last wave, 50%")
    #expect(try apply("--waves", "50%,100%").outcomes == ["unchanged", "unchanged", "delivered", "delivered"])
    #expect(try delivered(remotes) == [true, true, true, true])
  }

  @Test func pushesKeepToTheirRateByTheServersLog() throws {
    let remotes = try services(6)
    for remote in remotes { try remote.installHook("post-receive", "date +%s%N >> \(fixture.remotes.path)/pushes") }
    #expect(try apply("--push-rate", "2/2s", "--no-test").exitCode == 0)
    let log = try #require(fixture.remotes.read("pushes"))
    let times = log.split(separator: "\n").compactMap { Int($0) }.sorted()
    #expect(times.count == 6)
    for (first, third) in zip(times, times.dropFirst(2)) { #expect(third - first >= 2_000_000_000) }
  }

  @Test(arguments: [
    ["--at-least", "95%"], ["--halt-at", "5%"], ["--waves", "1,,100%"], ["--waves", "0"], ["--push-rate", "10"],
    ["--push-rate", "0/min"], ["--all-or-nothing", "--at-least", "120%"], ["--interactive"],
  ])
  func whatMakesNoSenseIsWrongUsage(options: [String]) throws {
    _ = try services(1)
    #expect(
      try fixture.fleet.run(["apply", "bump-timeout.json", "--yes"] + options, in: fixture.work.path).status == 2)
  }
}
