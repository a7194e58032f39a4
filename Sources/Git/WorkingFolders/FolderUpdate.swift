import Clibgit2

/// One checkout: makes the files of a working folder those of a tree.
struct FolderUpdate {
  private let repository: OpaquePointer
  private let rules: FolderRules
  private let cache: FolderCache
  /// Whether the tree has attributes at all; asking for those of each file costs more than writing it.
  private let hasAttributes: Bool
  /// What is in the folder after the update.
  private(set) var entries: [[UInt8]: FolderCache.Entry] = [:]
  private(set) var writtenPaths: [[UInt8]] = []

  init(repository: OpaquePointer, cache: FolderCache, hasAttributes: Bool) {
    self.repository = repository
    self.cache = cache
    self.hasAttributes = hasAttributes
    rules = FolderRules(repository: repository)
  }

  /// Updates a working folder, whose `.git` is ours.
  mutating func update(_ root: borrowing FolderDescriptor, to target: TargetFolder) throws(GitError) {
    try update(root, to: target, prefix: [], isNew: false)
  }

  /// Updates one folder and those below it; in one that is new nothing has to be looked for.
  private mutating func update(
    _ folder: borrowing FolderDescriptor, to target: TargetFolder, prefix: [UInt8], isNew: Bool
  ) throws(GitError) {
    try putRulesInPlace(folder, of: target, prefix: prefix, isNew: isNew)
    var present: [[UInt8]: FolderEntry] = [:]
    for entry in isNew ? [] : try folder.entries() {
      if target.entries[entry.name] != nil {
        present[entry.name] = entry
      } else if !prefix.isEmpty || entry.name != FolderUpdate.gitName {
        try clear(entry, in: folder, prefix: prefix, depth: 0)
      }
    }
    let sorted = target.entries.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    for (name, entry) in sorted where !FolderRules.fileNames.contains(name) {
      try put(name, entry, over: present[name], in: folder, prefix: prefix)
    }
  }

  private mutating func put(
    _ name: [UInt8], _ entry: TargetFolder.Entry, over present: FolderEntry?, in folder: borrowing FolderDescriptor,
    prefix: [UInt8]
  ) throws(GitError) {
    switch entry {
    case .leaf(let mode, let id): try put(name, mode: mode, id: id, over: present, in: folder, prefix: prefix)
    case .folder(let inner):
      let isNew = try makeSureOfFolder(name, over: present, in: folder)
      let opened = if let present, !isNew { try folder.ownFolder(present) } else { try folder.folder(name) }
      try update(opened, to: inner, prefix: prefix + name + [FolderUpdate.slash], isNew: isNew)
    }
  }

  private static let slash = UInt8(ascii: "/")
  private static let gitName = Array(".git".utf8)

  /// The rules of the tree decide what is ignored and how files are written, so their files come first.
  private mutating func putRulesInPlace(
    _ folder: borrowing FolderDescriptor, of target: TargetFolder, prefix: [UInt8], isNew: Bool
  ) throws(GitError) {
    let writtenCount = writtenPaths.count
    var isChanged = false
    for name in FolderRules.fileNames {
      let present = isNew ? nil : folder.entry(name)
      if let entry = target.entries[name] {
        try put(name, entry, over: present, in: folder, prefix: prefix)
        if case .leaf(GIT_FILEMODE_LINK.rawValue, _) = entry,
          folder.entry(name).map({ folder.blocksRules($0) }) ?? false
        {
          throw FolderRules.blocked(prefix + name, "write")
        }
      } else if present != nil {
        try folder.remove(name)
        isChanged = true
      }
    }
    if isChanged || writtenPaths.count > writtenCount { rules.reread() }
  }

  /// Removes what git neither keeps nor ignores, and folders that become empty by that.
  private func clear(
    _ entry: FolderEntry, in folder: borrowing FolderDescriptor, prefix: [UInt8], depth: Int
  ) throws(GitError) {
    let path = prefix + entry.name
    // A repository in the folder isn't ours to keep; git's own rules would never touch it.
    if entry.name == FolderUpdate.gitName { return try folder.remove(entry.name) }
    if try rules.ignores(path, isFolder: entry.kind == .folder) { return }
    if entry.kind != .folder { return try folder.remove(entry.name) }
    guard depth < WorkingFolder.maximumDepth else { return try folder.remove(entry.name) }
    do {
      let inner = try folder.ownFolder(entry)
      let entries = try inner.entries()
      for entry in entries where inner.blocksRules(entry) { try inner.remove(entry.name) }
      for entry in entries {
        try clear(entry, in: inner, prefix: path + [FolderUpdate.slash], depth: depth + 1)
      }
    }
    _ = try folder.removeIfEmpty(entry.name)
  }

  /// Returns whether it wasn't there.
  private func makeSureOfFolder(
    _ name: [UInt8], over present: FolderEntry?, in folder: borrowing FolderDescriptor
  ) throws(GitError) -> Bool {
    if present?.kind == .folder { return false }
    if present != nil { try folder.remove(name) }
    try folder.makeFolder(name)
    return true
  }

  /// Writes a file, a link or a submodule's folder, unless it is there as it should be.
  private mutating func put(
    _ name: [UInt8], mode: UInt32, id: ObjectID, over present: FolderEntry?, in folder: borrowing FolderDescriptor,
    prefix: [UInt8]
  ) throws(GitError) {
    let path = prefix + name
    if mode == GIT_FILEMODE_COMMIT.rawValue {
      _ = try makeSureOfFolder(name, over: present, in: folder)
      entries[path] = FolderCache.Entry(mode: mode, id: id, stamp: folder.entry(name)?.stamp)
      return
    }
    if let present {
      if try isAsItShould(present, mode: mode, id: id, in: folder, path: path) {
        entries[path] = FolderCache.Entry(mode: mode, id: id, stamp: present.stamp)
        return
      }
      try folder.remove(name)
    }
    let bytes = try blob(id, path: path)
    let made: FolderEntry?
    if mode == GIT_FILEMODE_LINK.rawValue {
      try folder.makeLink(name, to: bytes)
      made = folder.entry(name)
    } else {
      let content = hasAttributes ? try rules.onDisk(bytes, path: path, id: id) : bytes
      made = try folder.makeFile(name, content, isExecutable: mode == GIT_FILEMODE_BLOB_EXECUTABLE.rawValue)
    }
    entries[path] = FolderCache.Entry(mode: mode, id: id, stamp: made?.stamp)
    writtenPaths.append(path)
  }

  private func isAsItShould(
    _ present: FolderEntry, mode: UInt32, id: ObjectID, in folder: borrowing FolderDescriptor, path: [UInt8]
  ) throws(GitError) -> Bool {
    guard present.gitMode == mode else { return false }
    if let known = cache.untouched(path, present) { return known.id == id }
    do throws(GitError) {
      return try FolderContent(rules: rules).id(of: present, in: folder, path: path) == id
    } catch {
      // What can't be read, since a program took the right to or made it huge, is made anew.
      return false
    }
  }

  private func blob(_ id: ObjectID, path: [UInt8]) throws(GitError) -> [UInt8] {
    var raw = id.raw
    let operation = "read \(String(decoding: path, as: UTF8.self).printable)"
    let blob = try make(operation) { git_blob_lookup(&$0, repository, &raw) }
    defer { git_blob_free(blob) }
    return Array(UnsafeRawBufferPointer(start: git_blob_rawcontent(blob), count: Int(git_blob_rawsize(blob))))
  }
}
