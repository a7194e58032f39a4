import Git
import Testing

@testable import FleetCore

struct BranchStateTests {
  private let base = ObjectID(hashingBlob: [1])
  private let tree = ObjectID(hashingBlob: [2])
  private let older = ObjectID(hashingBlob: [3])

  private func commit(by campaign: String?, on parent: ObjectID, tree: ObjectID) -> CommitRecord {
    let author = Signature(name: "Jane", email: "jane@example.com", seconds: 0)
    let message = campaign.map {
      CampaignMark.message("Change", trailers: [], campaign: $0, parent: parent, tree: tree)
    }
    return CommitRecord(
      id: ObjectID(hashingBlob: [4]), tree: tree, parents: [parent], author: author, committer: author,
      message: message ?? "Change by hand\n")
  }

  private func state(tip: CommitRecord?, isMerged: Bool = false) -> BranchState {
    BranchState(branch: "fleet/bump", tip: tip, isMerged: isMerged, base: base, tree: tree, campaign: "bump")
  }

  @Test func aBranchThatIsNotThereIsMade() {
    #expect(state(tip: nil) == .push(replacing: nil))
  }

  @Test func aBranchWithTheSameChangeOnTheSameBaseIsLeftAlone() {
    let tip = commit(by: "bump", on: base, tree: tree)
    #expect(state(tip: tip) == .holdsChange(tip.id))
  }

  @Test func ourOwnChangeOnAnOlderBaseIsReplacedUnderALease() {
    let tip = commit(by: "bump", on: older, tree: tree)
    #expect(state(tip: tip) == .push(replacing: tip.id))
  }

  @Test func ourOwnOlderChangeOnTheSameBaseIsReplacedUnderALease() {
    let tip = commit(by: "bump", on: base, tree: older)
    #expect(state(tip: tip) == .push(replacing: tip.id))
  }

  @Test func somebodyElsesCommitIsNeverReplaced() {
    #expect(
      state(tip: commit(by: nil, on: base, tree: tree))
        == .foreign(
          reason: "fleet/bump holds a commit that isn't this campaign's: "
            + "\(ObjectID(hashingBlob: [4]).short) by Jane"))
  }

  @Test func aBranchThatTheBaseContainsHoldsNothingThatCouldBeLost() {
    let tip = commit(by: nil, on: older, tree: tree)
    #expect(state(tip: tip, isMerged: true) == .push(replacing: tip.id))
  }
}
