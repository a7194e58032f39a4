import Clibgit2

/// What came of merging the content of one file.
public struct FileMerge: Sendable, Equatable {
  /// The merged bytes, with git's conflict markers where both sides changed the same place.
  public let content: [UInt8]
  public let mode: UInt32
  /// Whether there are no markers in it.
  public let isClean: Bool
}

/// What stands behind the conflict markers.
public struct MergeLabels: Sendable, Equatable {
  public let ours: String
  public let theirs: String

  public init(ours: String, theirs: String) {
    self.ours = ours
    self.theirs = theirs
  }
}

extension Repository {
  /// Merges the lines of a clash as git-merge-file(1) does; nil where it isn't about the lines of two text files: one side
  /// deleted it, one is a link or a submodule, or has a NUL byte, by which git tells binary files.
  public func mergeFile(_ clash: MergeClash, labels: MergeLabels) throws(GitError) -> FileMerge? {
    guard let ours = clash.ours, let theirs = clash.theirs else { return nil }
    for side in [clash.ancestor, ours, theirs].compactMap(\.self) {
      guard side.isRegularFile, try !isBinary(side.id) else { return nil }
    }
    let operation = "merge \(String(decoding: clash.path, as: UTF8.self)) in \(path)"
    var result = git_merge_file_result()
    defer { git_merge_file_result_free(&result) }
    func merge(_ ancestor: UnsafePointer<git_index_entry>?) throws(GitError) {
      try ours.withIndexEntry { (ours) throws(GitError) in
        try theirs.withIndexEntry { (theirs) throws(GitError) in
          _ = try check(operation) {
            labels.ours.withCString { ourLabel in
              labels.theirs.withCString { theirLabel in
                var options = git_merge_file_options()
                git_merge_file_options_init(&options, UInt32(GIT_MERGE_FILE_OPTIONS_VERSION))
                (options.our_label, options.their_label) = (ourLabel, theirLabel)
                return git_merge_file_from_index(&result, handle, ancestor, ours, theirs, &options)
              }
            }
          }
        }
      }
    }
    if let ancestor = clash.ancestor {
      try ancestor.withIndexEntry { (entry) throws(GitError) in try merge(entry) }
    } else {
      try merge(nil)
    }
    let content = Array(UnsafeRawBufferPointer(start: result.ptr, count: result.len))
    // With different modes and no ancestor libgit2 gives none.
    return FileMerge(
      content: content, mode: result.mode == 0 ? ours.mode : result.mode, isClean: result.automergeable == 1)
  }

  /// As git does it: whether there is a NUL byte among the first 8,000 (buffer_is_binary in its xdiff-interface.c).
  private func isBinary(_ id: ObjectID) throws(GitError) -> Bool {
    try blob(id).prefix(8000).contains(0)
  }
}

extension TreeEntryRecord {
  /// Whether it is a file with content of its own, not a link and not a submodule.
  public var isRegularFile: Bool { mode == 0o100644 || mode == 0o100755 }
}
