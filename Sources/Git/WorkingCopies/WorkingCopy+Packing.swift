import Clibgit2

extension WorkingCopy {
  /// Calls a body whose new objects stay in memory, and then writes those of the tree that it returns as one pack.
  ///
  /// A loose object is a file with a temporary name, a link, and often a folder: many times slower for hundreds of them. What
  /// the body adds and the tree doesn't hold is lost.
  func packingObjects(
    _ operation: String, _ body: () throws(GitError) -> ObjectID
  ) throws(GitError) -> ObjectID {
    let original = try make(operation) { git_repository_odb(&$0, handle) }
    defer { git_odb_free(original) }
    let database = try make(operation) { git_odb_new(&$0) }
    defer { git_odb_free(database) }
    let memory = try make(operation, of: UnsafeMutablePointer<git_odb_backend>.self) { git_mempack_new(&$0) }
    // An alternate is never written to; the memory, which the database owns from here on, gets it all.
    try check(operation) { git_odb_add_backend(database, memory, 1) }
    try check(operation) { git_odb_add_disk_alternate(database, "\(gitFolder)/objects") }
    try check(operation) { git_repository_set_odb(handle, database) }
    defer { git_repository_set_odb(handle, original) }
    let tree = try body()
    var raw = tree.raw
    // A tree that is there has all that it holds.
    if git_odb_exists(original, &raw) == 1 { return tree }
    let builder = try make(operation) { git_packbuilder_new(&$0, handle) }
    defer { git_packbuilder_free(builder) }
    try check(operation) { git_packbuilder_insert_tree(builder, &raw) }
    try check(operation) { git_packbuilder_write(builder, "\(gitFolder)/objects/pack", 0, nil, nil) }
    return tree
  }
}
