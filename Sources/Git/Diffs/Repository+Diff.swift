import Clibgit2

extension Repository {
  /// Compares two trees, or the trees of two commits; nil stands for the empty tree.
  ///
  /// The patches together have at most `patchLimit` bytes, whole files only; 0 asks for none. Renames aren't looked for.
  public func diff(
    from old: ObjectID?, to new: ObjectID?, contextLineCount: Int = 3, patchLimit: Int = 64 << 20
  ) throws(GitError) -> TreeDiff {
    let operation = "compare \(old?.short ?? "nothing") and \(new?.short ?? "nothing") in \(path)"
    let oldTree = try old.map { (id) throws(GitError) in try openTree(id) }
    defer { git_tree_free(oldTree) }
    let newTree = try new.map { (id) throws(GitError) in try openTree(id) }
    defer { git_tree_free(newTree) }
    var options = git_diff_options()
    git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION))
    options.context_lines = UInt32(clamping: contextLineCount)
    options.flags = GIT_DIFF_INDENT_HEURISTIC.rawValue
    options.ignore_submodules = GIT_SUBMODULE_IGNORE_NONE
    options.id_abbrev = 7
    var places: ChangedPlaces?
    if let oldTree, let newTree {
      if git_oid_equal(git_tree_id(oldTree), git_tree_id(newTree)) == 1 { return TreeDiff(files: [], isCut: false) }
      places = try ChangedPlaces.between(oldTree, newTree, in: self)
    }
    if places != nil { options.flags |= GIT_DIFF_DISABLE_PATHSPEC_MATCH.rawValue }
    let diff = try make(operation) { diff in
      withStringArray(places?.paths ?? []) { paths in
        options.pathspec = paths.pointee
        return git_diff_tree_to_tree(&diff, handle, oldTree, newTree, &options)
      }
    }
    defer { git_diff_free(diff) }
    var files: [FilePatch] = []
    var (isCut, remaining) = (false, patchLimit)
    for index in 0..<git_diff_num_deltas(diff) {
      let file = try filePatch(index, of: diff, limit: remaining, operation: operation)
      if let patch = file.patch { remaining -= patch.count } else { isCut = true }
      files.append(file)
    }
    return TreeDiff(files: files, isCut: isCut)
  }

  private func filePatch(
    _ index: Int, of diff: OpaquePointer, limit: Int, operation: String
  ) throws(GitError) -> FilePatch {
    var pointer: OpaquePointer?
    // A delta without a difference in content, such as a new mode, may come without a patch.
    try check(operation) { git_patch_from_diff(&pointer, diff, index) }
    defer { git_patch_free(pointer) }
    guard let delta = git_diff_get_delta(diff, index)?.pointee else {
      throw GitError(operation: operation, kind: .other, message: "libgit2 lost a difference")
    }
    var (added, deleted) = (0, 0)
    var text: [UInt8]?
    if let pointer {
      try check(operation) { git_patch_line_stats(nil, &added, &deleted, pointer) }
      if git_patch_size(pointer, 1, 1, 1) <= limit { text = try self.text(of: pointer, operation: operation) }
    }
    return FilePatch(
      delta, isBinary: delta.flags & GIT_DIFF_FLAG_BINARY.rawValue != 0, added: added, deleted: deleted,
      patch: text.flatMap { $0.count <= limit ? $0 : nil })
  }

  private func text(of patch: OpaquePointer, operation: String) throws(GitError) -> [UInt8] {
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    try check(operation) { git_patch_to_buf(&buffer, patch) }
    return PatchText.asGitPrints(Array(UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size)))
  }
}

extension FilePatch {
  fileprivate init(_ delta: git_diff_delta, isBinary: Bool, added: Int, deleted: Int, patch: [UInt8]?) {
    let path = delta.new_file.path ?? delta.old_file.path
    self.init(
      pathBytes: path.map { Array(String(cString: $0).utf8) } ?? [], status: Status(delta.status),
      oldMode: UInt32(delta.old_file.mode), newMode: UInt32(delta.new_file.mode), oldID: ObjectID(delta.old_file.id),
      newID: ObjectID(delta.new_file.id), isBinary: isBinary, addedLineCount: added, deletedLineCount: deleted,
      patch: patch)
  }
}

extension FilePatch.Status {
  fileprivate init(_ status: git_delta_t) {
    switch status {
    case GIT_DELTA_ADDED: self = .added
    case GIT_DELTA_DELETED: self = .deleted
    default: self = .modified
    }
  }
}
