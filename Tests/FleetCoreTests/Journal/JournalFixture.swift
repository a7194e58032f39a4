import FleetTestSupport
import Foundation
import Git

@testable import FleetCore

/// What tests of the journal have in common: values with fixed times and ids.
enum JournalFixture {
  static let live = ProcessIdentity(id: 7, boot: "now")

  static func id(_ digit: Character) -> ObjectID {
    guard let id = ObjectID(hex: String(repeating: digit, count: 40)) else { return .zero }
    return id
  }

  static func request(
    _ services: [String] = ["billing", "orders"], digest: String = "d1", name: String = "bump-timeout",
    command: String = "apply", process: ProcessIdentity = ProcessIdentity(id: 1, boot: "then"),
    at seconds: Double = 1_700_000_000
  ) -> RunRequest {
    RunRequest(
      campaign: CampaignIdentity(name: name, kind: "codemod", digest: digest, manifest: "/srv/fleet.yaml"),
      command: command, name: "run", services: services,
      recipe: Recipe(
        folder: "/srv", arguments: ["apply", "bump-timeout.json", "--yes"],
        files: ["/srv/bump-timeout.json": Array("{}".utf8)]),
      process: process, clock: { Date(timeIntervalSince1970: seconds) }, day: "2023-11-14")
  }

  /// Only the fixture's live process is alive.
  @Sendable static func isAlive(_ process: ProcessIdentity) -> Bool { process == live }

  static func begin(_ journal: Journal, _ request: RunRequest = request()) throws -> RunJournal {
    try journal.begin(request, isAlive: isAlive)
  }

  static func push(_ service: String = "billing", new: Character = "c") -> PushRecord {
    PushRecord(
      service: service, remote: "git://host/\(service).git", mirror: service, branch: "fleet/bump-timeout",
      base: id("a"), tree: id("b"), old: nil, new: id(new),
      size: ChangeSize(fileCount: 1, addedLineCount: 2, deletedLineCount: 3))
  }

  static func delivered(_ service: String = "billing", new: Character = "c") -> RepositoryResult {
    var result = RepositoryResult(service: service, outcome: .delivered)
    (result.branch, result.base, result.commit) = ("fleet/bump-timeout", id("a"), id(new))
    return result
  }

  static func stage(_ stage: Stage, new: ObjectID? = nil) -> StageRecord {
    StageRecord(
      stage: stage, began: Date(timeIntervalSince1970: 1_700_000_000), duration: .milliseconds(250), old: id("a"),
      new: new, logPath: nil)
  }
}
