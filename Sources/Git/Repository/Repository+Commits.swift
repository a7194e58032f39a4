import Clibgit2

extension Repository {
  /// Reads a commit; kind `notFound` if the object isn't there or isn't a commit.
  public func commit(_ id: ObjectID) throws(GitError) -> CommitRecord {
    var raw = id.raw
    let commit = try make("read commit \(id.short) in \(path)") { git_commit_lookup(&$0, handle, &raw) }
    defer { git_commit_free(commit) }
    let encoding = TextEncoding(header: git_commit_message_encoding(commit))
    return CommitRecord(
      id: id,
      tree: ObjectID(git_commit_tree_id(commit).pointee),
      parents: Repository.parents(of: commit),
      author: Signature(git_commit_author(commit).pointee, decoding: encoding),
      committer: Signature(git_commit_committer(commit).pointee, decoding: encoding),
      message: encoding.text(git_commit_message_raw(commit)),
      isSigned: Repository.isSigned(commit))
  }

  /// Returns when a commit was committed, in seconds since 1970, and its parents: what a walk through history needs.
  func timeAndParents(of id: ObjectID) throws(GitError) -> (seconds: Int64, parents: [ObjectID]) {
    var raw = id.raw
    let commit = try make("read commit \(id.short) in \(path)") { git_commit_lookup(&$0, handle, &raw) }
    defer { git_commit_free(commit) }
    return (git_commit_time(commit), Repository.parents(of: commit))
  }

  private static func parents(of commit: OpaquePointer) -> [ObjectID] {
    (0..<git_commit_parentcount(commit)).compactMap { number in
      git_commit_parent_id(commit, number).map { ObjectID($0.pointee) }
    }
  }

  private static func isSigned(_ commit: OpaquePointer) -> Bool {
    var value = git_buf()
    defer { git_buf_dispose(&value) }
    return git_commit_header_field(&value, commit, "gpgsig") == 0
  }

  /// Writes a commit object and returns its id; no reference is touched.
  ///
  /// The message is written as it is, in UTF-8. The tree and the parents must be in this repository.
  public func writeCommit(
    tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String
  ) throws(GitError) -> ObjectID {
    let operation = "write a commit in \(path)"
    guard !message.utf8.contains(0) else {
      throw GitError(operation: operation, kind: .unsupported, message: "the message holds a zero byte")
    }
    // They may have come in as a pack, which writing doesn't look for.
    for id in parents + [tree] { _ = try contains(id) }
    return try author.withRaw { (author) throws(GitError) in
      try committer.withRaw { (committer) throws(GitError) in
        var (id, treeID) = (git_oid(), tree.raw)
        let rawParents = parents.map(\.raw)
        try writing(operation) {
          rawParents.withUnsafeBufferPointer { parents in
            var pointers = parents.indices.map { index in parents.baseAddress.map { $0 + index } }
            return git_commit_create_from_ids(
              &id, handle, nil, author, committer, nil, message, &treeID, pointers.count, &pointers)
          }
        }
        return ObjectID(id)
      }
    }
  }

  /// Writes a commit as `writeCommit` does, with a signature in its header.
  ///
  /// - Parameter signature: signs the commit's content, as `CommitSigner` does.
  public func writeSignedCommit(
    tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String,
    signature: ([UInt8]) throws(GitError) -> String
  ) throws(GitError) -> ObjectID {
    let operation = "write a signed commit in \(path)"
    var content = try commitContent(
      tree: tree, parents: parents, author: author, committer: committer, message: message, operation: operation)
    let signature = try signature(content)
    content.append(0)
    var id = git_oid()
    try check(operation) {
      content.withUnsafeBufferPointer { bytes in
        bytes.withMemoryRebound(to: CChar.self) { text in
          // Without a field's name it is `gpgsig`, which git takes for both kinds of signature.
          git_commit_create_with_signature(&id, handle, text.baseAddress, signature, nil)
        }
      }
    }
    return ObjectID(id)
  }

  /// The bytes of a commit object.
  private func commitContent(
    tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String, operation: String
  ) throws(GitError) -> [UInt8] {
    guard !message.utf8.contains(0) else {
      throw GitError(operation: operation, kind: .unsupported, message: "the message holds a zero byte")
    }
    var rawTree = tree.raw
    let treeHandle = try make(operation) { git_tree_lookup(&$0, handle, &rawTree) }
    defer { git_tree_free(treeHandle) }
    var commits: [OpaquePointer?] = []
    defer { for commit in commits { git_commit_free(commit) } }
    for parent in parents {
      var raw = parent.raw
      commits.append(try make(operation) { git_commit_lookup(&$0, handle, &raw) })
    }
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    try author.withRaw { (author) throws(GitError) in
      try committer.withRaw { (committer) throws(GitError) in
        _ = try check(operation) {
          git_commit_create_buffer(
            &buffer, handle, author, committer, nil, message, treeHandle, commits.count, &commits)
        }
      }
    }
    return Array(UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size))
  }

  /// Returns the object that a revision names: a branch, a tag, an id or the beginning of one, with git's suffixes
  /// such as `~2` or `^{tree}` (gitrevisions(7)); nil if there is no such thing.
  ///
  /// An abbreviation that fits several objects is an error.
  public func resolve(_ revision: String) throws(GitError) -> ObjectID? {
    var object: OpaquePointer?
    guard try find("find \(revision) in \(path)", { git_revparse_single(&object, handle, revision) }) else {
      return nil
    }
    defer { git_object_free(object) }
    return ObjectID(git_object_id(object).pointee)
  }

  /// Returns the commit that a revision names, with tags taken off; nil if there is no such commit.
  public func resolveCommit(_ revision: String) throws(GitError) -> ObjectID? {
    try resolve("\(revision)^{commit}")
  }
}
