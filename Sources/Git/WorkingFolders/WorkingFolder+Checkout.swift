import Clibgit2

extension WorkingFolder {
  /// How deep folders may lie in one another: each level costs an open file.
  static let maximumDepth = 256

  /// Makes the folder's files those of a tree; only what differs is written.
  ///
  /// Changed and deleted files are put back, files that git neither keeps nor ignores are removed, ignored ones stay (caches
  /// of builds and tests), submodules' folders are made and left alone. `treeish` is a commit or a tree; `head` is the
  /// commit that programs see as `HEAD`, by default `treeish` where that is a commit.
  ///
  /// Kind `unsupported` or `corrupt` for a tree with names that must not be written, and then nothing is. Links are written
  /// as the tree has them and never followed. libgit2's own checkout isn't used: it writes through links that lie in its
  /// way (1.5.1), so a program in the folder could have files written anywhere.
  @discardableResult
  public func checkOut(_ treeish: ObjectID, head: ObjectID? = nil) throws(GitError) -> CheckoutReport {
    let operation = "check out \(treeish.short) in \(path)"
    do throws(GitError) {
      var raw = treeish.raw
      let object = try make(operation) { git_object_lookup(&$0, handle, &raw, GIT_OBJECT_ANY) }
      defer { git_object_free(object) }
      let tree = try make(operation) { git_object_peel(&$0, object, GIT_OBJECT_TREE) }
      defer { git_object_free(tree) }
      let target = try TargetFolder(ObjectID(git_object_id(tree).pointee), in: handle, operation: operation)
      let cache = FolderCache(file: layout.indexFile)
      var update = FolderUpdate(repository: handle, cache: cache, hasAttributes: target.hasAttributes)
      try update.update(try FolderDescriptor(path: path), to: target)
      if update.entries != cache.entries || !cache.isRead {
        try cache.replace(by: update.entries, copy: layout.indexForPrograms)
      }
      let isCommit = git_object_type(object) == GIT_OBJECT_COMMIT
      if let commit = head ?? (isCommit ? treeish : nil) { try setHead(commit, operation: operation) }
      return CheckoutReport(writtenPaths: update.writtenPaths, submodules: WorkingFolder.submodules(update.entries))
    } catch  where !error.operation.hasPrefix(operation) {
      var named = error
      named.operation = "\(operation): \(error.operation)"
      throw named
    }
  }

  private func setHead(_ commit: ObjectID, operation: String) throws(GitError) {
    var current = git_oid()
    // Programs that watch the repository see no change where there is none.
    let isDetached = git_repository_head_detached(handle) == 1
    if isDetached, git_reference_name_to_id(&current, handle, "HEAD") == 0, ObjectID(current) == commit { return }
    var raw = commit.raw
    try check(operation) { git_repository_set_head_detached(handle, &raw) }
  }

  private static func submodules(_ entries: [[UInt8]: FolderCache.Entry]) -> [TreeEntryRecord] {
    entries.filter { $0.value.mode == GIT_FILEMODE_COMMIT.rawValue }
      .map { TreeEntryRecord(pathBytes: $0.key, mode: $0.value.mode, id: $0.value.id) }
      .sorted { $0.pathBytes.lexicographicallyPrecedes($1.pathBytes) }
  }
}
