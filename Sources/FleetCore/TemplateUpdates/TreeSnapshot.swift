import Changes
import Git

/// The files of one tree of a repository that somebody else holds open: of one of several trees that are made one from
/// the other in memory.
struct TreeSnapshot: Snapshot {
  let owner: MirrorSnapshot
  let tree: ObjectID

  func walk(descends: (TreePath) -> Bool, visit: (SnapshotEntry) throws -> Void) throws {
    try owner.repository.walk(tree, descends: { descends(TreePath(bytes: $0)) }) { record in
      if let entry = SnapshotEntry(record) { try visit(entry) }
    }
  }

  func entry(at path: TreePath) throws -> SnapshotEntry? {
    try owner.repository.entry(at: path.bytes, in: tree).flatMap(SnapshotEntry.init)
  }

  func content(of entry: SnapshotEntry) throws -> [UInt8] { try owner.content(of: entry) }
}
