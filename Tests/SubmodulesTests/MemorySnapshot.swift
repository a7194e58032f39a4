import Changes

/// A tree in memory.
struct MemorySnapshot: Snapshot {
  private var entries: [TreePath: SnapshotEntry] = [:]
  private var contents: [TreePath: [UInt8]] = [:]

  /// - Parameters:
  ///   - files: text by path.
  ///   - gitlinks: commits in hexadecimal by path.
  ///   - links: targets by path.
  init(files: [TreePath: String] = [:], gitlinks: [TreePath: String] = [:], links: [TreePath: String] = [:]) {
    for (path, text) in files { add(path, mode: .file, id: "", content: text) }
    for (path, target) in links { add(path, mode: .link, id: "", content: target) }
    for (path, commit) in gitlinks { add(path, mode: .submodule, id: commit, content: "") }
  }

  private mutating func add(_ path: TreePath, mode: FileMode, id: String, content: String) {
    entries[path] = SnapshotEntry(path: path, mode: mode, id: id)
    contents[path] = Array(content.utf8)
  }

  func walk(descends: (TreePath) -> Bool, visit: (SnapshotEntry) throws -> Void) throws {
    for path in entries.keys.sorted() {
      if let entry = entries[path] { try visit(entry) }
    }
  }

  func entry(at path: TreePath) throws -> SnapshotEntry? {
    entries[path]
  }

  func content(of entry: SnapshotEntry) throws -> [UInt8] {
    contents[entry.path] ?? []
  }
}
