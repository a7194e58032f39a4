import Clibgit2
import Foundation

extension WorkingFolder {
  /// Makes the folder's files those of a tree; only what differs is written.
  ///
  /// Changed and deleted files are put back, files that git neither keeps nor ignores are removed, ignored ones stay (caches
  /// of builds and tests), submodules' folders are made and left alone. `treeish` is a commit or a tree; `head` is the
  /// commit that programs see as `HEAD`, by default `treeish` where that is a commit.
  @discardableResult
  public func checkOut(_ treeish: ObjectID, head: ObjectID? = nil) throws(GitError) -> CheckoutReport {
    let operation = "check out \(treeish.short) in \(path)"
    var raw = treeish.raw
    let object = try make(operation) { git_object_lookup(&$0, handle, &raw, GIT_OBJECT_ANY) }
    defer { git_object_free(object) }
    let notes = CheckoutNotes()
    try checkOut(object, notes: notes, operation: operation)
    // What is ignored was decided by the old rules; where these changed, the new ones have to decide again.
    if notes.hasNewIgnoreRules { try checkOut(object, notes: notes, operation: operation) }
    let isCommit = git_object_type(object) == GIT_OBJECT_COMMIT
    if let commit = head ?? (isCommit ? treeish : nil) {
      var raw = commit.raw
      try check(operation) { git_repository_set_head_detached(handle, &raw) }
    }
    WorkingFolderLayout.copyIndexForPrograms(in: gitFolder)
    return try withIndex(operation) { index in
      CheckoutReport(writtenPaths: notes.writtenPaths, submodules: WorkingFolder.submodules(in: index))
    }
  }

  private func checkOut(_ object: OpaquePointer, notes: CheckoutNotes, operation: String) throws(GitError) {
    var options = git_checkout_options()
    git_checkout_options_init(&options, UInt32(GIT_CHECKOUT_OPTIONS_VERSION))
    options.checkout_strategy =
      GIT_CHECKOUT_FORCE.rawValue | GIT_CHECKOUT_REMOVE_UNTRACKED.rawValue
      | GIT_CHECKOUT_DISABLE_PATHSPEC_MATCH.rawValue
    options.notify_flags = GIT_CHECKOUT_NOTIFY_UPDATED.rawValue
    options.notify_payload = Unmanaged.passUnretained(notes).toOpaque()
    options.notify_cb = { _, path, _, _, _, payload in
      guard let path, let payload else { return 0 }
      let notes = Unmanaged<CheckoutNotes>.fromOpaque(payload).takeUnretainedValue()
      notes.writtenPaths.append(Array(UnsafeRawBufferPointer(start: path, count: strlen(path))))
      return 0
    }
    try withExtendedLifetime(notes) { () throws(GitError) in
      _ = try check(operation) { git_checkout_tree(handle, object, &options) }
    }
  }

  static func submodules(in index: OpaquePointer) -> [TreeEntryRecord] {
    (0..<git_index_entrycount(index)).compactMap { number in
      guard let entry = git_index_get_byindex(index, number)?.pointee, entry.mode == GIT_FILEMODE_COMMIT.rawValue,
        let path = entry.path
      else { return nil }
      let bytes = Array(UnsafeRawBufferPointer(start: path, count: strlen(path)))
      return TreeEntryRecord(pathBytes: bytes, mode: entry.mode, id: ObjectID(entry.id))
    }
  }
}

/// What libgit2 tells during a checkout.
private final class CheckoutNotes {
  var writtenPaths: [[UInt8]] = []

  var hasNewIgnoreRules: Bool {
    writtenPaths.contains { $0.elementsEqual(".gitignore".utf8) || $0.suffix(11).elementsEqual("/.gitignore".utf8) }
  }
}
