import Foundation
import GRDB

extension Journal {
  /// How long stages, verdicts of tests and plans are kept.
  static let detailAge: Duration = .seconds(90 * 24 * 3600)
  /// How long campaigns are kept that nothing was run of since.
  static let campaignAge: Duration = .seconds(730 * 24 * 3600)

  /// Removes what is too old to help: stages, verdicts and plans after 90 days, and after two years whole campaigns with
  /// their pushes and outcomes, which until then tell how to take them back.
  static func prune(_ database: Database, at now: Date) throws {
    let detailLimit = now.addingTimeInterval(-(detailAge / .seconds(1))).timeIntervalSince1970
    let campaignLimit = now.addingTimeInterval(-(campaignAge / .seconds(1))).timeIntervalSince1970
    try database.execute(sql: "DELETE FROM test WHERE at < ?", arguments: [detailLimit])
    try database.execute(sql: "DELETE FROM plan WHERE began < ?", arguments: [detailLimit])
    try database.execute(
      sql: "DELETE FROM stage WHERE run IN (SELECT id FROM run WHERE began < ?)", arguments: [detailLimit])
    try database.execute(
      sql: """
        DELETE FROM campaign WHERE began < ?1
        AND NOT EXISTS (SELECT 1 FROM run WHERE run.campaign = campaign.id AND run.began >= ?1)
        """, arguments: [campaignLimit])
    guard database.changesCount > 0 else { return }
    try database.execute(
      sql: "DELETE FROM content WHERE digest NOT IN (SELECT value FROM run, json_each(run.recipe, '$.files'))")
  }
}
