import Clibgit2

extension Repository {
  /// The most bytes that a blob may have if a caller doesn't say otherwise: 256 MiB.
  public static let defaultBlobLimit = 256 << 20

  /// Returns a blob's bytes; kind `unsupported` where there are more than `limit`, before they are read.
  public func blob(_ id: ObjectID, limit: Int = defaultBlobLimit) throws(GitError) -> [UInt8] {
    let operation = "read blob \(id.short) in \(path)"
    return try withObjectDatabase { (database) throws(GitError) in
      let byteCount = try blobSize(id, in: database)
      guard byteCount <= limit else {
        throw GitError(
          operation: operation, kind: .unsupported, message: "it has \(byteCount) bytes, more than the \(limit) allowed"
        )
      }
      var raw = id.raw
      let object = try make(operation) { git_odb_read(&$0, database, &raw) }
      defer { git_odb_object_free(object) }
      return Array(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
    }
  }

  /// Returns how many bytes a blob has, without reading them.
  public func blobSize(_ id: ObjectID) throws(GitError) -> Int {
    try withObjectDatabase { (database) throws(GitError) in try blobSize(id, in: database) }
  }

  /// Writes a blob and returns its id.
  public func writeBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
    var id = git_oid()
    try writing("write a blob in \(path)") {
      bytes.withUnsafeBytes { git_blob_create_from_buffer(&id, handle, $0.baseAddress, $0.count) }
    }
    return ObjectID(id)
  }

  /// Whether the object is in the repository.
  public func contains(_ id: ObjectID) throws(GitError) -> Bool {
    var raw = id.raw
    return try withObjectDatabase { (database) throws(GitError) in git_odb_exists(database, &raw) == 1 }
  }

  private func blobSize(_ id: ObjectID, in database: OpaquePointer) throws(GitError) -> Int {
    var raw = id.raw
    var (byteCount, type) = (0, GIT_OBJECT_INVALID)
    try check("read blob \(id.short) in \(path)") { git_odb_read_header(&byteCount, &type, database, &raw) }
    guard type == GIT_OBJECT_BLOB else {
      throw GitError(operation: "read blob \(id.short) in \(path)", kind: .notFound, message: "the object isn't a blob")
    }
    return byteCount
  }

  func withObjectDatabase<Value>(
    _ body: (OpaquePointer) throws(GitError) -> Value
  ) throws(GitError) -> Value {
    let database = try make("open the objects of \(path)") { git_repository_odb(&$0, handle) }
    defer { git_odb_free(database) }
    return try body(database)
  }
}
