import Git
import Testing

@testable import FleetCore

/// Which commits of a history an undoing takes back.
struct CampaignUndoTests {
  /// Commits with these campaigns in their trailers, newest first.
  private func history(_ names: String...) -> [CommitRecord] {
    let author = Signature(name: "Jane", email: "jane@example.com", seconds: 0)
    return names.enumerated().map { index, name in
      CommitRecord(
        id: ObjectID(hashingBlob: [UInt8(index)]), tree: ObjectID(hashingBlob: []),
        parents: [ObjectID(hashingBlob: [UInt8(index + 1)])], author: author, committer: author,
        message: "Change (#12)\n\nFleet-Campaign: \(name)\nFleet-Change-Id: 12\n")
    }
  }

  private func found(_ campaign: String, in history: [CommitRecord]) -> [Int] {
    let commits = CampaignUndo.commits(of: campaign, in: history)
    return history.indices.filter { commits.contains(history[$0]) }
  }

  @Test func allOfTheCampaignAndNothingElse() {
    #expect(found("bump", in: history("other", "bump", "bump-more", "bump")) == [1, 3])
  }

  @Test func whatWasUndoneIsNotUndoneAgain() {
    #expect(found("bump", in: history("undo-bump", "bump")).isEmpty)
    #expect(found("bump", in: history("bump", "undo-bump", "bump")) == [0])
  }

  @Test func anUndoingIsACampaignThatCanBeUndone() {
    #expect(found("undo-bump", in: history("undo-bump", "bump")) == [0])
    #expect(found("undo-bump", in: history("undo-undo-bump", "undo-bump", "bump")).isEmpty)
  }

  @Test func whatAnUndoingOfAnUndoingBroughtBackCanBeUndone() {
    #expect(found("bump", in: history("undo-undo-bump", "undo-bump", "bump")) == [0])
  }
}
