import Changes
import Git
import Submodules
import Templates

/// What was committed when a service was stamped, found in the service's own history: the base of its first update where
/// the template can't be rendered as it was then.
enum StampCommit {
  /// More commits than so many aren't looked at.
  private static let historyLimit = 100_000
  private static let record = TreePath(TemplateRecord.path)

  /// Returns the files that were committed together with a record, without what isn't the template's: the record, submodules
  /// and their `.gitmodules`.
  ///
  /// Nil where the record doesn't say what they were, as after an update, or where no commit has just them.
  static func tree(of record: TemplateRecord, in mirror: MirrorSnapshot) throws -> RenderedTree? {
    guard let committed = record.committed, let tip = mirror.commit else { return nil }
    var seen: Set<ObjectID> = []
    for commit in try mirror.repository.log(from: tip, limit: historyLimit).reversed() {
      guard let entry = try mirror.repository.entry(at: Self.record.bytes, in: commit.tree),
        seen.insert(entry.id).inserted,
        let then = try? TemplateRecord(reading: try mirror.repository.blob(entry.id)), then.committed == committed
      else { continue }
      let snapshot = TreeSnapshot(owner: mirror, tree: commit.tree)
      var entries: [SnapshotEntry] = []
      try snapshot.walk(descends: { _ in true }) { entries.append($0) }
      let tree = try RenderedTree(Self.stamped(entries), in: snapshot)
      if tree.digest == committed { return tree }
    }
    return nil
  }

  /// Returns a digest of files that are being committed, as `tree` finds them.
  static func digest(of entries: [TreeEntryRecord]) -> String {
    var listing = TreeListing()
    for entry in stamped(entries.compactMap { SnapshotEntry($0) }) {
      if let id = ObjectID(hex: entry.id) { listing.add(entry.path, mode: entry.mode, id: id) }
    }
    return listing.digest
  }

  private static func stamped(_ entries: [SnapshotEntry]) -> [SnapshotEntry] {
    let hasModules = entries.contains { $0.mode == .submodule }
    return entries.filter { entry in
      entry.path != record && entry.mode != .submodule && !(hasModules && entry.path == GitModules.path)
    }
  }
}
