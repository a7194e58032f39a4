import Clibgit2

extension Repository {
  /// Returns the tree that a patch in git's form makes of another, in memory; the new tree's objects are written.
  ///
  /// The patch fits exactly or not at all: context lines must be as they are in the tree.
  public func applyPatch(_ patch: [UInt8], to tree: ObjectID) throws(GitError) -> ObjectID {
    let operation = "apply the patch"
    let diff = try patch.withUnsafeBufferPointer { (bytes) throws(GitError) in
      let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
      return try make(operation) { git_diff_from_buffer(&$0, start, bytes.count) }
    }
    defer { git_diff_free(diff) }
    let base = try openTree(tree)
    defer { git_tree_free(base) }
    var options = git_apply_options()
    git_apply_options_init(&options, UInt32(GIT_APPLY_OPTIONS_VERSION))
    let index = try make(operation) { git_apply_to_tree(&$0, handle, base, diff, &options) }
    defer { git_index_free(index) }
    var id = git_oid()
    try check(operation) { git_index_write_tree_to(&id, index, handle) }
    return ObjectID(id)
  }
}
