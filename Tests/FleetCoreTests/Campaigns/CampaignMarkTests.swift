import Git
import Testing

@testable import FleetCore

struct CampaignMarkTests {
  private let parent = ObjectID(hashingBlob: [1])
  private let tree = ObjectID(hashingBlob: [2])

  private func commit(_ message: String, parents: [ObjectID]? = nil, tree: ObjectID? = nil) -> CommitRecord {
    let author = Signature(name: "Fleet", email: "fleet@example.com", seconds: 0)
    return CommitRecord(
      id: ObjectID(hashingBlob: [3]), tree: tree ?? self.tree, parents: parents ?? [parent], author: author,
      committer: author, message: message)
  }

  private func message(_ text: String = "Raise the timeout", trailers: [Trailer] = []) -> String {
    CampaignMark.message(text, trailers: trailers, campaign: "bump-timeout", parent: parent, tree: tree)
  }

  @Test func aCommitAsTheCampaignMadeItIsRecognised() {
    #expect(CampaignMark.isMade(commit(message()), by: "bump-timeout"))
  }

  @Test func theTrailersAreALastParagraph() {
    let lines = message().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0...2] == ["Raise the timeout", "", "Fleet-Campaign: bump-timeout"])
    #expect(lines[3].hasPrefix("Fleet-Change-Id: "))
    #expect(lines[4...] == [""])
  }

  @Test func trailersThatTheMessageHasAlreadyAreJoined() {
    let text = message(
      "Raise it\n\nWe had outages.\n\nTicket: OPS-1\n", trailers: [Trailer(key: "Team", value: "core")])
    #expect(text.hasPrefix("Raise it\n\nWe had outages.\n\nTicket: OPS-1\nTeam: core\nFleet-Campaign: bump-timeout\n"))
  }

  @Test func aSubjectThatLooksLikeATrailerStaysASubject() {
    #expect(message("fix: timeout").hasPrefix("fix: timeout\n\nFleet-Campaign: "))
  }

  @Test func aCommitOfAnotherCampaignIsNotOurs() {
    #expect(!CampaignMark.isMade(commit(message()), by: "bump"))
  }

  @Test func aCommitWithOtherFilesIsNotOurs() {
    #expect(!CampaignMark.isMade(commit(message(), tree: ObjectID(hashingBlob: [9])), by: "bump-timeout"))
  }

  @Test func aCommitOnAnotherParentIsNotOurs() {
    #expect(!CampaignMark.isMade(commit(message(), parents: [tree]), by: "bump-timeout"))
    #expect(!CampaignMark.isMade(commit(message(), parents: []), by: "bump-timeout"))
    #expect(!CampaignMark.isMade(commit(message(), parents: [parent, tree]), by: "bump-timeout"))
  }

  @Test(arguments: [
    "Raise the timeout\n", "Raise the timeout to 60\n\nFleet-Campaign: bump-timeout\nFleet-Change-Id: 0\n",
  ])
  func aMessageThatSomebodyWroteIsNotOurs(text: String) {
    #expect(!CampaignMark.isMade(commit(text), by: "bump-timeout"))
  }

  @Test func anAmendedMessageIsNotOurs() {
    let amended = message().replacing("Raise", with: "Lower")
    #expect(!CampaignMark.isMade(commit(amended), by: "bump-timeout"))
    #expect(!CampaignMark.isMade(commit(message() + "More.\n"), by: "bump-timeout"))
  }
}
