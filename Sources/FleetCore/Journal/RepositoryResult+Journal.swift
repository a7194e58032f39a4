import Foundation
import GRDB
import Git

extension RepositoryResult {
  /// Adds the result to a run's outcomes; diffs stay out, since the mirrors have them.
  func insert(into database: Database, run: Int64) throws {
    var (kind, stage): (String?, String?) = (kind, nil)
    switch outcome {
    case .refused(let refusal): kind = refusal
    case .failed(let failed): stage = failed.rawValue
    default: break
    }
    try database.add(
      "outcome",
      [
        "run": run, "service": service, "outcome": outcome.name, "kind": kind, "stage": stage, "message": message,
        "hint": hint, "branch": branch, "base": base?.hex, "newCommit": commit?.hex, "log": logPath,
        "files": size?.fileCount, "added": size?.addedLineCount, "deleted": size?.deletedLineCount,
        "note": note, "engine": gitReason?.rawValue,
      ])
  }

  /// Reads a row of the outcomes; nil for an outcome that this version has no word for.
  init?(_ row: Row) {
    let kind: String? = row["kind"]
    guard let outcome = Outcome(name: row["outcome"], kind: kind, stage: row["stage"]) else { return nil }
    var isRefused = false
    if case .refused = outcome { isRefused = true }
    self.init(
      service: row["service"], outcome: outcome, kind: isRefused ? nil : kind, message: row["message"],
      hint: row["hint"])
    (branch, logPath) = (row["branch"], row["log"])
    (base, commit) = (row.id("base"), row.id("newCommit"))
    size = ChangeSize(row)
    (note, gitReason) = (row["note"], row.gitReason)
  }
}

extension ChangeSize {
  /// Nil where the row has none.
  init?(_ row: Row) {
    guard let files: Int = row["files"], let added: Int = row["added"], let deleted: Int = row["deleted"] else {
      return nil
    }
    self.init(fileCount: files, addedLineCount: added, deletedLineCount: deleted)
  }
}

extension Outcome {
  /// Makes an outcome from its name, with the kind of a refusal or the stage of a failure; nil for another name.
  init?(name: String, kind: String?, stage: String?) {
    switch name {
    case "refused": self = .refused(kind: kind ?? "")
    case "failed":
      guard let stage = stage.flatMap(Stage.init(rawValue:)) else { return nil }
      self = .failed(stage: stage)
    default:
      let plain: [Outcome] = [
        .unchanged, .changed, .delivered, .notApplicable, .alreadyFailing, .brokenByChange, .conflict, .skipped,
      ]
      guard let outcome = plain.first(where: { $0.name == name }) else { return nil }
      self = outcome
    }
  }
}

extension StageRecord {
  /// Reads a row of the stages; nil for a stage that this version has no word for.
  init?(_ row: Row) {
    guard let stage = Stage(rawValue: row["stage"]) else { return nil }
    self.init(
      stage: stage, began: Date(timeIntervalSince1970: row["began"]), duration: .seconds(row["seconds"] as Double),
      old: row.id("old"), new: row.id("new"), logPath: row["log"])
  }
}

extension PushRecord {
  /// Nil for a row whose ids can't be read.
  init?(_ row: Row) {
    guard let base = row.id("base"), let tree = row.id("tree"), let new = row.id("new"), let size = ChangeSize(row)
    else { return nil }
    self.init(
      service: row["service"], remote: row["remote"], mirror: row["mirror"], branch: row["branch"], base: base,
      tree: tree, old: row.id("old"), new: new, size: size, note: row["note"], gitReason: row.gitReason,
      source: (row["source"] as String?).map(PlanSource.init(digest:)))
  }
}

extension Row {
  /// The object id in a column; nil where there is none.
  func id(_ column: String) -> ObjectID? {
    (self[column] as String?).flatMap { ObjectID(hex: $0) }
  }

  /// Why the git program did the work; nil where it didn't, or for a reason that this version has no word for.
  var gitReason: GitReason? {
    (self["engine"] as String?).flatMap { GitReason(rawValue: $0) }
  }

  /// The time in a column.
  func time(_ column: String) -> Date? {
    (self[column] as Double?).map { Date(timeIntervalSince1970: $0) }
  }
}
