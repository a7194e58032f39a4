import Clibgit2

/// Reads a working folder back: every file that git keeps or would keep.
struct FolderReading {
  private let repository: OpaquePointer
  private let content: FolderContent
  private let cache: FolderCache
  /// What was checked out: submodules, and files that are kept although they are ignored.
  private let known: [[UInt8]: FolderCache.Entry]
  private let knownFolders: Set<[UInt8]>
  private let operation: String
  private(set) var entries: [(path: [UInt8], mode: UInt32, id: ObjectID)] = []

  init(repository: OpaquePointer, cache: FolderCache, operation: String) {
    self.repository = repository
    self.cache = cache
    self.operation = operation
    content = FolderContent(rules: FolderRules(repository: repository))
    known = cache.entries
    var folders: Set<[UInt8]> = []
    for path in cache.entries.keys {
      var folder = path[...]
      while let slash = folder.lastIndex(of: UInt8(ascii: "/")) {
        folder = folder[..<slash]
        guard folders.insert(Array(folder)).inserted else { break }
      }
    }
    knownFolders = folders
  }

  /// Reads one folder and those below it.
  mutating func read(_ folder: borrowing FolderDescriptor, prefix: [UInt8] = [], depth: Int = 0) throws(GitError) {
    guard depth < WorkingFolder.maximumDepth else {
      throw GitError(operation: operation, kind: .unsupported, message: "its folders are nested too deep")
    }
    let entries = try folder.entries()
    if let name = entries.first(where: { folder.blocksRules($0) })?.name {
      throw FolderRules.blocked(prefix + name, operation)
    }
    for entry in entries {
      let path = prefix + entry.name
      if entry.name.elementsEqual(".git".utf8) {
        if prefix.isEmpty { continue }
        throw GitError(
          operation: operation, kind: .unsupported,
          message: "\(String(decoding: prefix.dropLast(), as: UTF8.self).printable) is a git repository of its own")
      }
      if known[path]?.mode == GIT_FILEMODE_COMMIT.rawValue { continue }
      if known[path] == nil && !knownFolders.contains(path) {
        if try content.rules.ignores(path, isFolder: entry.kind == .folder) { continue }
      }
      if entry.kind == .folder {
        try read(try folder.folder(entry.name), prefix: path + [UInt8(ascii: "/")], depth: depth + 1)
      } else if let mode = entry.gitMode {
        self.entries.append((path, mode, try id(of: entry, in: folder, path: path)))
      }
    }
  }

  /// Returns the submodules as they were checked out.
  var submodules: [(path: [UInt8], mode: UInt32, id: ObjectID)] {
    known.filter { $0.value.mode == GIT_FILEMODE_COMMIT.rawValue }.map { ($0.key, $0.value.mode, $0.value.id) }
  }

  private func id(
    of entry: FolderEntry, in folder: borrowing FolderDescriptor, path: [UInt8]
  ) throws(GitError) -> ObjectID {
    if let untouched = cache.untouched(path, entry) { return untouched.id }
    guard PathSafety.isEntryName(entry.name) else {
      throw GitError(
        operation: operation, kind: .unsupported,
        message: "git keeps no file named \(String(decoding: path, as: UTF8.self).printable)")
    }
    let bytes = try content.bytes(of: entry, in: folder, path: path)
    var id = git_oid()
    try check(operation) {
      bytes.withUnsafeBytes { git_blob_create_from_buffer(&id, repository, $0.baseAddress, $0.count) }
    }
    return ObjectID(id)
  }
}
