import Clibgit2

@testable import Git

extension Repository {
  /// Writes the bytes of a tree object unchecked.
  func writeTestObject(tree bytes: [UInt8]) throws -> ObjectID {
    try withObjectDatabase { (database) throws(GitError) in
      var id = git_oid()
      try check("write a test object") {
        bytes.withUnsafeBytes { git_odb_write(&id, database, $0.baseAddress, $0.count, GIT_OBJECT_TREE) }
      }
      return ObjectID(id)
    }
  }
}
