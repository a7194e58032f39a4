import Clibgit2

/// What came of merging two trees.
public enum TreeMerge: Sendable, Equatable {
  /// The tree with both sides' changes.
  case merged(ObjectID)
  /// Both sides changed the same place; the paths, sorted.
  case conflict(paths: [String])
}

extension Repository {
  /// Merges two trees by their common ancestor, as a cherry-pick and a revert do, in memory: nothing but the new tree's
  /// objects is written, and those only where there is no conflict.
  ///
  /// To pick a commit, the ancestor is its parent's tree and `theirs` its own; to revert it, the other way round.
  public func mergeTrees(
    ancestor: ObjectID, ours: ObjectID, theirs: ObjectID
  ) throws(GitError) -> TreeMerge {
    let operation = "merge \(theirs.short) into \(ours.short) in \(path)"
    let index = try mergedIndex(ancestor: ancestor, ours: ours, theirs: theirs, operation)
    defer { git_index_free(index) }
    guard git_index_has_conflicts(index) == 0 else {
      return .conflict(paths: try conflicts(of: index, operation: operation))
    }
    var id = git_oid()
    try check(operation) { git_index_write_tree_to(&id, index, handle) }
    return .merged(ObjectID(id))
  }

  private func conflicts(of index: OpaquePointer, operation: String) throws(GitError) -> [String] {
    var paths: Set<String> = []
    try eachConflict(of: index, operation) { sides in
      for side in [sides.ancestor, sides.ours, sides.theirs] {
        if let path = side?.pointee.path { paths.insert(String(cString: path)) }
      }
    }
    return paths.sorted()
  }

  /// The entries of one conflict; nil where a side has none.
  typealias ConflictSides = (
    ancestor: UnsafePointer<git_index_entry>?, ours: UnsafePointer<git_index_entry>?,
    theirs: UnsafePointer<git_index_entry>?
  )

  /// Calls `body` with each conflict of an index, in the index's order; the entries are valid as long as the call.
  func eachConflict(
    of index: OpaquePointer, _ operation: String, _ body: (ConflictSides) -> Void
  ) throws(GitError) {
    let iterator = try make(operation) { git_index_conflict_iterator_new(&$0, index) }
    defer { git_index_conflict_iterator_free(iterator) }
    while true {
      var sides: ConflictSides = (nil, nil, nil)
      git_error_clear()
      let code = git_index_conflict_next(&sides.ancestor, &sides.ours, &sides.theirs, iterator)
      if code == GIT_ITEROVER.rawValue { return }
      if code < 0 { throw GitError(operation: operation, code: code) }
      body(sides)
    }
  }
}
