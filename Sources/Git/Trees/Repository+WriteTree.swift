import Clibgit2

extension Repository {
  /// Writes the tree that `base` becomes by the edits, and returns its id; no reference is touched.
  ///
  /// Folders appear and vanish with their files. Refused, with the path in the error: a file where a folder is or the
  /// other way round (unless the edits delete what is in the way), the deletion of what isn't there, two edits of one
  /// path, and names that git doesn't keep.
  ///
  /// The base is a commit or a tree; nil stands for the empty tree.
  public func writeTree(base: ObjectID?, edits: [TreeEntryEdit]) throws(GitError) -> ObjectID {
    let folder = try EditedFolder(edits)
    let root = try base.map { (id) throws(GitError) in try tree(of: id) }
    guard let written = try write(folder, over: root, prefix: []) else {
      return try writeEmptyTree()
    }
    return written
  }

  /// Writes one folder and those below it; nil if nothing is left in it.
  private func write(_ folder: EditedFolder, over base: ObjectID?, prefix: [UInt8]) throws(GitError) -> ObjectID? {
    var tree: OpaquePointer?
    if let base {
      var raw = base.raw
      try check("read tree \(base.short) in \(path)") { git_tree_lookup(&tree, handle, &raw) }
    }
    defer { git_tree_free(tree) }
    let builder = try make("write a tree in \(path)") { git_treebuilder_new(&$0, handle, tree) }
    defer { git_treebuilder_free(builder) }

    // What is deleted goes first, so that a file may become a folder in one list of edits and the other way round.
    for (name, action) in folder.actions where action == .delete {
      try delete(name, from: builder, prefix: prefix)
    }
    for (name, edited) in folder.folders {
      try write(edited, called: name, in: builder, prefix: prefix)
    }
    for (name, action) in folder.actions where action != .delete {
      try insert(action, called: name, in: builder, prefix: prefix)
    }
    if git_treebuilder_entrycount(builder) == 0 { return nil }
    var id = git_oid()
    try writing("write a tree in \(path)") { git_treebuilder_write(&id, builder) }
    return ObjectID(id)
  }

  private func delete(_ name: [UInt8], from builder: OpaquePointer, prefix: [UInt8]) throws(GitError) {
    switch mode(of: name, in: builder)?.mode {
    case nil: throw EditedFolder.clash(prefix + name, .notFound, "there is no such file to delete")
    case GIT_FILEMODE_TREE.rawValue:
      throw EditedFolder.clash(prefix + name, .unsupported, "it is a folder; only files can be deleted")
    default: try check("write a tree in \(path)") { git_treebuilder_remove(builder, cString(name)) }
    }
  }

  private func write(
    _ folder: EditedFolder, called name: [UInt8], in builder: OpaquePointer, prefix: [UInt8]
  ) throws(GitError) {
    let present = mode(of: name, in: builder)
    if let present, present.mode != GIT_FILEMODE_TREE.rawValue {
      throw EditedFolder.clash(prefix + name, .unsupported, "it is a file where the edits need a folder")
    }
    let written = try write(folder, over: present?.id, prefix: prefix + name + [UInt8(ascii: "/")])
    if let written {
      try insert(written, mode: GIT_FILEMODE_TREE.rawValue, called: name, in: builder)
    } else if present != nil {
      try check("write a tree in \(path)") { git_treebuilder_remove(builder, cString(name)) }
    }
  }

  private func insert(
    _ action: TreeEntryEdit.Action, called name: [UInt8], in builder: OpaquePointer, prefix: [UInt8]
  ) throws(GitError) {
    if mode(of: name, in: builder)?.mode == GIT_FILEMODE_TREE.rawValue {
      throw EditedFolder.clash(prefix + name, .unsupported, "it is a folder where the edits need a file")
    }
    switch action {
    case .delete: break
    case .pin(let commit): try insert(commit, mode: GIT_FILEMODE_COMMIT.rawValue, called: name, in: builder)
    case .write(let bytes, let mode):
      try requireFileMode(mode, of: prefix + name)
      try insert(try writeBlob(bytes), mode: mode, called: name, in: builder)
    case .use(let id, let mode):
      try requireFileMode(mode, of: prefix + name)
      try insert(id, mode: mode, called: name, in: builder)
    }
  }

  private func insert(
    _ id: ObjectID, mode: UInt32, called name: [UInt8], in builder: OpaquePointer
  ) throws(GitError) {
    var raw = id.raw
    try check("write \(String(decoding: name, as: UTF8.self)) into a tree in \(path)") {
      git_treebuilder_insert(nil, builder, cString(name), &raw, git_filemode_t(rawValue: mode))
    }
  }

  private func requireFileMode(_ mode: UInt32, of path: [UInt8]) throws(GitError) {
    let known = [GIT_FILEMODE_BLOB, GIT_FILEMODE_BLOB_EXECUTABLE, GIT_FILEMODE_LINK].map(\.rawValue)
    guard known.contains(mode) else {
      throw EditedFolder.clash(path, .unsupported, "a file's mode can't be \(String(mode, radix: 8))")
    }
  }

  private func mode(of name: [UInt8], in builder: OpaquePointer) -> (mode: UInt32, id: ObjectID)? {
    guard let entry = git_treebuilder_get(builder, cString(name)) else { return nil }
    return (git_tree_entry_filemode(entry).rawValue, ObjectID(git_tree_entry_id(entry).pointee))
  }

  private func cString(_ name: [UInt8]) -> [CChar] {
    name.map { CChar(bitPattern: $0) } + [0]
  }

  private func writeEmptyTree() throws(GitError) -> ObjectID {
    let builder = try make("write a tree in \(path)") { git_treebuilder_new(&$0, handle, nil) }
    defer { git_treebuilder_free(builder) }
    var id = git_oid()
    try check("write a tree in \(path)") { git_treebuilder_write(&id, builder) }
    return ObjectID(id)
  }
}
