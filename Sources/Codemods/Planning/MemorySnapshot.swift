import Changes

/// Files that are values: for tests, and for plans of what isn't in a repository.
public struct MemorySnapshot: Snapshot, Sendable {
  /// Content and mode by path; a link's content is its target.
  public let files: [TreePath: (bytes: [UInt8], mode: FileMode)]

  public init(files: [TreePath: (bytes: [UInt8], mode: FileMode)]) {
    self.files = files
  }

  /// Makes a snapshot of plain files from texts.
  public init(_ texts: [String: String]) {
    files = Dictionary(
      uniqueKeysWithValues: texts.map { (TreePath(bytes: $0.key.utf8), (Array($0.value.utf8), FileMode.file)) })
  }

  public func walk(descends: (TreePath) -> Bool, visit: (SnapshotEntry) throws -> Void) throws {
    // Git orders a folder as if its name ended in a slash, which is the order of whole paths.
    var decided: [TreePath: Bool] = [:]
    for path in files.keys.sorted() where isReached(path, &decided, descends) {
      if let entry = entry(at: path) { try visit(entry) }
    }
  }

  /// Asks for every folder above a path, once each, from the root on.
  private func isReached(
    _ path: TreePath, _ decided: inout [TreePath: Bool], _ descends: (TreePath) -> Bool
  ) -> Bool {
    for (index, byte) in path.bytes.enumerated() where byte == UInt8(ascii: "/") {
      let folder = TreePath(bytes: path.bytes[..<index])
      let answer = decided[folder] ?? descends(folder)
      decided[folder] = answer
      if !answer { return false }
    }
    return true
  }

  public func entry(at path: TreePath) -> SnapshotEntry? {
    files[path].map { SnapshotEntry(path: path, mode: $0.mode, id: "") }
  }

  public func content(of entry: SnapshotEntry) -> [UInt8] {
    files[entry.path]?.bytes ?? []
  }

  /// Returns the snapshot after a plan's edits.
  public func applying(_ edits: [TreeEdit]) -> MemorySnapshot {
    var files = files
    for edit in edits {
      switch edit.action {
      case .write(let bytes, let mode): files[edit.path] = (bytes, mode)
      case .delete: files[edit.path] = nil
      case .pin(let commit): files[edit.path] = (Array(commit.utf8), .submodule)
      }
    }
    return MemorySnapshot(files: files)
  }
}
