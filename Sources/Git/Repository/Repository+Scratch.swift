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
  @discardableResult
  public func keepNewObjectsInMemory() throws(GitError) -> NewObjectMemory {
    try withObjectDatabase { (database) throws(GitError) in
      let operation = "open \(path)"
      let backend = try make(operation, of: UnsafeMutablePointer<git_odb_backend>.self) { git_mempack_new(&$0) }
      // Asked before all others, and so the one that is written to; the database frees it.
      try check(operation) { git_odb_add_backend(database, backend, 999) }
      return NewObjectMemory(backend: backend)
    }
  }
}

/// The new objects that a repository keeps in memory; of no use without it.
///
/// Unchecked, since it goes where the repository goes: from stage to stage, through the lock of `KeptMirror`.
public struct NewObjectMemory: @unchecked Sendable {
  fileprivate let backend: UnsafeMutablePointer<git_odb_backend>

  /// Whether it is a new object.
  func holds(_ id: ObjectID) -> Bool {
    var raw = id.raw
    return backend.pointee.exists(backend, &raw) == 1
  }
}
