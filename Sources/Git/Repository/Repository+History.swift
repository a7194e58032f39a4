import Clibgit2

extension Repository {
  /// Whether `ancestor` can be reached from `descendant`; a commit is its own ancestor.
  public func isAncestor(_ ancestor: ObjectID, of descendant: ObjectID) throws(GitError) -> Bool {
    if ancestor == descendant { return true }
    var (commit, candidate) = (descendant.raw, ancestor.raw)
    let answer = try check("compare \(ancestor.short) and \(descendant.short) in \(path)") {
      git_graph_descendant_of(handle, &commit, &candidate)
    }
    return answer == 1
  }

  /// Whether a commit can be reached from any of the tips.
  public func isReachable(_ commit: ObjectID, fromAnyOf tips: [ObjectID]) throws(GitError) -> Bool {
    var raw = commit.raw
    let answer = try check("look for \(commit.short) in the history of \(path)") {
      tips.map(\.raw).withUnsafeBufferPointer { tips in
        git_graph_reachable_from_any(handle, &raw, tips.baseAddress, tips.count)
      }
    }
    return answer == 1
  }

  /// Counts the commits that only one of two histories has.
  public func aheadBehind(
    _ local: ObjectID, upstream: ObjectID
  ) throws(GitError) -> (ahead: Int, behind: Int) {
    var (ahead, behind) = (0, 0)
    var (first, second) = (local.raw, upstream.raw)
    try check("compare \(local.short) and \(upstream.short) in \(path)") {
      git_graph_ahead_behind(&ahead, &behind, handle, &first, &second)
    }
    return (ahead, behind)
  }

  /// Returns the commits that can be reached from `tip` and not from the `excluded` ones, newest first, children before
  /// their parents, at most `limit`.
  ///
  /// Excluded commits that aren't in the repository are an error.
  public func log(from tip: ObjectID, excluding excluded: [ObjectID] = [], limit: Int) throws(GitError)
    -> [CommitRecord]
  {
    let operation = "read the history of \(path)"
    let walk = try make(operation) { git_revwalk_new(&$0, handle) }
    defer { git_revwalk_free(walk) }
    git_revwalk_sorting(walk, GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_TIME.rawValue)
    var raw = tip.raw
    try check(operation) { git_revwalk_push(walk, &raw) }
    for id in excluded {
      var raw = id.raw
      try check(operation) { git_revwalk_hide(walk, &raw) }
    }
    var records: [CommitRecord] = []
    while records.count < limit {
      var id = git_oid()
      git_error_clear()
      let code = git_revwalk_next(&id, walk)
      if code == GIT_ITEROVER.rawValue { break }
      if code < 0 { throw GitError(operation: operation, code: code) }
      records.append(try commit(ObjectID(id)))
    }
    return records
  }

  /// Returns the commits that first parents lead to from `tip` and that can't be reached from `excluded`, the oldest first.
  public func firstParents(from tip: ObjectID, excluding excluded: ObjectID) throws(GitError) -> [ObjectID] {
    let operation = "read the history of \(path)"
    let walk = try make(operation) { git_revwalk_new(&$0, handle) }
    defer { git_revwalk_free(walk) }
    var (first, hidden) = (tip.raw, excluded.raw)
    try check(operation) { git_revwalk_push(walk, &first) }
    try check(operation) { git_revwalk_hide(walk, &hidden) }
    var between: Set<ObjectID> = []
    while true {
      var id = git_oid()
      git_error_clear()
      let code = git_revwalk_next(&id, walk)
      if code == GIT_ITEROVER.rawValue { break }
      if code < 0 { throw GitError(operation: operation, code: code) }
      between.insert(ObjectID(id))
    }
    var line: [ObjectID] = []
    var next: ObjectID? = tip
    while let id = next, between.contains(id) {
      line.append(id)
      next = try commit(id).parents.first
    }
    return line.reversed()
  }
}
