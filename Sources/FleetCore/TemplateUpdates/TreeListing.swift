import Changes
import Git
import Templates

/// A digest of files that says as much as git's tree of them, without git's trees.
struct TreeListing {
  private var lines: [(path: TreePath, line: [UInt8])] = []

  init() {}

  /// Lists a tree as git would keep it.
  init(_ tree: FileTree) {
    let entries = tree.gitEntries
    for (entry, id) in zip(entries, ObjectID.hashing(blobs: entries.map(\.content))) {
      add(entry.path, mode: entry.mode, id: id)
    }
  }

  mutating func add(_ path: TreePath, mode: FileMode, id: ObjectID) {
    lines.append((path, Array("\(String(mode.rawValue, radix: 8)) \(id.hex) ".utf8) + path.bytes + [0]))
  }

  /// In hexadecimal; the order in which files were added doesn't count.
  var digest: String {
    ObjectID(hashingBlob: lines.sorted { $0.path < $1.path }.flatMap(\.line)).hex
  }
}
