import Clibgit2

extension Repository {
  /// Opens a repository whose new objects stay in memory and vanish with it: for trees that are only compared and merged.
  ///
  /// What the repository on the disk has can be read as ever. References are written to the disk all the same.
  public static func scratch(at path: String) throws(GitError) -> Repository {
    let repository = try Repository(openingBare: path)
    try repository.keepNewObjectsInMemory()
    return repository
  }

  /// Makes it such a repository, from now on.
  public func keepNewObjectsInMemory() throws(GitError) {
    try withObjectDatabase { (database) throws(GitError) in
      var backend: UnsafeMutablePointer<git_odb_backend>?
      let operation = "open \(path)"
      try check(operation) { git_mempack_new(&backend) }
      // Asked before all others, and so the one that is written to; the database frees it.
      try check(operation) { git_odb_add_backend(database, backend, 999) }
    }
  }
}
