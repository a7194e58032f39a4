import Clibgit2
import Foundation

extension WorkingCopy {
  /// Commits all files that aren't ignored, as `git add --all` and `git commit` would, on the branch that `HEAD` names.
  ///
  /// - Parameters:
  ///   - pins: submodules to record, whose folders need not be there yet.
  ///   - complete: told all entries, writes one more file that depends on them, and returns its path; one that isn't among
  ///     them is left out.
  /// - Returns: the commit; nil where the branch holds exactly these files already.
  public func commitAll(
    pins: [TreeEntryRecord] = [], author: Signature, committer: Signature, message: String,
    completing complete: (([TreeEntryRecord]) throws(GitError) -> [UInt8])? = nil
  ) throws(GitError) -> ObjectID? {
    let tree = try addFiles(pins, complete)
    let repository = try Repository(openingBare: gitFolder)
    let parent = try repository.reference("HEAD")
    if let parent, try repository.commit(parent).tree == tree { return nil }
    let commit = try repository.writeCommit(
      tree: tree, parents: parent.map { [$0] } ?? [], author: author, committer: committer, message: message)
    let branch = try repository.symbolicTarget(of: "HEAD") ?? "HEAD"
    try repository.setReference(branch, to: commit, expecting: parent.map { .id($0) } ?? .missing)
    return commit
  }

  /// Puts all files into the index and their objects into a pack, and returns their tree.
  private func addFiles(
    _ pins: [TreeEntryRecord], _ complete: (([TreeEntryRecord]) throws(GitError) -> [UInt8])?
  ) throws(GitError) -> ObjectID {
    if let tree = try addFirstFiles(pins, complete) { return tree }
    return try packingObjects("add the files of \(path)") { () throws(GitError) in try stageAll(pins, complete) }
  }

  /// Puts all files into the index, writes it, and returns its tree.
  private func stageAll(
    _ pins: [TreeEntryRecord], _ complete: (([TreeEntryRecord]) throws(GitError) -> [UInt8])?
  ) throws(GitError) -> ObjectID {
    let operation = "add the files of \(path)"
    let index = try make(operation) { git_repository_index(&$0, handle) }
    defer { git_index_free(index) }
    try check(operation) { git_index_add_all(index, nil, GIT_INDEX_ADD_DEFAULT.rawValue, nil, nil) }
    for pin in pins {
      let name = pin.pathBytes.map { CChar(bitPattern: $0) } + [0]
      try check(operation) {
        name.withUnsafeBufferPointer { name in
          var entry = git_index_entry()
          entry.mode = GIT_FILEMODE_COMMIT.rawValue
          entry.id = pin.id.raw
          entry.path = name.baseAddress
          return git_index_add(index, &entry)
        }
      }
    }
    if let complete {
      let entries = entries(of: index)
      let path = try complete(entries)
      if entries.contains(where: { $0.pathBytes == path }) {
        let name = path.map { CChar(bitPattern: $0) } + [0]
        try check(operation) { git_index_add_bypath(index, name) }
      }
    }
    var id = git_oid()
    try check(operation) { git_index_write_tree(&id, index) }
    try check(operation) { git_index_write(index) }
    return ObjectID(id)
  }

  private func entries(of index: OpaquePointer) -> [TreeEntryRecord] {
    (0..<git_index_entrycount(index)).compactMap { number in
      guard let entry = git_index_get_byindex(index, number)?.pointee, let path = entry.path else { return nil }
      let bytes = UnsafeRawBufferPointer(start: path, count: strlen(path))
      return TreeEntryRecord(pathBytes: Array(bytes), mode: entry.mode, id: ObjectID(entry.id))
    }
  }

  /// Makes the files those of a commit, which becomes `HEAD` without a branch; names that must not be written, and trees
  /// that git never makes, are refused before anything is written, and no link is followed.
  public func checkOut(_ commit: ObjectID) throws(GitError) {
    let operation = "check out \(commit.short) in \(path)"
    let tree = try Repository(openingBare: gitFolder).commit(commit).tree
    let target = try TargetFolder(tree, in: handle, operation: operation)
    let cache = FolderCache(file: "\(gitFolder)/index")
    var update = FolderUpdate(repository: handle, cache: cache, hasAttributes: target.hasAttributes)
    try update.update(try FolderDescriptor(path: path), to: target)
    try cache.replace(by: update.entries)
    var raw = commit.raw
    try check(operation) { git_repository_set_head_detached(handle, &raw) }
  }
}
