import Clibgit2

/// The files of a commit as they are on disk, in memory: for what is put into many folders, such as a library's files into
/// each service that pins it.
public struct CommitImage: Sendable {
  public let commit: ObjectID
  /// The git folder that has the commit.
  let mirror: String
  let root: TargetFolder
  let contents: [ObjectID: [UInt8]]
  /// How much memory the files take.
  public let byteCount: Int

  /// Reads a commit's files; nil where they take more than `limit` bytes, and where attributes decide how they are written.
  ///
  /// Kind `unsupported` or `corrupt` for a tree with names that must not be written.
  public init?(of commit: ObjectID, in mirror: borrowing Repository, limit: Int) throws(GitError) {
    let operation = "read the files of \(commit.short)"
    let root = try TargetFolder(try mirror.tree(of: commit), in: mirror.handle, operation: operation)
    guard !root.hasAttributes else { return nil }
    var contents: [ObjectID: [UInt8]] = [:]
    var byteCount = 0
    for id in root.blobs where contents[id] == nil {
      let rest = limit - byteCount
      guard rest > 0, let content = try mirror.blobContent(id, limit: rest, operation: operation) else { return nil }
      byteCount += content.count
      contents[id] = content
    }
    (self.commit, self.mirror, self.root, self.contents) = (commit, mirror.path, root, contents)
    self.byteCount = byteCount
  }
}

extension TargetFolder {
  /// The files and links in it and below it.
  fileprivate var blobs: [ObjectID] {
    entries.values.flatMap { entry -> [ObjectID] in
      switch entry {
      case .leaf(let mode, let id): mode == GIT_FILEMODE_COMMIT.rawValue ? [] : [id]
      case .folder(let inner): inner.blobs
      }
    }
  }
}

extension Repository {
  /// Nil for a blob of more bytes.
  fileprivate func blobContent(_ id: ObjectID, limit: Int, operation: String) throws(GitError) -> [UInt8]? {
    var raw = id.raw
    let blob = try make(operation) { git_blob_lookup(&$0, handle, &raw) }
    defer { git_blob_free(blob) }
    let count = Int(git_blob_rawsize(blob))
    guard count <= limit else { return nil }
    return Array(UnsafeRawBufferPointer(start: git_blob_rawcontent(blob), count: count))
  }
}
