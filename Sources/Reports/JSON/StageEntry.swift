import FleetCore
import Foundation

/// One stage of a repository's way as the JSON document has it.
struct StageEntry: Encodable {
  let stage: String
  let began: String
  let milliseconds: Int64
  let old: String?
  let new: String?
  let log: String?

  init(_ record: StageRecord) {
    stage = record.stage.rawValue
    began = record.began.inUTC
    milliseconds = record.duration.milliseconds
    old = record.old?.description
    new = record.new?.description
    log = record.logPath
  }
}

extension Date {
  /// ISO 8601 in UTC with milliseconds, such as `2026-11-24T03:45:00.120Z`.
  var inUTC: String { formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)) }
}

extension Duration {
  /// Whole milliseconds, rounded down.
  var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
