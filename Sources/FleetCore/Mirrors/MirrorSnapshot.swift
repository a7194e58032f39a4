import Changes
import Git

/// The files of one tree of a mirror, read from its object database.
///
/// A class since it holds the open repository; it stays on the thread that made it.
final class MirrorSnapshot: Snapshot {
  private let open: OpenMirror
  let tree: ObjectID
  /// The commit that the tree is of, where it is of one.
  let commit: ObjectID?

  convenience init(_ repository: consuming Repository, tree: ObjectID, commit: ObjectID? = nil) {
    self.init(OpenMirror(repository), tree: tree, commit: commit)
  }

  init(_ open: OpenMirror, tree: ObjectID, commit: ObjectID? = nil) {
    self.open = open
    self.tree = tree
    self.commit = commit
  }

  var repository: Repository { _read { yield open.repository } }

  func walk(descends: (TreePath) -> Bool, visit: (SnapshotEntry) throws -> Void) throws {
    try repository.walk(tree, descends: { descends(TreePath(bytes: $0)) }) { record in
      if let entry = SnapshotEntry(record) { try visit(entry) }
    }
  }

  func walkLinksAndSubmodules(descends: (TreePath) -> Bool, visit: (SnapshotEntry) throws -> Void) throws {
    try repository.walk(tree, visiting: .linksAndSubmodules, descends: { descends(TreePath(bytes: $0)) }) { record in
      if let entry = SnapshotEntry(record) { try visit(entry) }
    }
  }

  func entry(at path: TreePath) throws -> SnapshotEntry? {
    try repository.entry(at: path.bytes, in: tree).flatMap(SnapshotEntry.init)
  }

  func content(of entry: SnapshotEntry) throws -> [UInt8] {
    guard let id = ObjectID(hex: entry.id) else {
      throw GitError(operation: "read \(entry.path)", kind: .notFound, message: "it isn't an entry of this tree")
    }
    return try repository.blob(id)
  }
}

extension SnapshotEntry {
  /// Nil for a mode that this program has no word for.
  init?(_ record: TreeEntryRecord) {
    guard let mode = FileMode(rawValue: record.mode) else { return nil }
    self.init(path: TreePath(bytes: record.pathBytes), mode: mode, id: record.id.hex)
  }
}

extension TreeEntryEdit {
  /// - Throws: where a pin isn't an object id.
  init(_ edit: TreeEdit) throws(GitError) {
    switch edit.action {
    case .write(let bytes, let mode):
      self.init(pathBytes: edit.path.bytes, action: .write(bytes, mode: mode.rawValue))
    case .delete:
      self.init(pathBytes: edit.path.bytes, action: .delete)
    case .pin(let commit):
      guard let id = ObjectID(hex: commit) else {
        throw GitError(operation: "pin \(edit.path)", kind: .unsupported, message: "\(commit) is not an object id")
      }
      self.init(pathBytes: edit.path.bytes, action: .pin(id))
    }
  }
}
