import Clibgit2
import Foundation

extension Repository {
  /// Merges two trees by their common ancestor, renames followed, and asks what becomes of each clash.
  ///
  /// The tree is written with what the answers put in the clashes' places, so that it is whole also where conflicts are
  /// left. `resolve` is given this repository, to read and write blobs.
  public func mergeTrees(
    ancestor: ObjectID, ours: ObjectID, theirs: ObjectID,
    resolving resolve: (MergeClash, borrowing Repository) throws(GitError) -> MergeResolution
  ) throws(GitError) -> ResolvedMerge {
    let operation = "merge \(theirs.short) into \(ours.short) in \(path)"
    let index = try mergedIndex(ancestor: ancestor, ours: ours, theirs: theirs, operation)
    defer { git_index_free(index) }
    var conflicts: [MergeClash] = []
    var isWhole = true
    if git_index_has_conflicts(index) != 0 {
      let clashes = try clashes(of: index, operation)
      try check(operation) { git_index_conflict_cleanup(index) }
      for clash in clashes {
        let entries: [TreeEntryRecord]
        switch try resolve(clash, self) {
        case .settled(let settled): entries = settled
        case .conflict(let left):
          conflicts.append(clash)
          entries = left
        }
        for entry in entries where try !add(entry, to: index, operation) {
          isWhole = false
          if conflicts.last != clash { conflicts.append(clash) }
        }
      }
    }
    var tree: ObjectID?
    if isWhole {
      var id = git_oid()
      try check(operation) { git_index_write_tree_to(&id, index, handle) }
      tree = ObjectID(id)
    }
    return ResolvedMerge(
      tree: tree, conflicts: conflicts.sorted { $0.path.lexicographicallyPrecedes($1.path) })
  }

  /// The index of a merge; the caller frees it.
  func mergedIndex(
    ancestor: ObjectID, ours: ObjectID, theirs: ObjectID, _ operation: String
  ) throws(GitError) -> OpaquePointer {
    let ancestorTree = try openTree(ancestor)
    defer { git_tree_free(ancestorTree) }
    let ourTree = try openTree(ours)
    defer { git_tree_free(ourTree) }
    let theirTree = try openTree(theirs)
    defer { git_tree_free(theirTree) }
    var options = git_merge_options()
    git_merge_options_init(&options, UInt32(GIT_MERGE_OPTIONS_VERSION))
    return try make(operation) { git_merge_trees(&$0, handle, ancestorTree, ourTree, theirTree, &options) }
  }

  /// Adds an entry; returns false where a folder is in the place of the file, a file in that of its folder, or another
  /// file in its own: libgit2 would drop what is there.
  private func add(_ entry: TreeEntryRecord, to index: OpaquePointer, _ operation: String) throws(GitError) -> Bool {
    let path = String(decoding: entry.pathBytes, as: UTF8.self)
    if let present = git_index_get_bypath(index, path, 0) {
      return ObjectID(present.pointee.id) == entry.id && present.pointee.mode == entry.mode
    }
    if try find(operation, { git_index_find_prefix(nil, index, path + "/") }) { return false }
    for (offset, byte) in entry.pathBytes.enumerated() where byte == UInt8(ascii: "/") {
      let folder = String(decoding: entry.pathBytes[..<offset], as: UTF8.self)
      if git_index_get_bypath(index, folder, 0) != nil { return false }
    }
    try entry.withIndexEntry { (raw) throws(GitError) in
      _ = try check(operation) { git_index_add(index, raw) }
    }
    return true
  }

  /// Returns the clashes of an index, sides that a rename has put at different paths together.
  private func clashes(of index: OpaquePointer, _ operation: String) throws(GitError) -> [MergeClash] {
    var byPath: [[UInt8]: MergeClash] = [:]
    try eachConflict(of: index, operation) { sides in
      let clash = MergeClash(
        ancestor: sides.ancestor.map(TreeEntryRecord.init), ours: sides.ours.map(TreeEntryRecord.init),
        theirs: sides.theirs.map(TreeEntryRecord.init))
      byPath[clash.path] = clash
    }
    return joined(byPath, by: renames(of: index)).sorted { $0.path.lexicographicallyPrecedes($1.path) }
  }

  private func joined(_ clashes: [[UInt8]: MergeClash], by renames: [MergeRename]) -> [MergeClash] {
    var rest = clashes
    var joined: [MergeClash] = []
    for rename in renames {
      let clash = MergeClash(
        ancestor: rename.ancestor.flatMap { clashes[$0]?.ancestor }, ours: rename.ours.flatMap { clashes[$0]?.ours },
        theirs: rename.theirs.flatMap { clashes[$0]?.theirs })
      let sides = [clash.ancestor, clash.ours, clash.theirs].compactMap(\.self)
      // A clash of which a side is missing was merged but for its name: its parts stand for themselves.
      guard sides.count > 1 else { continue }
      joined.append(clash)
      for (side, record) in [(0, clash.ancestor), (1, clash.ours), (2, clash.theirs)] {
        guard let record, let left = rest[record.pathBytes] else { continue }
        rest[record.pathBytes] = left.without(side)
      }
    }
    return joined + rest.values
  }

  private func renames(of index: OpaquePointer) -> [MergeRename] {
    (0..<git_index_name_entrycount(index)).compactMap { number in
      git_index_name_get_byindex(index, number).map { entry in
        func bytes(_ name: UnsafeMutablePointer<CChar>?) -> [UInt8]? { name.map { Array(String(cString: $0).utf8) } }
        return MergeRename(
          ancestor: bytes(entry.pointee.ancestor), ours: bytes(entry.pointee.ours), theirs: bytes(entry.pointee.theirs))
      }
    }
  }
}

/// The paths of one file on the sides of a merge.
private struct MergeRename {
  let ancestor: [UInt8]?
  let ours: [UInt8]?
  let theirs: [UInt8]?
}

extension MergeClash {
  /// Returns what is left without a side; nil where nothing is.
  fileprivate func without(_ side: Int) -> MergeClash? {
    let rest = MergeClash(
      ancestor: side == 0 ? nil : ancestor, ours: side == 1 ? nil : ours, theirs: side == 2 ? nil : theirs)
    return rest == MergeClash(ancestor: nil, ours: nil, theirs: nil) ? nil : rest
  }
}

extension TreeEntryRecord {
  init(_ entry: UnsafePointer<git_index_entry>) {
    let path = UnsafeRawBufferPointer(start: entry.pointee.path, count: strlen(entry.pointee.path))
    self.init(pathBytes: Array(path), mode: entry.pointee.mode, id: ObjectID(entry.pointee.id))
  }

  /// Runs work with the entry as an index has it.
  func withIndexEntry<Value>(
    _ body: (UnsafePointer<git_index_entry>) throws(GitError) -> Value
  ) throws(GitError) -> Value {
    let path = pathBytes.map { CChar(bitPattern: $0) } + [0]
    let result: Result<Value, GitError> = path.withUnsafeBufferPointer { path in
      var entry = git_index_entry()
      entry.mode = mode
      entry.id = id.raw
      entry.path = path.baseAddress
      do throws(GitError) { return .success(try body(&entry)) } catch { return .failure(error) }
    }
    return try result.get()
  }
}
