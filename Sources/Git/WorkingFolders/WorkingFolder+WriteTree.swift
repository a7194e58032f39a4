import Clibgit2

extension WorkingFolder {
  /// Writes the folder's files as a tree into the mirror and returns its id: kept files as they are now, and new ones that
  /// aren't ignored.
  ///
  /// Submodules stay as the tree that was checked out has them, whatever lies in their folders; pipes and sockets aren't
  /// seen. Kind `unsupported` where a program left a git repository of its own in the folder, or where nobody knows any
  /// more what was checked out: then what is missing can't be told from what a program removed.
  public func writeTree() throws(GitError) -> ObjectID {
    let operation = "read the files of \(path)"
    let cache = FolderCache(file: layout.indexFile)
    guard cache.isRead else {
      throw GitError(
        operation: operation, kind: .unsupported, message: "the checkout or its index was removed meanwhile")
    }
    var reading = FolderReading(repository: handle, cache: cache, operation: operation)
    try reading.read(try FolderDescriptor(path: path))
    var index: OpaquePointer?
    try check(operation) { git_index_new(&index) }
    defer { git_index_free(index) }
    for (path, mode, id) in reading.entries + reading.submodules {
      let name = path.map { CChar(bitPattern: $0) } + [0]
      try check(operation) {
        name.withUnsafeBufferPointer { name in
          var entry = git_index_entry()
          entry.mode = mode
          entry.id = id.raw
          entry.path = name.baseAddress
          return git_index_add(index, &entry)
        }
      }
    }
    var id = git_oid()
    try check(operation) { git_index_write_tree_to(&id, index, handle) }
    return ObjectID(id)
  }
}
