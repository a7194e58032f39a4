import Clibgit2

extension ObjectID {
  /// Makes the id that git would give to a blob of these bytes; nothing is written.
  public init(hashingBlob bytes: [UInt8]) {
    LibGit2.start()
    var raw = git_oid()
    // Fails only for an unknown type of object.
    bytes.withUnsafeBytes { _ = git_odb_hash(&raw, $0.baseAddress, $0.count, GIT_OBJECT_BLOB) }
    self.init(raw)
  }
}
