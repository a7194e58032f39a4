import FleetTestSupport
import Foundation
import Synchronization
import Testing

/// Direct delivery to a default branch that moves between the plan and the push.
@Suite(.timeLimit(.minutes(5)))
struct DirectRaceTests {
  /// Moves `main` with every connection that is due for a push: the second, and every third from there, since one asks
  /// where the branch is and one fetches it.
  private final class Mover: Sendable {
    private let state = Mutex((remote: Remote?.none, movesLeft: 0, moves: 0))

    var moveCount: Int { state.withLock { $0.moves } }

    func begin(_ remote: Remote, times: Int) {
      state.withLock { $0 = (remote, times, 0) }
    }

    @Sendable func arrived(_ number: Int) {
      state.withLock { state in
        guard number % 3 == 2, state.movesLeft > 0, let remote = state.remote else { return }
        state.movesLeft -= 1
        state.moves += 1
        _ = try? remote.commit(["moves.txt": .text("\(state.moves)\n")], message: "Move \(state.moves)\n")
      }
    }
  }

  private let mover: Mover
  private let fixture: CampaignFixture
  private let remote: Remote

  init() throws {
    let mover = Mover()
    self.mover = mover
    fixture = try CampaignFixture(onConnection: mover.arrived)
    remote = try fixture.service("billing")
    try fixture.writeManifest(["billing"])
  }

  private func apply() throws -> CampaignDocument.Repository {
    try #require(
      try fixture.report("apply", "bump-timeout.json", "--yes", "--direct", "--no-test").document["billing"])
  }

  @Test(arguments: [1, 3]) func theChangeIsPlannedAgainOnTheNewTip(times: Int) throws {
    mover.begin(remote, times: times)
    let result = try apply()
    #expect(result.outcome == "delivered")
    #expect(mover.moveCount == times)
    #expect(try remote.tip(of: "main") == result.commit)
    #expect(try remote.file("moves.txt") == "\(times)\n")
    #expect(try remote.file("main/settings.py") == CampaignFixture.changedSettings)
    #expect(try remote.commitCount() == times + 2)
  }

  @Test func aBranchThatMovesEveryTimeIsAConflictInTheEnd() throws {
    mover.begin(remote, times: 100)
    let result = try apply()
    #expect(result.outcome == "conflict")
    #expect(result.message == "main moved 4 times while the change was tested")
    #expect(mover.moveCount == 4)
    #expect(try remote.file("main/settings.py") == CampaignFixture.settings)
  }
}
