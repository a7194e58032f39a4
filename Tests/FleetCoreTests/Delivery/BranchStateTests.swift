import Git
import Testing

@testable import FleetCore

struct BranchStateTests {
  private let base = ObjectID(hashingBlob: [1])
  private let tree = ObjectID(hashingBlob: [2])
  private let older = ObjectID(hashingBlob: [3])

  private func commit(
    _ number: UInt8 = 4, by campaign: String?, on parent: ObjectID, tree: ObjectID
  ) -> CommitRecord {
    let author = Signature(name: "Jane", email: "jane@example.com", seconds: 0)
    let message = campaign.map {
      CampaignMark.message("Change", trailers: [], campaign: $0, parent: parent, tree: tree)
    }
    return CommitRecord(
      id: ObjectID(hashingBlob: [number]), tree: tree, parents: [parent], author: author, committer: author,
      message: message ?? "Change by hand\n")
  }

  private func state(_ commits: CommitRecord..., by policy: BranchPolicy = BranchPolicy()) -> BranchState {
    BranchState(
      branch: "fleet/bump", tip: commits.first?.id, commits: commits, base: base, tree: tree, campaign: "bump",
      policy: policy)
  }

  @Test(arguments: BranchStrategy.allCases) func aBranchThatIsNotThereIsMade(strategy: BranchStrategy) {
    #expect(state(by: BranchPolicy(strategy)) == .push(replacing: nil))
  }

  @Test(arguments: BranchStrategy.allCases)
  func aBranchWithTheSameChangeOnTheSameBaseIsLeftAlone(strategy: BranchStrategy) {
    let tip = commit(by: "bump", on: base, tree: tree)
    #expect(state(tip, by: BranchPolicy(strategy)) == .holdsChange(tip.id))
  }

  @Test func ourOwnChangeOnAnOlderBaseIsReplacedUnderALease() {
    let tip = commit(by: "bump", on: older, tree: tree)
    #expect(state(tip) == .push(replacing: tip.id))
  }

  @Test func ourOwnOlderChangeOnTheSameBaseIsReplacedUnderALease() {
    let tip = commit(by: "bump", on: base, tree: older)
    #expect(state(tip) == .push(replacing: tip.id))
    #expect(state(tip, by: BranchPolicy(.rebase)) == .push(replacing: tip.id))
  }

  @Test func somebodyElsesCommitIsNeverReplaced() {
    #expect(
      state(commit(by: nil, on: base, tree: tree))
        == .foreign(
          reason: "fleet/bump holds a commit that isn't this campaign's: "
            + "\(ObjectID(hashingBlob: [4]).short) by Jane"))
  }

  @Test func somebodyElsesCommitBelowOursIsNotReplacedEither() {
    let theirs = commit(4, by: nil, on: base, tree: older)
    let ours = commit(5, by: "bump", on: theirs.id, tree: tree)
    guard case .foreign(let reason) = state(ours, theirs) else {
      Issue.record("it would be lost")
      return
    }
    #expect(reason.contains(theirs.id.short))
  }

  @Test func itIsReplacedWhereThatIsAskedFor() {
    let theirs = commit(by: nil, on: base, tree: tree)
    #expect(
      state(theirs, by: BranchPolicy(.replace, overwritesForeignCommits: true)) == .push(replacing: theirs.id))
  }

  @Test func aBranchThatIsToBeSkippedIsLeftAlone() {
    let tip = commit(by: "bump", on: base, tree: older)
    #expect(
      state(tip, by: BranchPolicy(.skip)) == .skipped(reason: "fleet/bump is there already, at \(tip.id.short) by Jane")
    )
  }

  @Test func aRebasePutsOtherPeoplesCommitsOnTopInTheirOrder() {
    let ours = commit(4, by: "bump", on: older, tree: tree)
    let first = commit(5, by: nil, on: ours.id, tree: older)
    let second = commit(6, by: nil, on: first.id, tree: base)
    #expect(
      state(second, first, ours, by: BranchPolicy(.rebase)) == .rebase([first, second], replacing: second.id))
  }

  @Test func aRebasedBranchHoldsTheChangeBelowOtherPeoplesCommits() {
    let ours = commit(4, by: "bump", on: base, tree: tree)
    let theirs = commit(5, by: nil, on: ours.id, tree: older)
    #expect(state(theirs, ours, by: BranchPolicy(.rebase)) == .holdsChange(theirs.id))
  }

  @Test func aBranchThatTheBaseContainsHoldsNothingThatCouldBeLost() {
    let state = BranchState(
      branch: "fleet/bump", tip: older, commits: [], base: base, tree: tree, campaign: "bump", policy: BranchPolicy())
    #expect(state == .push(replacing: older))
  }
}
