import Clibgit2

extension Repository {
  /// Makes a call that writes an object, without looking for packs that have come in meanwhile.
  ///
  /// libgit2 looks whether the object is there before it writes it, and reads the folder of packs again where it isn't: for
  /// every new object. One that has come in meanwhile is written a second time, which is no harm. What the call reads must be
  /// known already.
  func writing(_ operation: @autoclosure () -> String, _ call: () -> Int32) throws(GitError) {
    try withObjectDatabase { (database) throws(GitError) in
      var refreshes: [(UnsafeMutablePointer<git_odb_backend>, git_odb_backend)] = []
      for place in 0..<git_odb_num_backends(database) {
        var backend: UnsafeMutablePointer<git_odb_backend>?
        guard git_odb_get_backend(&backend, database, place) == 0, let backend else { continue }
        refreshes.append((backend, backend.pointee))
        backend.pointee.refresh = nil
      }
      defer { for (backend, before) in refreshes { backend.pointee.refresh = before.refresh } }
      try check(operation(), call)
    }
  }
}
